import { type PropertyDeclarations, ReactiveElement } from "@lit/reactive-element";
import { adoptStyles } from "@lit/reactive-element/css-tag.js";
import { getDefaults } from "../page/defaults.ts";
import { languageOf } from "../page/language.ts";
import {
  type ChatMode,
  isTrue,
  type Loading,
  readSettings,
  type Settings,
  type Share,
  type Transport,
  type Variant,
} from "../page/settings.ts";
import { warn } from "../page/warn.ts";
import { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import { attributeName, type DepartmentMatch } from "../protocol/target.ts";
import { Announcer } from "./announcer.ts";
import { ChatController } from "./chat.ts";
import { labelFor } from "./labels.ts";
import { whenNear } from "./near-viewport.ts";
import { StatusController } from "./status-controller.ts";
import { styles } from "./styles.ts";
import { CONTROL, isShown, View } from "./view.ts";

export interface StatusChange {
  status: Status;
  previous: Status;
  /** When the last answer was asked for. */
  checkedAt: Date | null;
  baseUrl: string;
  department: string | number | null;
  user: string | number | null;
}

/** The status shown has changed. */
export type LhcStatusChangeEvent = CustomEvent<StatusChange>;
/** The error code changed; `error` is null after recovery. */
export type LhcStatusErrorEvent = CustomEvent<{ error: LhcStatusError | null }>;
/** A visitor is about to open the chat. Call `preventDefault()` to open something else. */
export type LhcChatOpenEvent = CustomEvent<{ url: string; status: Status }>;

declare global {
  interface HTMLElementTagNameMap {
    "lhc-status": LhcStatusElement;
  }
  interface GlobalEventHandlersEventMap {
    "lhc-status-change": LhcStatusChangeEvent;
    "lhc-status-error": LhcStatusErrorEvent;
    "lhc-chat-open": LhcChatOpenEvent;
  }
}

/**
 * @customElement lhc-status
 * @summary Shows whether anyone, one operator or a department is online on a Live Helper Chat server.
 *
 * @slot - Replaces the visible label; screen readers still read the label
 * @slot online - Replaces the label while someone is online
 * @slot offline - Replaces the label while nobody is online
 * @slot checking - Replaces the label until the first answer
 * @slot unknown - Replaces the label while no answer is available
 *
 * @event {LhcStatusChangeEvent} lhc-status-change - The status shown has changed
 * @event {LhcStatusErrorEvent} lhc-status-error - The error code changed; `error` is null after recovery. `error.code` and `error.message` name the cause
 * @event {LhcChatOpenEvent} lhc-chat-open - A visitor is about to open the chat. Cancelable
 *
 * @csspart base - The badge: a `span`, with `chat` an `a` or a `button`
 * @csspart indicator - The dot
 * @csspart label - The label
 *
 * @cssstate online - Someone is online
 * @cssstate offline - Nobody is online
 * @cssstate checking - No answer yet
 * @cssstate unknown - No answer is available
 * @cssstate hidden - `hide-when` lists the state, so nothing shows
 * @cssstate stale - The answer shown is older than two intervals
 *
 * @cssproperty [--lhc-status-color=inherit] - Text colour
 * @cssproperty [--lhc-status-background=a tint of the dot's colour] - Background of the badge
 * @cssproperty [--lhc-status-border=a hairline in the dot's colour] - Border of the badge
 * @cssproperty [--lhc-status-padding=0.2em 0.7em] - Space around dot and label
 * @cssproperty [--lhc-status-radius=1em] - Corner radius of the badge
 * @cssproperty [--lhc-status-gap=0.5em] - Space between dot and label
 * @cssproperty [--lhc-status-dot-size=0.625em] - Width and height of the dot
 * @cssproperty [--lhc-status-dot-radius=50%] - Corner radius of the dot
 * @cssproperty [--lhc-status-online-color=a green] - Dot while someone is online
 * @cssproperty [--lhc-status-offline-color=a grey] - Dot while nobody is online
 * @cssproperty [--lhc-status-checking-color=a grey] - Dot until the first answer
 * @cssproperty [--lhc-status-unknown-color=a grey] - Dot while no answer is available
 * @cssproperty [--lhc-status-checking-animation=pulse 1s 0.5s 4 alternate] - Animation of the dot until the first answer
 */
export class LhcStatusElement extends ReactiveElement {
  static override styles = styles;

  static override properties: PropertyDeclarations = {
    baseUrl: {},
    department: {},
    user: {},
    departmentMatch: {},
    interval: {},
    timeout: {},
    transport: {},
    excludeBot: { type: Boolean },
    includeUsers: { type: Boolean },
    ignoreUserStatus: { type: Boolean },
    excludeOnlineHours: { type: Boolean },
    labelOnline: {},
    labelOffline: {},
    labelChecking: {},
    labelUnknown: {},
    variant: {},
    hideWhen: {},
    announce: { type: Boolean },
    chat: {},
    chatDepartment: {},
    chatOperator: {},
    chatTheme: {},
    chatLang: {},
    loading: {},
    share: {},
    paused: { type: Boolean },
  };

  // Lit's accessors would start as undefined, and setting each property in the constructor would be slow.
  static {
    for (const [name, options] of Object.entries(LhcStatusElement.properties)) {
      const key = Symbol(name);
      const converter = options.type && isTrue;
      // Frameworks look at a property's value to recognize a boolean.
      Object.assign(this.prototype, { [key]: converter ? false : null });
      Object.defineProperty(this.prototype, name, {
        get(this: Record<PropertyKey, unknown>) {
          return this[key];
        },
        set(this: ReactiveElement & Record<PropertyKey, unknown>, value: unknown) {
          if (value === this[key]) return;
          this[key] = value;
          this.requestUpdate();
        },
        configurable: true,
        enumerable: true,
      });
      // Attributes are named after their properties: `base-url` for `baseUrl`.
      Object.assign(options, { attribute: attributeName(name), noAccessor: true, converter });
    }
  }

  /**
   * The URL of LHC, with `index.php/`, a site access or a sub-folder if needed. May be relative to the page. `http:`
   * becomes `https:` in an `https:` page. Defaults to the one of the script tag or `setDefaults`.
   * @value URL
   */
  declare baseUrl: string | URL | null;
  /**
   * Show the status of this department. With `department-match="inclusive"`, also an alias or a list: `1,sales`.
   * @value LHC's id
   */
  declare department: string | number | null;
  /**
   * Show the status of this operator. Without `department` and `user`: of anyone.
   * @value LHC's id
   */
  declare user: string | number | null;
  /** Do not count bots (department). */
  declare excludeBot: boolean;
  /** Count operators even if the department is set to ignore them (department). */
  declare includeUsers: boolean;
  /** Do not count operators, only online hours and bots (anyone, department). */
  declare ignoreUserStatus: boolean;
  /** Do not count online hours (department). */
  declare excludeOnlineHours: boolean;
  /**
   * The label while someone is online. The default is in the language of the element.
   * @value text
   * @default 'We are online', with `chat` 'Chat with us'
   */
  declare labelOnline: string | null;
  /**
   * The label while nobody is online.
   * @value text
   * @default 'We are offline', with `chat` 'Leave a message'
   */
  declare labelOffline: string | null;
  /**
   * The label until the first answer.
   * @value text
   * @default 'Checking…', with `chat` 'Chat with us'
   */
  declare labelChecking: string | null;
  /**
   * The label while no answer is available.
   * @value text
   * @default 'Contact us'
   */
  declare labelUnknown: string | null;
  /**
   * States in which nothing shows. The space stays reserved.
   * @value any of `online`, `offline`, `checking`, `unknown`: `offline unknown`
   */
  declare hideWhen: string | null;
  /** Announce changes between online and offline to screen readers. */
  declare announce: boolean;
  /**
   * The department to chat with, if not `department`. If it has an alias, use the alias.
   * @value LHC's id, or alias
   */
  declare chatDepartment: string | number | null;
  /**
   * The operator to chat with, if not `user`.
   * @value LHC's id
   */
  declare chatOperator: string | number | null;
  /**
   * The chat's theme.
   * @value LHC's id
   */
  declare chatTheme: string | number | null;
  /**
   * The chat's language.
   * @value LHC's site access for it, such as `lit`
   */
  declare chatLang: string | null;
  /** Stop polling. */
  declare paused: boolean;

  /**
   * Time between two requests; `0` stops after the first answer.
   * @value seconds, at least 30
   * @default 60
   */
  declare interval: number | `${number}` | null;
  /**
   * Time limit of a request.
   * @value seconds
   * @default 8
   */
  declare timeout: number | `${number}` | null;
  /**
   * `jsonp` works with every LHC. `fetch` runs no script of the LHC server in your page, but needs the CORS header that
   * LHC sends.
   * @default jsonp
   */
  declare transport: Transport | null;
  /**
   * Who counts for a department: operators assigned to it, or also those assigned to all departments.
   * @default explicit
   */
  declare departmentMatch: DepartmentMatch | null;
  /**
   * The look: a tinted badge, plain text, only the dot, or a button.
   * @default badge
   */
  declare variant: Variant | null;
  /**
   * What a click does: nothing, follow a link to LHC's chat, open it in a popup, or open LHC's own widget in the page.
   * @default none
   */
  declare chat: ChatMode | null;
  /**
   * When to send the first request: at once, or when the element comes near the viewport.
   * @default eager
   */
  declare loading: Loading | null;
  /**
   * Who else may use the answers: the site's open tabs (nothing is stored), also the next page in the same tab (through
   * session storage), or nobody.
   * @default tabs
   */
  declare share: Share | null;

  /** happy-dom lacks attachInternals(). */
  readonly #internals = (this as { attachInternals?(): ElementInternals }).attachInternals?.();
  #settings: Settings | undefined;
  readonly #status = new StatusController(this, () => {
    const { settings } = this;
    const isWaiting = !this.#view || (this.#isFar && settings.loading === "lazy");
    return isWaiting ? { ...settings, paused: true } : settings;
  });
  readonly #chat = new ChatController(this, (url) =>
    this.#dispatch("lhc-chat-open", { url, status: this.status }, true),
  );
  #announcer: Announcer | undefined;
  #view: View | undefined;
  /** Why there is no view. Nothing is asked then. */
  #failure: LhcStatusError | null = null;
  /** Not known to be near the viewport. */
  #isFar = true;
  #stopWaiting: (() => void) | undefined;
  #shown: Status = "checking";
  #errorCode: string | undefined;

  /**
   * The validated settings, with defaults.
   * @internal
   */
  get settings(): Settings {
    // Read again between a change and its update, because a click may open the chat in between.
    if (this.isUpdatePending) this.#settings = undefined;
    return (this.#settings ??= readSettings(this, getDefaults()));
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  override attributeChangedCallback(name: string, former: string | null, value: string | null): void {
    super.attributeChangedCallback(name, former, value);
    this.requestUpdate();
  }

  /** The status shown. */
  get status(): Status {
    const { status } = this.#status;
    return this.#failure && status === "checking" ? "unknown" : status;
  }

  /** The answer shown is older than two intervals. */
  get stale(): boolean {
    return this.#status.stale;
  }

  /** When the last answer was requested. */
  get checkedAt(): Date | null {
    return this.#status.checkedAt;
  }

  /** Why the last request failed; null if it did not. */
  get error(): LhcStatusError | null {
    return this.#status.error ?? this.#failure;
  }

  /**
   * Requests the status now, even while paused or hidden. Joins a request in flight, and reuses an answer younger than
   * 5 s. Resolves with the status shown; never rejects.
   */
  refresh(): Promise<Status> {
    return this.#status.refresh();
  }

  /** Opens the chat like a click does; with `chat="none"`, like `chat="link"`. Call it during a click to open a popup. */
  openChat(): void {
    this.#chat.open();
  }

  /**
   * Vue turns null into 0 where a property holds a number, and then removes the attribute of that name.
   * @internal
   */
  override removeAttribute(name: string): void {
    super.removeAttribute(name);
    const properties = this as unknown as Record<string, unknown>;
    if (properties[name] === 0) properties[name] = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    // A moved element is connected again by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#announcer?.stop();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      const view = new View(this.#internals, this.#update);
      // Prerendered pages have a shadow root already, which may be closed.
      let root = this.shadowRoot ?? this.#internals?.shadowRoot;
      root?.replaceChildren();
      if (root) adoptStyles(root, (this.constructor as typeof ReactiveElement).elementStyles);
      else root = super.createRenderRoot() as ShadowRoot;
      view.addTo(root);
      this.#view = view;
      return root;
    } catch (error) {
      this.#failure = new LhcStatusError(
        "config",
        `This badge cannot be drawn: ${String(error)}. Another script has given it a closed shadow root, or has changed a built-in function. Load lhc-status before that script.`,
      );
      return this;
    }
  }

  protected override updated(): void {
    this.#show();
    this.#waitForViewport();
    this.#announce();
    this.#dispatchError();
    this.#dispatchChange();
  }

  readonly #update = (): void => {
    this.requestUpdate();
  };

  #show(): void {
    const { status, stale, settings } = this;
    const language = languageOf(this);
    const hides = settings.hideWhen.includes(status);
    // A focused badge is hidden only when it loses focus.
    if (hides) this.addEventListener("focusout", this.#update);
    // Controls must not be nested.
    const href = this.closest(CONTROL) ? undefined : this.#chat.href;
    this.#view?.show({
      status,
      stale,
      variant: settings.variant,
      hidden: hides && !this.matches(":focus-within"),
      tag: !href ? "span" : settings.chat === "link" ? "a" : "button",
      href: href ?? "",
      labelOf: (state) => labelFor(state, settings, language),
    });
  }

  #waitForViewport(): void {
    if (this.settings.loading === "eager" || !this.#isFar || !this.isConnected) return;
    this.#stopWaiting ??= whenNear(this, () => {
      this.#isFar = false;
      this.requestUpdate();
    });
  }

  #announce(): void {
    const { status, settings } = this;
    if (!settings.announce) this.#announcer?.stop();
    else if (this.isConnected)
      (this.#announcer ??= new Announcer(this)).update(status, () => {
        const language = languageOf(this);
        const [label, fallback] = labelFor(status, settings, language);
        const text = `${this.#textOf("")} ${this.#textOf(status) || label}`.trim();
        // The author's text is in the language of the page.
        return [text, (text === label && fallback) || language];
      });
  }

  /** The author's text in a slot. */
  #textOf(slot: string): string {
    return [...this.childNodes]
      .filter((node) => ((node as Partial<Element>).slot ?? "") === slot && isShown(node))
      .map((node) => node.textContent)
      .join("")
      .trim();
  }

  #dispatchError(): void {
    const { error } = this;
    if (error?.code === this.#errorCode) return;
    this.#errorCode = error?.code;
    // Only the author can correct these, so they go to the console. The browser itself reports the others.
    if (error?.code === "config") warn(String(error));
    this.#dispatch("lhc-status-error", { error });
  }

  #dispatchChange(): void {
    const { status, checkedAt, settings } = this;
    const previous = this.#shown;
    if (status === previous) return;
    this.#shown = status;
    const { baseUrl, department, user } = settings;
    this.#dispatch("lhc-status-change", {
      status,
      previous,
      checkedAt,
      baseUrl: String(baseUrl ?? ""),
      department,
      user,
    });
  }

  /** False if a listener prevented the default. */
  #dispatch(type: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }
}
