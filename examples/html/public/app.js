// #region status
const badge = document.querySelector("lhc-status");
const output = document.querySelector("#event");

// Read the status once: the answer may have arrived before this script.
const show = () => (output.value = badge.status ?? "checking");
badge.addEventListener("lhc-status-change", show);
show();
// #endregion

document.querySelector("#support").onclick = () => badge.setAttribute("department", "1");
document.querySelector("#sales").onclick = () => badge.setAttribute("department", "2");
document.querySelector("#close").onclick = () => document.querySelector("#chat").remove();
