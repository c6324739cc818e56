import type { ReactiveController, ReactiveControllerHost } from "@lit/reactive-element";
import { getDefaults, onDefaultsChange } from "../page/defaults.ts";
import type { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import type { Target } from "../protocol/target.ts";
import { type StatusWatch, WATCH_KEYS, type WatchOptions, watchStatus } from "../status/watch-status.ts";

/** What to watch, and how. The host itself may be the request. */
export interface StatusRequest extends Target, WatchOptions {}

/**
 * Watches a status for a Lit host: polls while the host is connected, and updates the host on each change.
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
  readonly #isWaiting: () => boolean;
  #watch: StatusWatch | null = null;
  /** The current request as a list of values; null if nothing is watched. */
  #followed: unknown[] | null = null;
  #isConnected = false;
  #unsubscribeFromDefaults = (): void => {};
  readonly #update = (): void => {
    this.#host.requestUpdate();
  };

  /**
   * @param read returns what to watch; called at every update of the host
   * @param isWaiting true to postpone the first request, for example while the host is far from the viewport
   */
  constructor(host: ReactiveControllerHost, read: () => StatusRequest, isWaiting = (): boolean => false) {
    this.#host = host;
    this.#read = read;
    this.#isWaiting = isWaiting;
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

  /** Requests the status now if the host is connected; see {@link StatusWatch.refresh}. Resolves when the host has updated. */
  async refresh(): Promise<Status> {
    // A host that is not connected may never update.
    if (!this.#isConnected) return this.status;
    await this.#host.updateComplete;
    await this.#watch?.refresh();
    await this.#host.updateComplete;
    return this.status;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#unsubscribeFromDefaults = onDefaultsChange(this.#update);
    this.#update();
  }

  hostUpdate(): void {
    if (!this.#isConnected) return;
    const read = this.#read();
    // A copy, because the host may be the request.
    const request = Object.fromEntries(WATCH_KEYS.map((key) => [key, read[key]])) as StatusRequest;
    request.paused ||= this.#isWaiting();
    const followed: unknown[] = [getDefaults(), ...(Object.values(request) as unknown[])];
    if (followed.every((value, i) => Object.is(value, this.#followed?.[i]))) return;
    this.#followed = followed;
    // Start the new watch before stopping the old one, so that a request of both is not aborted.
    const former = this.#watch;
    this.#watch = watchStatus(request, this.#update, request);
    former?.stop();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unsubscribeFromDefaults();
    // A moved host is connected again by then.
    queueMicrotask(() => {
      if (this.#isConnected) return;
      this.#watch?.stop();
      this.#followed = null;
    });
  }
}
