import { type Question, requestUrl, TIME_SLOT_SECONDS } from "./question.ts";

/**
 * The inline script that sends a page's first question ahead of the script file: the text of a `<script>` element, and
 * what its hash in a Content-Security-Policy is computed from. A script has to write the URL, because the time slot in it
 * must be that of the visit, not that of a cached page.
 */
export function preloadScript(question: Question): string {
  const url = JSON.stringify(requestUrl(question, 0).slice(0, -1)).replaceAll("<", "\\u003c");
  return (
    'document.head.append(Object.assign(document.createElement("link"),' +
    `{rel:"preload",as:"fetch",crossOrigin:"",href:${url}+Math.floor(Date.now()/${TIME_SLOT_SECONDS}e3)}))`
  );
}
