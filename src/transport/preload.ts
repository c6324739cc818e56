import { isFirstView } from "../page/activity.ts";
import { call, get, isHtml } from "../page/natives.ts";

/** WebKit would answer every later `fetch` of the URL from the preload, for as long as the page lives. */
const taken = new Set<string>();

/** Whether the preload of this URL was used, so that a later request has to pass the browser's cache. */
export const isTaken = (url: string): boolean => taken.has(url);

/**
 * Whether a link in `head` has sent the request for this very URL, time slot included, and nobody has used its response
 * yet. From now on it counts as used. A link without the slot counts for nothing: a cache could freeze its answer.
 */
export function takePreload(url: string): boolean {
  const links = call(get(document, "head"), "querySelectorAll", "link[rel=preload][as=fetch][crossorigin]");
  const isFirst = !taken.has(url) && isFirstView();
  if (!isFirst || ![...links].some((link) => isHtml(link) && (link as HTMLLinkElement).href === url))
    return false;
  taken.add(url);
  return true;
}
