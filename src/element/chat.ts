import type { ReactiveController, ReactiveControllerHost } from "@lit/reactive-element";
import { pageBaseUrl } from "../page/base-url.ts";
import type { ChatMode, Settings } from "../page/settings.ts";
import { chatUrl } from "../protocol/chat-url.ts";
import type { Status } from "../protocol/status.ts";
import { placeOf } from "./place.ts";
import { CONTROL, LINK, matches } from "./view.ts";

interface ChatHost extends ReactiveControllerHost, HTMLElement {
  readonly settings: Settings;
  readonly status: Status;
}

/** The chat behind a badge: where it is, and what a click on the badge's control does. */
export class ChatController implements ReactiveController {
  readonly #host: ChatHost;
  /** Dispatches `lhc-chat-open`; false if somebody prevented it. */
  readonly #mayOpen: (url: string) => boolean;

  constructor(host: ChatHost, mayOpen: (url: string) => boolean) {
    this.#host = host;
    this.#mayOpen = mayOpen;
    host.addController(this);
  }

  /** The address of the chat; undefined, if the base URL is wrong (the status says so). */
  get url(): string | undefined {
    const { settings, status } = this.#host;
    try {
      return chatUrl(pageBaseUrl(settings.baseUrl), {
        department: settings.chatDepartment ?? settings.department,
        operator: settings.chatOperator ?? settings.user,
        theme: settings.chatTheme,
        lang: settings.chatLang,
        leaveMessage: status !== "online",
      });
    } catch {
      return undefined;
    }
  }

  /** Where a click leads; undefined if it does nothing. */
  get href(): string | undefined {
    return this.#host.settings.chat === "none" ? undefined : this.url;
  }

  hostUpdated(): void {
    // Only then, since screen readers call an element clickable that listens to clicks.
    if (this.href) this.#host.addEventListener("click", this.#onClick);
  }

  /** For a window it has to be called in the click. */
  open(): void {
    const { url } = this;
    if (url && this.#mayOpen(url)) openChat(this.#host, this.#host.settings.chat, url);
  }

  readonly #onClick = (event: MouseEvent): void => {
    const { href } = this;
    const path = event.composedPath();
    const inside = path.slice(0, path.indexOf(this.#host));
    const pressed = (selector: string): boolean => inside.some((node) => matches(node, selector));
    const link = pressed(LINK);
    if (
      !href ||
      event.defaultPrevented ||
      !pressed(CONTROL) ||
      pressed(":disabled,[aria-disabled=true]") ||
      // A link with a key held down goes to another tab: that is the visitor's choice.
      (link && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey))
    ) {
      return;
    }
    const { chat } = this.#host.settings;
    const allowed = this.#mayOpen(href);
    // The browser follows it.
    if (allowed && link && chat === "link") return;
    event.preventDefault();
    if (allowed) openChat(this.#host, chat, href);
  };
}

/** Opens a chat for `element`. */
function openChat(element: Element, mode: ChatMode, url: string): void {
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
    // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- if it is missing, the catch block follows
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
