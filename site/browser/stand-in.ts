/**
 * A stand-in for a server, inside the page: a static host cannot answer as LHC does. The state is the first folder of
 * the base URL: `https://lhc.invalid/online/`. All other requests pass.
 */
const ORIGIN = "https://lhc.invalid";

/** In the state `mixed`, two departments and an operator are away. */
const AWAY = /isonlinedepartment\/[19]$|isonlineuser\/2$/;

export const standIn = (state: string): string => `${ORIGIN}/${state}/`;

function answer(url: URL, signal: AbortSignal | null | undefined): Promise<Response> {
  const [, state = ""] = url.pathname.split("/");
  if (state === "checking") {
    return new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
    });
  }
  if (!["online", "offline", "mixed"].includes(state)) return Promise.reject(new TypeError("No answer"));
  const online = state === "online" || (state === "mixed" && !AWAY.test(url.pathname));
  const body = url.pathname.includes("chatcheckstatus")
    ? { change_status: true, online }
    : { isonline: online };
  return Promise.resolve(Response.json(body));
}

export function installStandIn(): void {
  const original = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    return url.origin === ORIGIN ? answer(url, init?.signal) : original(input, init);
  };
}
