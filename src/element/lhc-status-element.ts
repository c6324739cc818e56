import { type PropertyDeclarations, ReactiveElement } from "@lit/reactive-element";
import type { LhcStatusError } from "../protocol/error.ts";
import { readInterval, readTimeout, readTransport, readWord } from "../status/options.ts";
import type { Status } from "../status/schedule.ts";
import { warn } from "../status/warn.ts";
import type { Transport } from "../transport/ask.ts";
import { getDefaultBaseUrl } from "./default-base-url.ts";
import { LABELS, STATES } from "./labels.ts";
import { StatusController } from "./status-controller.ts";
import { styles } from "./styles.ts";
import { View } from "./view.ts";

export interface StatusChange {
  status: Status;
  previous: Status;
  /** When the last answer came. */
  checkedAt: Date | null;
  baseUrl: string;
  department: string | number | null;
  user: string | number | null;
}

/** The status that is shown has changed. */
export type LhcStatusChangeEvent = CustomEvent<StatusChange>;
/** A question failed, otherwise than the one before it; or none fails any more, and `error` is null. */
export type LhcStatusErrorEvent = CustomEvent<{ error: LhcStatusError | null }>;

declare global {
  interface HTMLElementTagNameMap {
    "lhc-status": LhcStatusElement;
  }
  interface GlobalEventHandlersEventMap {
    "lhc-status-change": LhcStatusChangeEvent;
    "lhc-status-error": LhcStatusErrorEvent;
  }
}

/**
 * @summary Shows whether someone answers on a Live Helper Chat server: anyone, one operator, or a department.
 *
 * @slot - Shown after the indicator in place of the label; the label stays for screen readers
 * @slot online - In place of the label while someone answers
 * @slot offline - In place of the label while nobody answers
 * @slot checking - In place of the label until the first answer
 * @slot unknown - In place of the label when there is no answer to be had
 *
 * @event {LhcStatusChangeEvent} lhc-status-change - The status that is shown has changed
 * @event {LhcStatusErrorEvent} lhc-status-error - A question failed, otherwise than the one before; or none fails any more
 *
 * @csspart base - The badge
 * @csspart indicator - The dot
 * @csspart label - The label
 *
 * @cssstate online
 * @cssstate offline
 * @cssstate checking
 * @cssstate unknown
 * @cssstate stale - The answer that is shown is older than two intervals
 *
 * @cssproperty [--lhc-status-color=inherit] - Text
 * @cssproperty [--lhc-status-background=a tint of the text colour] - Badge
 * @cssproperty [--lhc-status-padding=0.25em 0.75em] - Around dot and label
 * @cssproperty [--lhc-status-radius=1em] - Corners of the badge
 * @cssproperty [--lhc-status-gap=0.5em] - Between dot and label
 * @cssproperty [--lhc-status-dot-size=0.75em] - Width and height of the dot
 * @cssproperty [--lhc-status-online-color=#15924a] - Dot, someone answers
 * @cssproperty [--lhc-status-offline-color=#808080] - Dot, nobody answers
 * @cssproperty [--lhc-status-checking-color=#808080] - Dot, no answer yet
 * @cssproperty [--lhc-status-unknown-color=#808080] - Dot, no answer to be had
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
    paused: { type: Boolean },
  };

  /** Where LHC lives: `https://chat.example.com/`. Default: the page's, see `setDefaultBaseUrl`. */
  declare baseUrl: string | URL | null;
  /** LHC's id of a department; with `department-match="inclusive"` also an alias or a list. */
  declare department: string | number | null;
  /** LHC's id of an operator. */
  declare user: string | number | null;
  /** Do not count a bot. */
  declare excludeBot: boolean;
  /** Count operators where the department says to ignore them. */
  declare includeUsers: boolean;
  /** Count only online hours and bots. */
  declare ignoreUserStatus: boolean;
  /** Do not count online hours. */
  declare excludeOnlineHours: boolean;
  /** What is said while someone answers. */
  declare onlineLabel: string | null;
  /** What is said while nobody answers. */
  declare offlineLabel: string | null;
  /** What is said until the first answer. */
  declare checkingLabel: string | null;
  /** What is said when there is no answer to be had. */
  declare unknownLabel: string | null;
  /** Stop asking by itself. */
  declare paused: boolean;

  #interval = readInterval(null);
  #timeout = readTimeout(null);
  #transport = readTransport(null);
  #departmentMatch: "explicit" | "inclusive" = "explicit";

  readonly #internals: ElementInternals = this.attachInternals();
  readonly #live = new StatusController(this, () => ({
    baseUrl: this.baseUrl,
    department: this.department,
    user: this.user,
    departmentMatch: this.departmentMatch,
    excludeBot: this.excludeBot,
    includeUsers: this.includeUsers,
    ignoreUserStatus: this.ignoreUserStatus,
    excludeOnlineHours: this.excludeOnlineHours,
    interval: this.interval,
    timeout: this.timeout,
    transport: this.transport,
    paused: this.paused,
  }));
  #view: View | undefined;
  #shown: Status = "checking";
  #errorCode: string | undefined;

  /** Seconds until an answer is asked for again: at least 30, default 60; 0 asks until the first answer. */
  get interval(): number {
    return this.#interval;
  }
  set interval(seconds: number | string | null) {
    this.#interval = readInterval(seconds);
  }

  /** Seconds that one question may take. Default 8. */
  get timeout(): number {
    return this.#timeout;
  }
  set timeout(seconds: number | string | null) {
    this.#timeout = readTimeout(seconds);
  }

  /** `jsonp` (default) works with every LHC; `fetch` never runs foreign code. */
  get transport(): Transport {
    return this.#transport;
  }
  set transport(transport: Transport | null) {
    this.#transport = readTransport(transport);
  }

  /** Who counts for a department: `explicit` (default), those assigned to it; `inclusive`, those of all departments too. */
  get departmentMatch(): "explicit" | "inclusive" {
    return this.#departmentMatch;
  }
  set departmentMatch(match: "explicit" | "inclusive" | null) {
    this.#departmentMatch = readWord("department-match", match, ["explicit", "inclusive"]);
  }

  /** What is known now. */
  get status(): Status {
    return this.#live.status;
  }

  /** The answer that is shown is older than two intervals. */
  get stale(): boolean {
    return this.#live.stale;
  }

  /** When the last answer came, however old it is. */
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

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#view = new View(root, () => {
      this.requestUpdate();
    });
    return root;
  }

  protected override updated(): void {
    const { status, error } = this;
    this.#view?.show(status, (state) => this[`${state}Label`] || LABELS[state]);
    for (const state of STATES) this.#setState(state, state === status);
    this.#setState("stale", this.stale);

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

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #setState(name: string, on: boolean): void {
    try {
      this.#internals.states[on ? "add" : "delete"](name);
    } catch {
      // Browsers before 2024 lack custom states, or want dashes in their names
    }
  }
}
