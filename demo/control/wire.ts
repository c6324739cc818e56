/** What goes between the demo's server and its page. */

export interface Badge {
  readonly kind: "site" | "user" | "department";
  /** None for the whole site. */
  readonly id?: number;
  readonly name: string;
}

/** `GET /settings.json`: what the page has to show. */
export interface Settings {
  readonly baseUrl: string;
  /** Seconds. */
  readonly interval: number;
  readonly badges: readonly Badge[];
  /** Whether there is a demo server behind the page, with a panel that drives it and a log of its questions. */
  readonly panel: boolean;
}

export interface PanelUser {
  readonly id: number;
  readonly name: string;
  readonly online: boolean;
  /** Ids; 0 stands for 'all departments', as in LHC. */
  readonly departments: readonly number[];
}

export interface PanelDepartment {
  readonly id: number;
  readonly name: string;
  /** Whether there is a switch for it. */
  readonly onPanel: boolean;
  /** Not switched off. */
  readonly online: boolean;
  /** Hidden departments do not count for the whole site. */
  readonly hidden: boolean;
  /** Whether its operators could take a chat: it is not disabled, not full, and does count them. */
  readonly takesChats: boolean;
  /** Its online hours hold at any time. */
  readonly roundTheClock: boolean;
}

/** The demo server as the panel shows it. `event: state` of `GET /control/events`. */
export interface Snapshot {
  readonly users: readonly PanelUser[];
  readonly departments: readonly PanelDepartment[];
  readonly behaviour: string;
}

/** What `POST /control/…` answers. */
export interface Changed {
  /** The number of the newest question that the server had got when it changed. */
  readonly question: number;
  readonly snapshot: Snapshot;
}

/** A question has arrived. `event: question`. */
export interface Question {
  /** Counts from 1. */
  readonly number: number;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
}

/** A question is over. `event: answer`. */
export interface Answer {
  readonly number: number;
  readonly at: number;
  /** null: the connection ended before an answer. */
  readonly status: number | null;
  /** The beginning of it. */
  readonly body: string;
}
