/** The shortest fair handwritten alternative. It ignores errors and hidden pages, and never stops. */
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

/** Asks once from a frame of its own, as the badge does. */
export const ASK_IN_FRAME = `function ask(base, use) {
  var frame = document.createElement("iframe");
  frame.hidden = true;
  frame.onload = function () {
    var view = frame.contentWindow;
    var script = view.document.createElement("script");
    view.show = function (answer) {
      frame.remove();
      use(answer);
    };
    script.src = base + "/restapi/isonline?callback=show&_=" + Date.now();
    view.document.head.append(script);
  };
  document.documentElement.append(frame);
}`;

/** The smallest script file that asks in that way, for the page's only element of this name. */
export const minimalScript = (element = "lhc-status"): string => `(function () {
  ${ASK_IN_FRAME}
  ask(document.currentScript.dataset.lhcBaseUrl, function (answer) {
    document.querySelector("${element}").textContent = answer.isonline ? "Online" : "Offline";
    dispatchEvent(new CustomEvent("lhc-status-change", { detail: { status: "online" } }));
  });
})();
`;

/** The same as the first statement of another script, after its comment. */
export const minimalScriptIn = (script: string): string =>
  script.replace(/^(\/\/.*\n)?/, (comment) => comment + minimalScript("bare-element"));

/** The smallest script file that uses the response of a preload link. */
export const MINIMAL_PRELOAD_SCRIPT = `fetch(document.querySelector("link[rel=preload]").href)
  .then(function (response) { return response.json(); })
  .then(function (answer) {
    document.querySelector("lhc-status").textContent = answer.isonline ? "Online" : "Offline";
    dispatchEvent(new CustomEvent("lhc-status-change", { detail: { status: "online" } }));
  });`;
