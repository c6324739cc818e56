/** What happens, by its time. It moves no real time, and runs what is due in its order. */

interface Event {
  readonly at: number;
  readonly order: number;
  act: (() => void) | null;
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** All microtasks are over when Node comes to the next of its phases. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const TRACE = Error.stackTraceLimit;

export class SimulatedClock {
  /** Seconds. */
  now = 0;
  /** Called when an event and all that follows of it is over. */
  onSettled: () => void = () => {};
  #order = 0;
  readonly #heap: Event[] = [];

  /** Returns how to call it off. */
  at(time: number, act: () => void): () => void {
    const event: Event = { at: Math.max(time, this.now), order: this.#order++, act };
    this.#push(event);
    return () => {
      event.act = null;
    };
  }

  /**
   * Until nothing is left to do before `end`.
   *
   * @param grain seconds within which events are run together, and settle together: only for those that cannot
   *   touch each other
   */
  async run(end: number, grain = 0): Promise<void> {
    // A simulated page throws and catches by the million, and nobody reads where.
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
