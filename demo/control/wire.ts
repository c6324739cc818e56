/** Messages between the demo's server and its page. */

export interface Badge {
  readonly kind: "site" | "user" | "department";
  /** Absent for the whole site. */
  readonly id?: number;
  readonly name: string;
}

/** `GET /settings.json`: what the page shows. */
export interface Settings {
  readonly baseUrl: string;
  /** Seconds. */
  readonly interval: number;
  readonly badges: readonly Badge[];
  /** Whether the page shows the demo's own server, with a panel to control it and a log of its requests. */
  readonly panel: boolean;
}

export interface PanelUser {
  readonly id: number;
  readonly name: string;
  readonly online: boolean;
  /** Ids; 0 means 'all departments', as in LHC. */
  readonly departments: readonly number[];
}

export interface PanelDepartment {
  readonly id: number;
  readonly name: string;
  /** Whether the panel has a switch for it. */
  readonly onPanel: boolean;
  /** Not switched off. */
  readonly online: boolean;
  /** Hidden departments don't count for the whole site. */
  readonly hidden: boolean;
  /** Whether its operators can accept a chat: it is enabled, not full, and counts operators. */
  readonly takesChats: boolean;
  /** Its online hours cover the whole day. */
  readonly roundTheClock: boolean;
}

/** The state of the demo server that the panel shows. */
export interface Snapshot {
  readonly users: readonly PanelUser[];
  readonly departments: readonly PanelDepartment[];
  readonly behaviour: string;
}

/** The state has changed. `event: state` of `GET /control/events`. */
export interface Changed {
  /** The number of the last question before the change. */
  readonly question: number;
  readonly snapshot: Snapshot;
}

/** A question has arrived. `event: question`. */
export interface Question {
  /** Starts at 1. */
  readonly number: number;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
}

/** A question was answered or has failed. `event: answer`. */
export interface Answer {
  readonly number: number;
  readonly at: number;
  /** null if the connection ended without an answer. */
  readonly status: number | null;
  /** Truncated. */
  readonly body: string;
}
