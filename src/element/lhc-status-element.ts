import { type PropertyDeclarations, ReactiveElement } from "@lit/reactive-element";
import { adoptStyles } from "@lit/reactive-element/css-tag.js";
import { getDefaults } from "../page/defaults.ts";
import {
  type ChatMode,
  type Loading,
  readSettings,
  type Settings,
  type Share,
  type Transport,
  type Variant,
} from "../page/settings.ts";
import { warn } from "../page/warn.ts";
import type { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import type { DepartmentMatch } from "../protocol/target.ts";
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

/** The status that is shown has changed. */
export type LhcStatusChangeEvent = CustomEvent<StatusChange>;
/** A question failed, otherwise than the one before it; or none fails any more, and `error` is null. */
export type LhcStatusErrorEvent = CustomEvent<{ error: LhcStatusError | null }>;
/** A visitor is about to open the chat: prevent it to open something else. */
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

/** `attribute="false"`, as frameworks write it, is false. */
const flag = (value: string | null): boolean => value !== null && value !== "false";

/**
 * @customElement lhc-status
 * @summary Shows whether someone answers on a Live Helper Chat server: anyone, one operator, or a department.
 *
 * @slot - Shown after the dot in place of the label, which stays for screen readers
 * @slot online - In place of the label while someone answers
 * @slot offline - In place of the label while nobody answers
 * @slot checking - In place of the label until the first answer
 * @slot unknown - In place of the label when there is no answer to be had
 *
 * @event {LhcStatusChangeEvent} lhc-status-change - The status that is shown changed
 * @event {LhcStatusErrorEvent} lhc-status-error - A question failed, otherwise than before; or none fails any more, and `error` is null. `error.code` and its message say what to look at
 * @event {LhcChatOpenEvent} lhc-chat-open - A visitor is about to open the chat. Cancelable
 *
 * @csspart base - The badge: a `span`, with `chat` an `a` or a `button`
 * @csspart indicator - The dot
 * @csspart label - The label
 *
 * @cssstate online - Someone answers
 * @cssstate offline - Nobody answers
 * @cssstate checking - No answer yet
 * @cssstate unknown - No answer is available
 * @cssstate hidden - The state is one of `hide-when`: nothing shows
 * @cssstate stale - The answer that is shown is older than two intervals
 *
 * @cssproperty [--lhc-status-color=inherit] - Text
 * @cssproperty [--lhc-status-background=a tint of the text's colour] - Badge
 * @cssproperty [--lhc-status-border=0 solid] - Around the badge
 * @cssproperty [--lhc-status-padding=0.25em 0.75em] - Around dot and label
 * @cssproperty [--lhc-status-radius=1em] - Corners of the badge
 * @cssproperty [--lhc-status-gap=0.5em] - Between dot and label
 * @cssproperty [--lhc-status-dot-size=0.75em] - Width and height of the dot
 * @cssproperty [--lhc-status-dot-radius=50%] - Corners of the dot
 * @cssproperty [--lhc-status-online-color=#15924a] - The dot, when someone answers
 * @cssproperty [--lhc-status-offline-color=#808080] - The dot, when nobody answers
 * @cssproperty [--lhc-status-checking-color=#808080] - The dot, until the first answer
 * @cssproperty [--lhc-status-unknown-color=#808080] - The dot, when there is no answer to be had
 * @cssproperty [--lhc-status-checking-animation=pulse 1s 0.5s 4 alternate] - The dot's, until the first answer
 */
export class LhcStatusElement extends ReactiveElement {
  static override styles = styles;

  static override properties: PropertyDeclarations = {
    baseUrl: { attribute: "base-url" },
    department: {},
    user: {},
    departmentMatch: { attribute: "department-match" },
    interval: {},
    timeout: {},
    transport: {},
    excludeBot: { type: Boolean, attribute: "exclude-bot", converter: flag },
    includeUsers: { type: Boolean, attribute: "include-users", converter: flag },
    ignoreUserStatus: { type: Boolean, attribute: "ignore-user-status", converter: flag },
    excludeOnlineHours: { type: Boolean, attribute: "exclude-online-hours", converter: flag },
    labelOnline: { attribute: "label-online" },
    labelOffline: { attribute: "label-offline" },
    labelChecking: { attribute: "label-checking" },
    labelUnknown: { attribute: "label-unknown" },
    variant: {},
    hideWhen: { attribute: "hide-when" },
    announce: { type: Boolean, converter: flag },
    chat: {},
    chatDepartment: { attribute: "chat-department" },
    chatOperator: { attribute: "chat-operator" },
    chatTheme: { attribute: "chat-theme" },
    chatLang: { attribute: "chat-lang" },
    loading: {},
    share: {},
    paused: { type: Boolean, converter: flag },
  };

  /**
   * Where LHC lives, with `index.php/`, a site access or a sub-folder as needed. May be relative to the page. `http:`
   * in an `https:` page is asked by `https:`. Without it: what the script tag or `setDefaults` says.
   * @value URL
   */
  declare baseUrl: string | URL | null;
  /**
   * Ask for this department. With `department-match="inclusive"` it may be an alias, or a list: `1,sales`.
   * @value LHC's id
   */
  declare department: string | number | null;
  /**
   * Ask for this operator. Without `department` and `user`: for anyone.
   * @value LHC's id
   */
  declare user: string | number | null;
  /** A bot does not count (department). */
  declare excludeBot: boolean;
  /** Operators count even where the department ignores them (department). */
  declare includeUsers: boolean;
  /** Operators do not count, only hours and bots (anyone, department). */
  declare ignoreUserStatus: boolean;
  /** Online hours do not count (department). */
  declare excludeOnlineHours: boolean;
  /**
   * What is said while someone answers.
   * @value text
   * @default 'We are online', with `chat` 'Chat with us'
   */
  declare labelOnline: string | null;
  /**
   * What is said while nobody answers.
   * @value text
   * @default 'We are offline', with `chat` 'Leave a message'
   */
  declare labelOffline: string | null;
  /**
   * What is said until the first answer.
   * @value text
   * @default 'Checking…', with `chat` 'Chat with us'
   */
  declare labelChecking: string | null;
  /**
   * What is said when there is no answer to be had.
   * @value text
   * @default 'Contact us'
   */
  declare labelUnknown: string | null;
  /**
   * States in which nothing shows; the place stays.
   * @value any of `online`, `offline`, `checking`, `unknown`: `offline unknown`
   */
  declare hideWhen: string | null;
  /** Tell screen readers when 'online' becomes 'offline', or the other way round. */
  declare announce: boolean;
  /**
   * The department to chat with, if not `department`. One that has an alias must be given by it.
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
  /** Stop asking by itself. */
  declare paused: boolean;

  /**
   * How old a status may grow; `0` asks until the first answer.
   * @value seconds, at least 30
   * @default 60
   */
  declare interval: number | `${number}` | null;
  /**
   * How long one question may take.
   * @value seconds
   * @default 8
   */
  declare timeout: number | `${number}` | null;
  /**
   * `jsonp` works with every LHC. `fetch` never runs a script of the LHC server in your page, and needs the CORS header
   * that LHC sends.
   * @default jsonp
   */
  declare transport: Transport | null;
  /**
   * Who counts for a department: those assigned to exactly that one, or those of all departments too.
   * @default explicit
   */
  declare departmentMatch: DepartmentMatch | null;
  /**
   * Looks: a tinted badge, plain text, the dot alone, or a button.
   * @default badge
   */
  declare variant: Variant | null;
  /**
   * What a click does: nothing, lead to LHC's chat, open it in a window, or open LHC's own widget in the page.
   * @default none
   */
  declare chat: ChatMode | null;
  /**
   * When to ask for the first time: at once, or when the element comes near the viewport.
   * @default eager
   */
  declare loading: Loading | null;
  /**
   * Who else may use the answers: the site's open tabs (nothing is stored), also the next page of the tab (by session
   * storage), or nobody.
   * @default tabs
   */
  declare share: Share | null;

  /** Missing in simulated documents. */
  readonly #internals = (this as { attachInternals?(): ElementInternals }).attachInternals?.();
  #settings: Settings | undefined;
  readonly #status = new StatusController(
    this,
    () => this,
    () => !this.#view || (this.#isFar && this.settings.loading === "lazy"),
  );
  readonly #chat = new ChatController(this, (url) =>
    this.#dispatch("lhc-chat-open", { url, status: this.status }, true),
  );
  readonly #announcer = new Announcer(this);
  #view: View | undefined;
  /** Still far from the viewport, for all that is known. */
  #isFar = true;
  #stopWaiting: (() => void) | undefined;
  #shown: Status = "checking";
  #errorCode: string | undefined;

  constructor() {
    super();
    // Frameworks look at what a property holds to know a boolean from a text.
    for (const [name, { type }] of (this.constructor as typeof ReactiveElement).elementProperties)
      Reflect.set(this, name, type === Boolean ? false : null);
  }

  /**
   * What was given, validated, with the defaults.
   * @internal
   */
  get settings(): Settings {
    // Between a change and the update that it causes, too: a click may open the chat at once.
    if (this.isUpdatePending) this.#settings = undefined;
    return (this.#settings ??= readSettings(this, getDefaults()));
  }

  /** What is shown. */
  get status(): Status {
    return this.#status.status;
  }

  /** The answer that is shown is older than two intervals. */
  get stale(): boolean {
    return this.#status.stale;
  }

  /** When the last answer was asked for, however old it is. */
  get checkedAt(): Date | null {
    return this.#status.checkedAt;
  }

  /** Why the newest question failed; null if it did not. */
  get error(): LhcStatusError | null {
    return this.#status.error;
  }

  /**
   * Asks now, also while paused or hidden. Joins a question in flight, and gives an answer younger than 5 s back
   * as it is. Never rejects; resolves with the status shown.
   */
  refresh(): Promise<Status> {
    return this.#status.refresh();
  }

  /** Opens the chat as a click would; with `chat="none"` as `chat="link"` would. For a window, call it in a click. */
  openChat(): void {
    this.#chat.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    // An element that is only moved is connected again by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#announcer.stop();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      // A prerendered page has one, which may be closed.
      let root = this.shadowRoot ?? this.#internals?.shadowRoot;
      root?.replaceChildren();
      if (root) adoptStyles(root, (this.constructor as typeof ReactiveElement).elementStyles);
      else root = super.createRenderRoot() as ShadowRoot;
      this.#view = new View(root, this.#internals, this.#update);
      return root;
    } catch {
      warn(
        "Another script gave this element a closed shadow root, so no status shows. Load lhc-status before that script.",
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
    const hides = settings.hideWhen.includes(status);
    // What has the focus is hidden only when it goes.
    if (hides) this.addEventListener("focusout", this.#update);
    // A control within another is none.
    const href = this.closest(CONTROL) ? undefined : this.#chat.href;
    this.#view?.show({
      status,
      stale,
      variant: settings.variant,
      hidden: hides && !this.matches(":focus-within"),
      tag: !href ? "span" : settings.chat === "link" ? "a" : "button",
      href: href ?? "",
      labelOf: (state) => labelFor(state, settings),
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
    if (!settings.announce) this.#announcer.stop();
    else if (this.isConnected)
      this.#announcer.update(status, () =>
        `${this.#textOf("")} ${this.#textOf(status) || labelFor(status, settings)}`.trim(),
      );
  }

  /** The author's own words in a slot. */
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
    // What only the author can correct is said where authors look; the browser itself reports the rest.
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
