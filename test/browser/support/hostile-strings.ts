import { engine } from "./page.ts";

/** Set by every script in these strings that runs. */
export const ran = (): unknown => (globalThis as { hostileRan?: unknown }).hostileRan;

const SCRIPT = "globalThis.hostileRan=parent.hostileRan=top.hostileRan=1";

/**
 * Hostile values for a text field: markup, quotes, code, URLs, unusual Unicode, and very long strings.
 *
 * @param stranger the origin of a server that must not receive requests
 */
export const hostileStrings = (stranger: string): string[] => [
  `<img src=x onerror="${SCRIPT}">`,
  `"><script>${SCRIPT}</script>`,
  `</style></template></iframe><svg onload='${SCRIPT}'>`,
  `' onfocus='${SCRIPT}' autofocus x='`,
  `javascript:${SCRIPT}`,
  `\u0001JaVa\tScRiPt:${SCRIPT}`,
  `data:text/html,<script>${SCRIPT}</script>`,
  `data:text/javascript,lhcStatus({isonline:true});${SCRIPT}`,
  stranger,
  `${stranger}/?callback=lhcStatus`,
  `@${stranger.replace("http://", "")}/`,
  `../../../x?callback=alert#`,
  `%2e%2e%2f%00%0d%0aSet-Cookie:x=1`,
  `1&callback=alert(1)//`,
  `1/(operator)/2/(leaveamessage)/true?prefill[username]=x`,
  "; color: red; background: url(x)",
  "${7*7}{{7*7}}<%= 7*7 %>",
  "__proto__",
  "constructor",
  "toString",
  "\u202Eenilno era eW\u202C\u2066x\u2069\u200B\uFEFF",
  "ünï 日本語 العربية 👩‍💻 e\u0301",
  // Only Chromium and Firefox keep lone surrogates.
  ...(engine === "webkit" ? [] : ["\uD800 \uDFFF"]),
  "a\0b\r\nc\td",
  "",
  " ",
  "-0",
  "1e999",
  "9".repeat(100_000),
  "x".repeat(100_000),
  `<b>"'&`.repeat(14_000),
];
