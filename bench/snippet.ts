/** The shortest fair thing that somebody would write by hand: no error, no hidden page, no end is thought of. */
export const snippet = (lhcOrigin: string, afterText = ""): string => `<span id="status">…</span>
<script>
function show(answer) {
  document.getElementById("status").textContent = answer.isonline ? "Online" : "Offline";${afterText}
}
function ask() {
  var script = document.createElement("script");
  script.src = "${lhcOrigin}/restapi/isonline?callback=show&_=" + Date.now();
  script.onload = function () { script.remove(); };
  document.head.append(script);
}
ask();
setInterval(ask, 60000);
</script>`;
