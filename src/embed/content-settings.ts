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
import { attributeOf } from "./natives.ts";

/**
 * What content may say. Never which server is asked, nor how: sanitizers let `class`, `data-*` and links of
 * strangers through, so what stands here is what anybody may say who may write a comment.
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
  /** As given, by the names of `<lhc-status>`'s attributes. */
  readonly attributes: Record<string, string>;
  readonly settings: Settings;
}

/**
 * The settings of a node in the content, from `data-lhc-*` and from where it links to.
 *
 * @throws LhcStatusError `config`, if the node wants what it may not, or what cannot be
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
      `base-url="${wanted.slice(0, 200)}" is not ${server.href}. Only the script tag says which server is asked.`,
    );
  }
  // A form's own may be an element.
  if ((node.localName as unknown) === "a")
    Object.assign(given, readLink(node as HTMLAnchorElement, server, given));
  const settings = readSettings(given, getDefaults());
  // Validate before changing the DOM.
  pageQuestion(settings);
  const attributes = Object.entries(given).map(([name, value]) => [attributeName(name), value]);
  return { attributes: Object.fromEntries(attributes) as Record<string, string>, settings };
}

/** What the node says itself counts before what its link says. */
function readLink(link: HTMLAnchorElement, server: URL, given: Given): Given {
  const chat = readChatLink(link, server);
  if (!chat) {
    // Any other link may lead where it likes.
    if (!/#lhc-status$|\/chat\/start/.test(link.href)) return {};
    throw new LhcStatusError(
      "config",
      `${link.href.slice(0, 200)} is no chat of ${server.href}, the script tag's server. Link to ${server.href}chat/start, or use <lhc-status base-url="…">.`,
    );
  }
  if (given.department || given.user) return {};
  if (chat.operator) return { user: chat.operator };
  if (!chat.department) return {};
  // Lists and aliases are known to the widget's question alone.
  const departmentMatch = /\D/.test(chat.department) && { departmentMatch: "inclusive" };
  return { department: chat.department, ...departmentMatch, ...given };
}
