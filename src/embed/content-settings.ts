import { getDefaultBaseUrl } from "../element/default-base-url.ts";
import { LhcStatusElement } from "../element/lhc-status-element.ts";
import { isSameInstallation, readChatLink } from "../protocol/chat-link.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { pageBaseUrl, pageQuestion } from "../status/page-question.ts";
import { attributeOf } from "./natives.ts";

/**
 * What content may say. Never which server is asked, nor how: sanitizers let `class`, `data-*` and links of
 * strangers through, so what stands here is what anybody may say who may write a comment.
 */
const CONTENT_ATTRIBUTES =
  "department user department-match exclude-bot variant hide-when online-label offline-label checking-label unknown-label".split(
    " ",
  );

/** An `<lhc-status>` that knows its server. */
export type Settings = LhcStatusElement & { baseUrl: URL };

/**
 * An `<lhc-status>` with the settings of a node in the content, from `data-lhc-*` and from where it links to.
 * It is in no page yet, and asks nothing.
 *
 * @throws LhcStatusError `config`, if the node wants what it may not, or what cannot be
 */
export function readSettings(node: HTMLElement): Settings {
  const status = new LhcStatusElement() as Settings;
  for (const name of CONTENT_ATTRIBUTES) {
    const value = attributeOf(node, `data-lhc-${name}`);
    if (value != null) status.setAttribute(name, value);
  }
  const server = pageBaseUrl(getDefaultBaseUrl());
  const wanted = attributeOf(node, "data-lhc-base-url");
  if (wanted != null && !isSameInstallation(pageBaseUrl(wanted), server)) {
    throw new LhcStatusError(
      "config",
      `base-url="${wanted.slice(0, 200)}" is not ${server.href}. Only the script tag says which server is asked.`,
    );
  }
  // A form's own may be an element.
  if ((node.localName as unknown) === "a") readLink(node as HTMLAnchorElement, server, status);
  status.baseUrl = server;
  // Says what is wrong before anything is touched.
  pageQuestion(status);
  return status;
}

/** What the node says itself counts before what its link says. */
function readLink(link: HTMLAnchorElement, server: URL, status: Settings): void {
  const chat = readChatLink(link, server);
  if (!chat) {
    // Any other link may lead where it likes.
    if (!/#lhc-status$|\/chat\/start/.test(link.href)) return;
    throw new LhcStatusError(
      "config",
      `${link.href.slice(0, 200)} is no chat of ${server.href}, the script tag's server. Link to ${server.href}chat/start, or use <lhc-status base-url="…">.`,
    );
  }
  const { department, operator } = chat;
  if (status.department != null || status.user != null) return;
  // As attributes: a slider's clone has nothing else.
  if (operator) {
    status.setAttribute("user", operator);
  } else if (department) {
    status.setAttribute("department", department);
    // Lists and aliases are known to the widget's question alone.
    if (/\D/.test(department)) status.setAttribute("department-match", "inclusive");
  }
}
