import { pageBaseUrl } from "../page/base-url.ts";
import { getDefaults } from "../page/defaults.ts";
import {
  attributeName,
  type Given,
  readSettings,
  type SettingName,
  type Settings,
} from "../page/settings.ts";
import { isSameInstallation, readChatLink } from "../protocol/chat-link.ts";
import { LhcStatusError } from "../protocol/error.ts";
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
  "labelOnline",
  "labelOffline",
  "labelChecking",
  "labelUnknown",
] as const satisfies SettingName[];

export interface ContentSettings {
  /** The given values by attribute name of `<lhc-status>`. */
  readonly attributes: Record<string, string>;
  readonly settings: Settings;
}

/**
 * Reads the settings of a content node from `data-lhc-*` and its link.
 *
 * @throws LhcStatusError `config`, if a value is invalid or not allowed in content
 */
export function readContent(node: HTMLElement): ContentSettings {
  const given: Partial<Record<SettingName, string>> = {};
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
  if ((node.localName as unknown) === "a")
    Object.assign(given, readLink(node as HTMLAnchorElement, server, given));
  const settings = readSettings(given, getDefaults());
  // Validate before changing the DOM.
  pageQuestion(settings);
  const attributes = Object.entries(given).map(([name, value]) => [attributeName(name), value]);
  return { attributes: Object.fromEntries(attributes) as Record<string, string>, settings };
}

/** The node's own attributes take precedence over its link. */
function readLink(link: HTMLAnchorElement, server: URL, given: Given): Given {
  const chat = readChatLink(link, server);
  if (!chat) {
    // Other links need not lead to a chat.
    if (!/#lhc-status$|\/chat\/start/.test(link.href)) return {};
    throw new LhcStatusError(
      "config",
      `${link.href.slice(0, 200)} is not a chat of ${server.href}, the script tag's server. Link to ${server.href}chat/start, or use <lhc-status base-url="…">.`,
    );
  }
  if (given.department || given.user) return {};
  if (chat.operator) return { user: chat.operator };
  if (!chat.department) return {};
  // Only the inclusive question accepts lists and aliases.
  const departmentMatch = /\D/.test(chat.department) && { departmentMatch: "inclusive" };
  return { department: chat.department, ...departmentMatch, ...given };
}
