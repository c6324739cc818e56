import { LhcStatusError } from "../protocol/error.ts";
import { age, type Moment, type ServerState } from "./schedule.ts";

/** What this page knows about one server, shared by all questions to it. */
export class ServerHealth implements ServerState {
  hasAnswered = false;
  failures = 0;
  askedAt: Moment | null = null;
  resumedAt: Moment | null = null;
  error: LhcStatusError | null = null;
  /** Called when the server answers this page for the first time. */
  readonly onFirstAnswer = new Set<() => void>();
  #failedAt: Moment | null = null;

  answered(): void {
    if (this.hasAnswered) return;
    this.hasAnswered = true;
    for (const listener of this.onFirstAnswer) listener();
  }

  /** Failures of overlapping questions count as one. Those that no mistyped base URL would cause do not count. */
  failed(error: LhcStatusError, askedAt: Moment, now: Moment): void {
    this.error = error;
    // The cause of a script's error is that of the fetch after it.
    const { code, httpStatus } = error.cause instanceof LhcStatusError ? error.cause : error;
    // LHC's own page for maintenance, so later failures do not count either.
    if (httpStatus === 503) this.failures = -Infinity;
    if (code === "timeout") return;
    if (this.#failedAt && age(this.#failedAt, askedAt) <= 0) return;
    this.failures += 1;
    this.#failedAt = now;
  }
}

const servers = new Map<string, ServerHealth>();

export function healthOf(server: string): ServerHealth {
  let health = servers.get(server);
  if (!health) servers.set(server, (health = new ServerHealth()));
  return health;
}
