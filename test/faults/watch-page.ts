/** Observes questions, errors, timers and globals of the page. Loaded before anything else. */

let globals = new Set<string>();
const historyLength = history.length;
const errors: string[] = [];
const timers = new Set<number>();
const frames = new WeakSet<Node>();
let asked = "";

addEventListener("error", (event) => errors.push(event.message));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));

const realSetTimeout = window.setTimeout.bind(window);
const realClearTimeout = window.clearTimeout.bind(window);
/** For the test's own requests, which are not counted as questions. */
export const originalFetch = window.fetch.bind(window);

window.setTimeout = ((run: () => void, ms?: number) => {
  const id = realSetTimeout(() => {
    timers.delete(id);
    run();
  }, ms);
  timers.add(id);
  return id;
}) as typeof setTimeout;
window.clearTimeout = (id) => {
  timers.delete(Number(id));
  realClearTimeout(id);
};
window.setInterval = () => {
  throw new Error("Unexpected call of setInterval");
};
window.fetch = (input, init) => {
  // Only the fetch for a preloaded response follows redirects, because Firefox would not give it the response otherwise.
  asked += init?.redirect === "error" ? "F" : "P";
  return originalFetch(input, init);
};

new MutationObserver((records) => {
  for (const { addedNodes } of records)
    for (const node of addedNodes) {
      // A moved frame is not a new question.
      if (!(node as Element).matches?.(":root > div") || frames.has(node)) continue;
      frames.add(node);
      asked += "S";
    }
}).observe(document, { childList: true, subtree: true });

export const asks = (): string => asked || "0";
export const pageErrors = (): readonly string[] => errors;

const loaded = new Promise<void>((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", () => resolve());
});
/** Resolves after the page's load event, which no question may delay. */
export const pageLoad = (): Promise<void> => loaded;

/** Starts to record new globals. Called after Lit has set its own. */
export function watchGlobals(): void {
  globals = new Set(Object.getOwnPropertyNames(window));
}

/** What remains in the page. */
export function leftBehind(fakeTimers = 0): string[] {
  const left = [...document.querySelectorAll(":root > div, iframe, script:not([src])")].map(
    ({ nodeName }) => nodeName,
  );
  for (const name of Object.getOwnPropertyNames(window))
    if (!globals.has(name) && !/^\d+$/.test(name)) left.push(`global ${name}`);
  if (timers.size + fakeTimers > 0) left.push(`${timers.size + fakeTimers} timers`);
  if (history.length !== historyLength) left.push(`${history.length - historyLength} history entries`);
  return left;
}
