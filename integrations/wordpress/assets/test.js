/** The button in the settings that asks the server from the browser, by fetch, so that no script of the server runs here. */
((words) => {
  const field = document.getElementById("lhc-status-address");
  const result = document.getElementById("lhc-status-result");

  /** As the settings read it: any address of Live Helper Chat, with or without https:. */
  const baseUrl = () =>
    field.value
      .trim()
      .replace(/^(?=.)(?![a-z][a-z\d+.-]*:(?!\d))/i, "https://")
      .replace(/\/(chat|restapi|widgetrestapi|site_admin|user\/login)(\/.*)?$/, "/");

  document.getElementById("lhc-status-test").addEventListener("click", () => {
    if (!baseUrl()) {
      result.textContent = words.empty;
      return;
    }
    const badge = document.createElement("lhc-status");
    badge.setAttribute("base-url", baseUrl());
    badge.setAttribute("transport", "fetch");
    badge.setAttribute("share", "page");
    badge.hidden = true;
    result.textContent = words.asking;
    result.after(badge);
    badge.refresh().then((status) => {
      const { error } = badge;
      result.textContent = error ? `${words.failed} ${error.message}` : words[status];
      badge.remove();
    });
  });
})(window.lhcStatusWords);
