import type { ReactiveController, ReactiveControllerHost } from "@lit/reactive-element";
import type { LhcStatusError } from "../protocol/error.ts";
import type { Target } from "../protocol/target.ts";
import type { Status } from "../status/schedule.ts";
import { type StatusWatch, type WatchOptions, watchStatus } from "../status/watch-status.ts";
import { getDefaultBaseUrl, useDefaultBaseUrl } from "./default-base-url.ts";

/** What to watch and how. Without `baseUrl` it is the page's default. */
export interface StatusRequest extends Omit<Target, "baseUrl">, WatchOptions {
  baseUrl?: string | URL | null | undefined;
}

/** What a request is made of; a host may have more to it, and be its own request. */
const PARTS = [
  "department",
  "user",
  "departmentMatch",
  "excludeBot",
  "includeUsers",
  "ignoreUserStatus",
  "excludeOnlineHours",
  "interval",
  "timeout",
  "transport",
  "share",
] as const satisfies (keyof StatusRequest)[];

/**
 * Follows a status for a Lit host: asks while the host is connected, and updates it at each change.
 *
 * @example
 * class ChatButton extends LitElement {
 *   #chat = new StatusController(this, () => ({ baseUrl: "https://chat.example.com/", department: this.department }));
 *   render() { return html`<button>${this.#chat.status === "online" ? "Chat" : "Write to us"}</button>`; }
 * }
 */
export class StatusController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #read: () => StatusRequest;
  readonly #waits: () => boolean;
  #watch: StatusWatch | null = null;
  /** What is watched and how; null for nothing. */
  #followed: unknown[] | null = null;
  #connected = false;
  #leaveDefault = (): void => {};

  /**
   * @param read tells what to watch; it is asked at every update of the host
   * @param waits true for as long as nothing need be asked yet, as while the host is far from the viewport
   */
  constructor(host: ReactiveControllerHost, read: () => StatusRequest, waits = (): boolean => false) {
    this.#host = host;
    this.#read = read;
    this.#waits = waits;
    host.addController(this);
  }

  get status(): Status {
    return this.#watch?.status ?? "checking";
  }

  get stale(): boolean {
    return this.#watch?.stale ?? false;
  }

  get checkedAt(): Date | null {
    return this.#watch?.checkedAt ?? null;
  }

  get error(): LhcStatusError | null {
    return this.#watch?.error ?? null;
  }

  /** Asks now, if the host is connected; see {@link StatusWatch.refresh}. Resolves when the host shows the result. */
  async refresh(): Promise<Status> {
    // Before its first connection a host has no update to wait for.
    if (!this.#connected) return this.status;
    await this.#host.updateComplete;
    await this.#watch?.refresh();
    await this.#host.updateComplete;
    return this.status;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#leaveDefault = useDefaultBaseUrl(this.#host);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#connected) return;
    const request = this.#read();
    const baseUrl = String(request.baseUrl ?? getDefaultBaseUrl() ?? "");
    const paused = request.paused || this.#waits();
    const followed = [baseUrl, paused, ...PARTS.map((part) => request[part])];
    if (followed.every((value, i) => Object.is(value, this.#followed?.[i]))) return;
    this.#followed = followed;
    const target = {
      ...Object.fromEntries(PARTS.map((part) => [part, request[part]])),
      baseUrl,
      paused,
    } as Target & WatchOptions;
    // The new watch comes before the old one goes, so that a question of both is not given up.
    const former = this.#watch;
    this.#watch = watchStatus(
      target,
      () => {
        this.#host.requestUpdate();
      },
      target,
    );
    former?.stop();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#leaveDefault();
    // A host that is only moved is connected again by then.
    queueMicrotask(() => {
      if (this.#connected) return;
      this.#watch?.stop();
      this.#followed = null;
    });
  }
}
