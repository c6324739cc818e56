import { type Chat, chatUrl } from "../protocol/chat-url.ts";
import { pageBaseUrl } from "../status/page-question.ts";

/** What a click does: nothing; a link to LHC's chat; its window; LHC's own widget in this page. */
export const CHATS = ["none", "link", "popup", "widget"] as const;
export type ChatMode = (typeof CHATS)[number];

/** The address of the chat; undefined, if the base URL is wrong (the status says so). */
export function findChat(baseUrl: string | URL | null, chat: Chat): string | undefined {
  try {
    return chatUrl(pageBaseUrl(baseUrl), chat);
  } catch {
    return undefined;
  }
}

/** Opens a chat. For a window it has to be called in the click. */
export function openChat(mode: ChatMode, url: string): void {
  if (mode === "widget" && showOwnWidget()) return;
  // LHC's own name for it: a visitor who has the window open gets that one back.
  const opened =
    mode === "link" || mode === "none" ? null : open(url, "lhc_popup_v2", "popup,width=480,height=640");
  if (!opened) {
    location.assign(url);
    return;
  }
  try {
    opened.opener = null;
  } catch {
    // It was open before, and has gone to the chat's origin
  }
  opened.focus();
}

/** Source: the event emitter of LHC's widget, as its documentation for site owners has it. */
function showOwnWidget(): boolean {
  try {
    const page = globalThis as { $_LHC?: { eventListener: { emitEvent(name: string): void } } };
    page.$_LHC!.eventListener.emitEvent("showWidget");
    return true;
  } catch {
    return false;
  }
}
