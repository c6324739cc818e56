import type { ReactiveController, ReactiveControllerHost } from "@lit/reactive-element";
import { getDefaults, onDefaultsChange } from "../page/defaults.ts";
import { readSettings, type Settings, WATCH_KEYS } from "../page/settings.ts";
import type { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import type { Target } from "../protocol/target.ts";
import { type StatusWatch, type WatchOptions, watchStatus } from "../status/watch-status.ts";

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
  #watch: StatusWatch | null = null;
  /** What is watched, and how; null if nothing is. */
  #settings: Settings | null = null;
  /** Set while the host is connected. */
  #unsubscribeFromDefaults: (() => void) | undefined;
  readonly #update = (): void => {
    this.#host.requestUpdate();
  };

  /**
   * @param read returns what to watch; called at every update of the host
   */
  constructor(host: ReactiveControllerHost, read: () => StatusRequest) {
    this.#host = host;
    this.#read = read;
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
    if (!this.#unsubscribeFromDefaults) return this.status;
    await this.#host.updateComplete;
    await this.#watch?.refresh();
    await this.#host.updateComplete;
    return this.status;
  }

  hostConnected(): void {
    this.#unsubscribeFromDefaults = onDefaultsChange(this.#update);
    this.#update();
  }

  hostUpdate(): void {
    if (!this.#unsubscribeFromDefaults) return;
    const settings = readSettings(this.#read(), getDefaults());
    const watched = this.#settings;
    if (watched && WATCH_KEYS.every((key) => settings[key] === watched[key])) return;
    this.#settings = settings;
    // Start the new watch before stopping the old one, so that a request of both is not aborted.
    const former = this.#watch;
    this.#watch = watchStatus(settings, this.#update);
    former?.stop();
  }

  hostDisconnected(): void {
    this.#unsubscribeFromDefaults?.();
    this.#unsubscribeFromDefaults = undefined;
    // A moved host is connected again by then.
    queueMicrotask(() => {
      if (this.#unsubscribeFromDefaults) return;
      this.#watch?.stop();
      this.#settings = null;
    });
  }
}
