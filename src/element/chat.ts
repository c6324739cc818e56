import { type Chat, chatUrl } from "../protocol/chat-url.ts";
import { pageBaseUrl } from "../status/page-question.ts";
import { placeOf } from "./place.ts";

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

/** Opens a chat for `element`. For a window it has to be called in the click. */
export function openChat(element: Element, mode: ChatMode, url: string): void {
  if (mode === "widget" && showOwnWidget(element)) return;
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

interface OwnWidget {
  eventListener: { emitEvent(name: string): void };
  attributes?: { mode?: string; widgetStatus?: { value: unknown } };
}

/**
 * Shows LHC's own widget, by the events that its documentation names for site owners. Its state is no proof: LHC sets
 * it to open although the installation has switched the widget off, or has not answered yet. Its frame on the screen
 * is one.
 */
function showOwnWidget(element: Element): boolean {
  const frame = document.getElementById("lhc_widget_v2");
  if (!frame || placeOf(element)?.contains(frame) === false) return false;
  // In this mode LHC opens a window of its own.
  let isPopup = false;
  try {
    const { eventListener, attributes } = (globalThis as { $_LHC?: OwnWidget }).$_LHC!;
    const wasOpen = attributes?.widgetStatus?.value;
    isPopup = attributes?.mode === "popup";
    eventListener.emitEvent("showWidget");
    // Or the widget would open beside the window when the installation answers.
    if (!isPopup && !wasOpen && !frame.offsetWidth) eventListener.emitEvent("closeWidget");
  } catch {
    // The frame tells what came of it
  }
  return isPopup || !!frame.offsetWidth;
}
