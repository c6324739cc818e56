import { LABEL_SETTINGS } from "../element/labels.ts";
import { pageBaseUrl } from "../page/base-url.ts";
import { getDefaults } from "../page/defaults.ts";
import { readSettings, type SettingName } from "../page/settings.ts";
import { isSameInstallation, readChatLink } from "../protocol/chat-link.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { attributeName } from "../protocol/target.ts";
import { pageQuestion } from "../status/page-question.ts";
import { attributeOf } from "../page/natives.ts";

/**
 * The settings that content may choose. Never the server or the transport: sanitizers allow `class`, `data-*` and links,
 * so anyone who can write a comment can set these.
 */
const CONTENT_SETTINGS = [
  "department",
  "user",
  "departmentMatch",
  "excludeBot",
  "variant",
  "hideWhen",
  ...LABEL_SETTINGS,
] as const satisfies SettingName[];

/** The settings as the author wrote them. */
type ContentSettings = Partial<Record<(typeof CONTENT_SETTINGS)[number], string>>;

/**
 * Reads the settings of a content node from `data-lhc-*` and its link.
 *
 * @throws LhcStatusError `config`, if a value is invalid or not allowed in content
 */
export function readContent(node: HTMLElement) {
  const given: ContentSettings = {};
  for (const name of CONTENT_SETTINGS) {
    const value = attributeOf(node, `data-lhc-${attributeName(name)}`);
    // A flag that is present is true.
    if (value != null) given[name] = name === "excludeBot" ? value || "true" : value;
  }
  const server = pageBaseUrl(getDefaults().baseUrl);
  const wanted = attributeOf(node, "data-lhc-base-url");
  if (wanted != null && !isSameInstallation(pageBaseUrl(wanted), server)) {
    throw new LhcStatusError(
      "config",
      `base-url="${wanted.slice(0, 200)}" is not ${server.href}. Only the script tag can choose the server.`,
    );
  }
  // A form's localName may be an element.
  if ((node.localName as unknown) === "a") readLink(node as HTMLAnchorElement, server, given);
  const settings = readSettings(given, getDefaults());
  // Validate before changing the DOM.
  pageQuestion(settings);
  return { given, settings };
}

/** Adds what a link says. The node's own attributes take precedence. */
function readLink(link: HTMLAnchorElement, server: URL, given: ContentSettings): void {
  const chat = readChatLink(link, server);
  // Other links need not lead to a chat.
  if (!chat && /#lhc-status$|\/chat\/start/.test(link.href)) {
    throw new LhcStatusError(
      "config",
      `${link.href.slice(0, 200)} is not a chat of ${server.href}, the script tag's server. Link to ${server.href}chat/start, or use <lhc-status base-url="…">.`,
    );
  }
  if (!chat || given.department || given.user) return;
  if (chat.operator) given.user = chat.operator;
  else if (chat.department) {
    given.department = chat.department;
    // Only the inclusive question accepts lists and aliases.
    if (/\D/.test(chat.department)) given.departmentMatch ||= "inclusive";
  }
}
