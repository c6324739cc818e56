import { type PropertyDeclarations, ReactiveElement } from "@lit/reactive-element";
import type { LhcStatusError } from "../protocol/error.ts";
import type { DepartmentMatch } from "../protocol/target.ts";
import {
  readDepartmentMatch,
  readInterval,
  readShare,
  readTimeout,
  readTransport,
  readWord,
} from "../status/options.ts";
import type { Status } from "../status/schedule.ts";
import type { Share } from "../status/tab-share.ts";
import { warn } from "../status/warn.ts";
import type { Transport } from "../transport/ask.ts";
import { Announcer } from "./announcer.ts";
import { type ChatMode, CHATS, findChat, openChat } from "./chat.ts";
import { getDefaultBaseUrl } from "./default-base-url.ts";
import { CHAT_LABELS, LABELS, STATES } from "./labels.ts";
import { whenNear } from "./near-viewport.ts";
import { StatusController } from "./status-controller.ts";
import { styles } from "./styles.ts";
import { CONTROL, View } from "./view.ts";

export interface StatusChange {
  status: Status;
  previous: Status;
  /** When the last answer was asked for. */
  checkedAt: Date | null;
  baseUrl: string;
  department: string | number | null;
  user: string | number | null;
}

const VARIANTS = ["badge", "text", "dot", "button"] as const;
export type Variant = (typeof VARIANTS)[number];

const LOADINGS = ["eager", "lazy"] as const;
export type Loading = (typeof LOADINGS)[number];

const readStates = (value: string | null | undefined): Status[] =>
  (value ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => readWord("hide-when", word, ["", ...STATES]) as Status);

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
 * @cssstate unknown - No answer to be had
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
    excludeBot: { type: Boolean, attribute: "exclude-bot" },
    includeUsers: { type: Boolean, attribute: "include-users" },
    ignoreUserStatus: { type: Boolean, attribute: "ignore-user-status" },
    excludeOnlineHours: { type: Boolean, attribute: "exclude-online-hours" },
    onlineLabel: { attribute: "online-label" },
    offlineLabel: { attribute: "offline-label" },
    checkingLabel: { attribute: "checking-label" },
    unknownLabel: { attribute: "unknown-label" },
    variant: {},
    hideWhen: { attribute: "hide-when" },
    announce: { type: Boolean },
    chat: {},
    chatDepartment: { attribute: "chat-department" },
    chatOperator: { attribute: "chat-operator" },
    chatTheme: { attribute: "chat-theme" },
    chatLang: { attribute: "chat-lang" },
    loading: {},
    share: {},
    paused: { type: Boolean },
  };

  /**
   * Where LHC lives, with `index.php/`, a site access or a sub-folder as needed. May be relative to the page. `http:`
   * in an `https:` page is asked by `https:`. Without it: what the script tag or `setDefaultBaseUrl` says.
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
  declare onlineLabel: string | null;
  /**
   * What is said while nobody answers.
   * @value text
   * @default 'We are offline', with `chat` 'Leave a message'
   */
  declare offlineLabel: string | null;
  /**
   * What is said until the first answer.
   * @value text
   * @default 'Checking…', with `chat` 'Chat with us'
   */
  declare checkingLabel: string | null;
  /**
   * What is said when there is no answer to be had.
   * @value text
   * @default 'Contact us'
   */
  declare unknownLabel: string | null;
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

  #interval = readInterval(null);
  #timeout = readTimeout(null);
  #transport = readTransport(null);
  #departmentMatch: DepartmentMatch = "explicit";
  #variant: Variant = "badge";
  #chat: ChatMode = "none";
  #loading: Loading = "eager";
  #share: Share = "tabs";

  readonly #internals: ElementInternals = this.attachInternals();
  /** Still far from the viewport, for all that is known. */
  #far = true;
  #stopWaiting: (() => void) | undefined;
  readonly #live = new StatusController(
    this,
    () => this,
    () => this.#far && this.loading === "lazy",
  );
  readonly #update = (): void => {
    this.requestUpdate();
  };
  #view: View | undefined;
  #shown: Status = "checking";
  /** The custom states that are set, in words. */
  #states = "";
  #errorCode: string | undefined;
  #announcer: Announcer | undefined;

  constructor() {
    super();
    // Frameworks look at what is there to know a boolean from a text.
    this.excludeBot = this.includeUsers = this.ignoreUserStatus = this.excludeOnlineHours = false;
    this.announce = this.paused = false;
  }

  /**
   * How old a status may grow; `0` asks until the first answer.
   * @value seconds, at least 30
   * @default 60
   */
  get interval(): number {
    return this.#interval;
  }
  set interval(value: number | string | null) {
    this.#interval = readInterval(value);
  }

  /**
   * How long one question may take.
   * @value seconds
   * @default 8
   */
  get timeout(): number {
    return this.#timeout;
  }
  set timeout(value: number | string | null) {
    this.#timeout = readTimeout(value);
  }

  /**
   * `jsonp` works with every LHC. `fetch` never runs a script of the LHC server in your page, and needs the CORS header
   * that LHC sends.
   * @default jsonp
   */
  get transport(): Transport {
    return this.#transport;
  }
  set transport(value: Transport | null) {
    this.#transport = readTransport(value);
  }

  /**
   * Who counts for a department: those assigned to exactly that one, or those of all departments too.
   * @default explicit
   */
  get departmentMatch(): DepartmentMatch {
    return this.#departmentMatch;
  }
  set departmentMatch(value: DepartmentMatch | null) {
    this.#departmentMatch = readDepartmentMatch(value);
  }

  /**
   * Looks: a tinted badge, plain text, the dot alone, or a button.
   * @default badge
   */
  get variant(): Variant {
    return this.#variant;
  }
  set variant(value: Variant | null) {
    this.#variant = readWord("variant", value, VARIANTS);
  }

  /**
   * What a click does: nothing, lead to LHC's chat, open it in a window, or open LHC's own widget in the page.
   * @default none
   */
  get chat(): ChatMode {
    return this.#chat;
  }
  set chat(value: ChatMode | null) {
    this.#chat = readWord("chat", value, CHATS);
  }

  /**
   * When to ask for the first time: at once, or when the element comes near the viewport.
   * @default eager
   */
  get loading(): Loading {
    return this.#loading;
  }
  set loading(value: Loading | null) {
    this.#loading = readWord("loading", value, LOADINGS);
  }

  /**
   * Who may use the answers, too: the site's open tabs (nothing is stored), also the next page of the tab (by session
   * storage), or nobody.
   * @default tabs
   */
  get share(): Share {
    return this.#share;
  }
  set share(value: Share | null) {
    this.#share = readShare(value);
  }

  /** What is shown. */
  get status(): Status {
    return this.#live.status;
  }

  /** The answer that is shown is older than two intervals. */
  get stale(): boolean {
    return this.#live.stale;
  }

  /** When the last answer was asked for, however old it is. */
  get checkedAt(): Date | null {
    return this.#live.checkedAt;
  }

  /** Why the newest question failed; null if it did not. */
  get error(): LhcStatusError | null {
    return this.#live.error;
  }

  /**
   * Asks now, also while paused or hidden. Joins a question in flight, and gives an answer younger than 5 s back
   * as it is. Never rejects; resolves with the status shown.
   */
  refresh(): Promise<Status> {
    return this.#live.refresh();
  }

  /** Opens the chat as a click would; with `chat="none"` as `chat="link"` would. For a window, call it in a click. */
  openChat(): void {
    const url = this.#chatUrl;
    if (url && this.#mayOpen(url)) openChat(this.chat, url);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#announcer?.stop();
    this.#announcer = undefined;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#view = new View(root, this.#update);
    return root;
  }

  protected override updated(): void {
    const { status, error } = this;
    const labels = this.chat === "none" ? LABELS : CHAT_LABELS;
    const labelOf = (state: Status): string => this[`${state}Label`] || labels[state];
    // What has the focus is hidden only when it goes.
    const hides = readStates(this.hideWhen).includes(status);
    const hidden = hides && !this.matches(":focus-within");
    if (hides) this.addEventListener("focusout", this.#update);
    const href = this.chat === "none" ? undefined : this.#chatUrl;
    if (href) this.addEventListener("click", this.#clicked);
    this.#view?.show({
      status,
      variant: this.variant,
      hidden,
      tag: !href ? "span" : this.chat === "link" ? "a" : "button",
      href: href ?? "",
      labelOf,
    });
    const states = `${status}${hidden ? " hidden" : ""}${this.stale ? " stale" : ""}`;
    if (states !== this.#states) {
      this.#states = states;
      try {
        this.#internals.states.clear();
        for (const state of states.split(" ")) this.#internals.states.add(state);
      } catch {
        // Browsers before 2024 lack custom states, or want dashes in their names
      }
    }

    if (this.loading === "lazy" && this.#far && this.isConnected) {
      this.#stopWaiting ??= whenNear(this, () => {
        this.#far = false;
        this.requestUpdate();
      });
    }

    if (this.announce && this.isConnected) {
      this.#announcer ??= new Announcer();
      this.#announcer.update(status, () => `${this.textContent} ${labelOf(status)}`.trim());
    } else {
      this.#announcer?.stop();
    }

    const code = error?.code;
    if (code !== this.#errorCode) {
      this.#errorCode = code;
      // What only the author can mend is said where authors look; the browser itself reports the rest.
      if (code === "config") warn(error!.message);
      this.#tell("lhc-status-error", { error });
    }
    if (status !== this.#shown) {
      const previous = this.#shown;
      this.#shown = status;
      this.#tell("lhc-status-change", {
        status,
        previous,
        checkedAt: this.checkedAt,
        baseUrl: String(this.baseUrl ?? getDefaultBaseUrl() ?? ""),
        department: this.department ?? null,
        user: this.user ?? null,
      });
    }
  }

  get #chatUrl(): string | undefined {
    return findChat(this.baseUrl ?? getDefaultBaseUrl(), {
      department: this.chatDepartment ?? this.department,
      operator: this.chatOperator ?? this.user,
      theme: this.chatTheme,
      lang: this.chatLang,
      leaveMessage: this.status !== "online",
    });
  }

  #mayOpen(url: string): boolean {
    return this.#tell("lhc-chat-open", { url, status: this.status }, true);
  }

  readonly #clicked = (event: MouseEvent): void => {
    const url = this.#chatUrl;
    const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
    // A link with a key held down goes to another tab: that is the visitor's choice.
    if (
      this.chat === "none" ||
      !url ||
      event.defaultPrevented ||
      button ||
      ctrlKey ||
      metaKey ||
      shiftKey ||
      altKey
    ) {
      return;
    }
    const path = event.composedPath();
    const inside = path.slice(0, path.indexOf(this));
    if (!inside.some((node) => (node as Partial<Element>).matches?.(CONTROL))) return;
    const allowed = this.#mayOpen(url);
    if (allowed && this.chat === "link") return;
    event.preventDefault();
    if (allowed) openChat(this.chat, url);
  };

  /** False, if somebody prevented what was to come. */
  #tell(type: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }
}
