/** The badges of the home page ask a stand-in, and a switch changes its answer. */
import { byId, whenParsed } from "./dom.ts";
import { installStandIn, standIn } from "./stand-in.ts";

installStandIn();
// There is no chat behind these badges.
document.addEventListener("lhc-chat-open", (event) => event.preventDefault());
whenParsed(() => void showBadges());

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * The badges wait in templates, and come one after the other: each is created, drawn and resumed in a
 * task of its own. Together with their script, they would make a long task.
 */
async function showBadges(): Promise<void> {
  await customElements.whenDefined("lhc-status");
  for (const template of document.querySelectorAll("template")) {
    const content = document.importNode(template.content, true);
    const badge = content.querySelector("lhc-status") as Element;
    badge.toggleAttribute("paused", true);
    await nextTask();
    template.replaceWith(content);
    await nextTask();
    badge.removeAttribute("paused");
  }
  const live = byId("live");
  const atDesk = byId("at-desk", HTMLInputElement);
  const show = (): void => {
    for (const badge of live.querySelectorAll("lhc-status"))
      badge.setAttribute("base-url", standIn(atDesk.checked ? "online" : "offline"));
  };
  atDesk.addEventListener("change", show);
  // A browser may restore the switch of an earlier visit.
  if (!atDesk.checked) show();
}
