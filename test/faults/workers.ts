/** Service workers as sites have them. */
import type { Worker } from "./row.ts";

/** Only what goes to LHC is meddled with. */
const meddle = (respond: string): string => `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (!request.url.includes("/restapi/")) return;
  event.respondWith((${respond})(request));
});`;

const SOURCES: Record<Worker, string> = {
  "cache first": meddle(`async (request) => {
    const cache = await caches.open("site");
    const kept = await cache.match(request);
    if (kept) return kept;
    const response = await fetch(request);
    await cache.put(request, response.clone());
    return response;
  }`),
  "cache first, whatever the query": meddle(`async (request) => {
    const cache = await caches.open("site");
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    const response = await fetch(request);
    await cache.put(request, response.clone());
    return response;
  }`),
  "stale while revalidate": meddle(`async (request) => {
    const cache = await caches.open("site");
    const kept = await cache.match(request);
    const fresh = fetch(request).then(async (response) => {
      await cache.put(request, response.clone());
      return response;
    });
    return kept ?? fresh;
  }`),
  never: meddle(`() => new Promise(() => {})`),
  "a page": meddle(
    `async () => new Response("<!doctype html><p>You are offline", { headers: { "Content-Type": "text/html" } })`,
  ),
  "an error": meddle(`async () => { throw new Error("theirs"); }`),
};

export const workerSource = (worker: Worker): string => SOURCES[worker];
