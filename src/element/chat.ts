import type { ReactiveController, ReactiveControllerHost } from "@lit/reactive-element";
import { pageBaseUrl } from "../page/base-url.ts";
import type { Settings } from "../page/settings.ts";
import { chatUrl } from "../protocol/chat-url.ts";
import type { Status } from "../protocol/status.ts";
import { placeOf } from "./place.ts";
import { CONTROL, LINK, matches } from "./view.ts";

interface ChatHost extends ReactiveControllerHost, HTMLElement {
  readonly settings: Settings;
  readonly status: Status;
}

/** The chat behind a badge: its URL, and what a click on the badge's control does. */
export class ChatController implements ReactiveController {
  readonly #host: ChatHost;
  /** Dispatches `lhc-chat-open`; false if a listener prevented it. */
  readonly #mayOpen: (url: string) => boolean;

  constructor(host: ChatHost, mayOpen: (url: string) => boolean) {
    this.#host = host;
    this.#mayOpen = mayOpen;
    host.addController(this);
  }

  /** The URL of the chat; undefined if the base URL is invalid, which the status reports. */
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

  /** The URL that a click opens; undefined if a click does nothing. */
  get href(): string | undefined {
    return this.#host.settings.chat === "none" ? undefined : this.url;
  }

  hostUpdated(): void {
    // Only with a chat, because screen readers announce an element with a click listener as clickable.
    if (this.href) this.#host.addEventListener("click", this.#onClick);
  }

  /** Popup blockers allow a window only during the click. */
  open(): void {
    const { url } = this;
    if (url && this.#mayOpen(url)) this.#show(url);
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
      // A modified click opens the link in another tab or window, as the visitor wants.
      (link && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey))
    ) {
      return;
    }
    const allowed = this.#mayOpen(href);
    // The browser follows the link.
    if (allowed && link && this.#host.settings.chat === "link") return;
    event.preventDefault();
    if (allowed) this.#show(href);
  };

  #show(url: string): void {
    const { chat } = this.#host.settings;
    if (chat === "widget" && showOwnWidget(this.#host)) return;
    let opened: Window | null = null;
    try {
      if (chat === "popup" || chat === "widget") {
        // LHC's own window name, so that a chat that is already open is reused.
        opened = open(url, "lhc_popup_v2", "popup,width=480,height=640");
        if (opened) opened.opener = null;
      }
    } catch {
      // The window was open before and is cross-origin now, or the page has a variable with the name `open`.
    }
    if (opened) opened.focus();
    else location.assign(url);
  }
}

interface OwnWidget {
  eventListener: { emitEvent(name: string): void };
  attributes?: { mode?: string; widgetStatus?: { value: unknown } };
}

/**
 * Shows LHC's own widget through the events documented for site owners. Returns whether its frame is visible: the
 * widget's own state is set to open even if the installation has disabled the widget or has not answered yet.
 */
function showOwnWidget(element: Element): boolean {
  const frame = document.getElementById("lhc_widget_v2");
  if (!frame || placeOf(element)?.contains(frame) === false) return false;
  // In this mode LHC opens its own window.
  let isPopup = false;
  try {
    // oxlint-disable-next-line typescript/no-non-null-assertion -- if it is missing, the catch block follows
    const { eventListener, attributes } = (globalThis as { $_LHC?: OwnWidget }).$_LHC!;
    const wasOpen = attributes?.widgetStatus?.value;
    isPopup = attributes?.mode === "popup";
    eventListener.emitEvent("showWidget");
    // Otherwise the widget would open beside our window once the installation answers.
    if (!isPopup && !wasOpen && !frame.offsetWidth) eventListener.emitEvent("closeWidget");
  } catch {
    // The frame shows whether it worked
  }
  return isPopup || !!frame.offsetWidth;
}
