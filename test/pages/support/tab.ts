/** A new tab, with separate storage if the engine supports that. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** Evaluates and awaits an expression. Its value must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** Console messages and errors. Always empty in WebKit. */
  readonly messages: string[];
  /** URLs of all requests. Absent in WebKit. */
  readonly requested?: string[];
  /**
   * The longest task of the page during `act`, in ms. This is CPU time of its thread, which does not depend on how busy
   * the machine is. Chromium only.
   */
  longestTask?(act: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export interface Browser {
  open(): Promise<Tab>;
  close(): Promise<void>;
}
