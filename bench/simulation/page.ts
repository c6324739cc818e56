/** A simulated page: the globals that its code uses. Times are in seconds. */
import type { SimulatedClock } from "./clock.ts";
import type { PageGlobals } from "./core.ts";

/** Seconds between a question and its answer or failure. */
const LATENCY = 0.02;
/** The Unix time at which the simulation starts. */
const EPOCH = 1_800_000_000;

export interface World {
  readonly clock: SimulatedClock;
  readonly random: () => number;
  /** Called for each question. Returns whether the server answers it. */
  readonly onQuestion: () => boolean;
}

/** The broadcast channel of a visitor's tabs. */
export class Tabs {
  readonly channels = new Set<{
    readonly page: SimulatedPage;
    onmessage: ((event: object) => void) | null;
  }>();
}

export class SimulatedPage {
  isVisible = true;
  isClosed = false;
  /** When the answer that is shown was asked for, if there is one. */
  shownSince: number | null = null;
  readonly #world: World;
  readonly #listeners = new Map<string, Set<(event: { type: string; isTrusted: boolean }) => void>>();

  constructor(world: World) {
    this.#world = world;
  }

  get now(): number {
    return this.#world.clock.now;
  }

  after(seconds: number, act: () => void): () => void {
    return this.#world.clock.at(this.now + seconds, () => {
      if (!this.isClosed) act();
    });
  }

  /** Calls back with the outcome. */
  ask(done: (isAnswered: boolean) => void): void {
    const isAnswered = this.#world.onQuestion();
    this.after(LATENCY, () => done(isAnswered));
  }

  setVisible(isVisible: boolean): void {
    if (isVisible === this.isVisible || this.isClosed) return;
    this.isVisible = isVisible;
    this.#dispatch("visibilitychange");
  }

  close(): void {
    this.#dispatch("pagehide");
    this.isClosed = true;
  }

  /** Converts a date of the page to simulated time. */
  static timeOf(date: Date | null): number | null {
    return date && date.getTime() / 1000 - EPOCH;
  }

  /** @param tabs if absent, there is no document, so the page is always active and shares nothing */
  globals(tabs?: Tabs, session?: Map<string, string>): PageGlobals {
    const milliseconds = (): number => (EPOCH + this.now) * 1000;
    const random = this.#world.random;
    const page: PageGlobals = {
      Date: class extends Date {
        static override now = milliseconds;
      },
      performance: { now: () => this.now * 1000 },
      Math: Object.assign(Object.create(Math) as object, { random }),
      // As in browsers, a timer takes at least 1 ms.
      setTimeout: (act, pause = 0) => this.after(Math.max(pause, 1) / 1000, act),
      clearTimeout: (timer) => (timer as (() => void) | undefined)?.(),
      fetch: (_url, { signal }) => this.#fetch(signal),
    };
    if (!tabs) return page;
    return {
      ...page,
      ...this.#document(),
      BroadcastChannel: this.#channel(tabs),
      sessionStorage: {
        getItem: (key) => session?.get(key) ?? null,
        setItem: (key, text) => session?.set(key, text),
      },
    };
  }

  #document(): Partial<PageGlobals> {
    const isVisible = (): boolean => this.isVisible;
    return {
      document: {
        baseURI: "https://example.com/",
        get visibilityState() {
          return isVisible() ? "visible" : "hidden";
        },
        addEventListener() {},
        removeEventListener() {},
      },
      location: { protocol: "https:" },
      navigator: { onLine: true },
      addEventListener: (type, listener) => {
        const listeners = this.#listeners.get(type) ?? new Set();
        this.#listeners.set(type, listeners.add(listener));
      },
      removeEventListener: (type, listener) => {
        this.#listeners.get(type)?.delete(listener as never);
      },
    };
  }

  #fetch(signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      this.ask((isAnswered) => {
        if (isAnswered) resolve({ ok: true, text: () => Promise.resolve('{"isonline":true}') });
        // As LHC's maintenance page.
        else resolve({ ok: false, status: 503 });
      });
    });
  }

  #channel({ channels }: Tabs): new (name: string) => object {
    // oxlint-disable-next-line typescript/no-this-alias -- the class below has its own `this`
    const page = this;
    return class {
      readonly page = page;
      onmessage: ((event: object) => void) | null = null;
      constructor() {
        channels.add(this);
      }
      postMessage(data: unknown): void {
        for (const other of channels) {
          if (other === this) continue;
          other.page.after(0.001, () => {
            if (channels.has(other)) other.onmessage?.({ data });
          });
        }
      }
      close(): void {
        channels.delete(this);
      }
    };
  }

  #dispatch(type: string): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ type, isTrusted: true });
  }
}
