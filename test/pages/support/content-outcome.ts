/** What visitors see of an author's markup, after an editor or a filter. */
export type Outcome = "live" | "live, without its department" | "a link" | "plain text" | "nothing" | "–";

/** The author's markup, written so that only a running script can hide it. */
export const hiddenByScript = (markup: string): string =>
  markup.replace('show="online"', 'show="offline unknown"');

/** An expression: the outcomes of contents in elements with the ids `way-0`, `way-1` and so on; "–" if one is absent. */
export const outcomesOf = (
  contents: readonly string[],
): string => `${JSON.stringify(contents)}.map((content, i) => {
  const place = document.getElementById("way-" + i);
  if (!place) return "–";
  const badge = place.querySelector("lhc-status");
  const show = place.querySelector("[data-lhc-show]");
  const text = place.querySelector("[data-lhc-text]");
  if (badge && /online|offline/.test(badge.status))
    return /department/.test(content) && badge.getAttribute("department") !== "3" ? "live, without its department" : "live";
  if (show && show.hidden) return "live";
  if (text && text.textContent === "Chat now") return "live";
  if (place.querySelector("a")) return "a link";
  return place.textContent.trim() ? "plain text" : "nothing";
})`;
