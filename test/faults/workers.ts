/** Typical service workers. */
import type { Worker } from "./row.ts";

/** A worker that handles only requests to LHC. */
const workerFor = (respond: string): string => `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (!request.url.includes("/restapi/")) return;
  event.respondWith((${respond})(request));
});`;

const SOURCES: Record<Worker, string> = {
  "cache first": workerFor(`async (request) => {
    const cache = await caches.open("site");
    const cached = await cache.match(request);
    if (cached) return cached;
    const response = await fetch(request);
    await cache.put(request, response.clone());
    return response;
  }`),
  "cache first, ignoring the query": workerFor(`async (request) => {
    const cache = await caches.open("site");
    const cached = await cache.match(request, { ignoreSearch: true });
    if (cached) return cached;
    const response = await fetch(request);
    await cache.put(request, response.clone());
    return response;
  }`),
  "stale while revalidate": workerFor(`async (request) => {
    const cache = await caches.open("site");
    const cached = await cache.match(request);
    const fresh = fetch(request).then(async (response) => {
      await cache.put(request, response.clone());
      return response;
    });
    return cached ?? fresh;
  }`),
  never: workerFor(`() => new Promise(() => {})`),
  "a page": workerFor(
    `async () => new Response("<!doctype html><p>You are offline", { headers: { "Content-Type": "text/html" } })`,
  ),
  "an error": workerFor(`async () => { throw new Error("theirs"); }`),
};

export const workerSource = (worker: Worker): string => SOURCES[worker];
