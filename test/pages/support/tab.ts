/** A tab of its own, with storage of its own where the engine can do that. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** The value of an expression, awaited; JSON only. */
  evaluate(expression: string): Promise<unknown>;
  /** What stands in the console, as far as the driver tells. */
  readonly said: string[];
  /** Whatever it asks for, of anybody. Not told by WebKit. */
  readonly requested?: string[];
  /**
   * The longest task of the page meanwhile, in ms: what its thread has computed, not what the clock says, which tells
   * how busy the machine is. Chromium alone.
   */
  longestTask?(act: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export interface Browser {
  open(): Promise<Tab>;
  close(): Promise<void>;
}
