/** An event queue in simulated time. */

interface Event {
  readonly at: number;
  readonly order: number;
  act: (() => void) | null;
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Node runs all microtasks before its next event loop phase. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const TRACE = Error.stackTraceLimit;

export class SimulatedClock {
  /** Seconds. */
  now = 0;
  /** Called after each event and its microtasks. */
  onSettled: () => void = () => {};
  #order = 0;
  readonly #heap: Event[] = [];

  /** Schedules `act` and returns a function that cancels it. */
  at(time: number, act: () => void): () => void {
    const event: Event = { at: Math.max(time, this.now), order: this.#order++, act };
    this.#push(event);
    return () => {
      event.act = null;
    };
  }

  /**
   * Runs all events before `end`.
   *
   * @param grain runs events within this many seconds of each other together, and settles them together. Only for
   *   events that do not affect each other.
   */
  async run(end: number, grain = 0): Promise<void> {
    // Stack traces are slow, and simulated pages throw and catch millions of errors.
    Error.stackTraceLimit = 0;
    for (let next = this.#heap[0]; next && next.at < end; next = this.#heap[0]) {
      const together = next.at + grain;
      for (let event: Event | undefined = next; event && event.at <= together; event = this.#heap[0]) {
        this.#pop();
        if (!event.act) continue;
        this.now = event.at;
        event.act();
        if (!grain) break;
      }
      await settled();
      this.onSettled();
    }
    Error.stackTraceLimit = TRACE;
    this.now = end;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let i = heap.push(event) - 1;
    for (let parent = (i - 1) >> 1; i > 0 && isBefore(event, heap[parent]!); parent = (i - 1) >> 1) {
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (!heap.length) return;
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}
