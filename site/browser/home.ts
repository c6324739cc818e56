/** The badges of the home page ask a stand-in, and a switch changes its answer. */
import { byId, whenParsed } from "./dom.ts";
import { installStandIn, standIn } from "./stand-in.ts";

installStandIn();

whenParsed(() => {
  const atDesk = byId("at-desk", HTMLInputElement);
  const badges = byId("live").querySelectorAll("lhc-status");
  const show = (): void => {
    for (const badge of badges)
      badge.setAttribute("base-url", standIn(atDesk.checked ? "online" : "offline"));
  };
  atDesk.addEventListener("change", show);
  show();
  // There is no chat behind these badges.
  document.addEventListener("lhc-chat-open", (event) => event.preventDefault());
});
