import fc from "fast-check";
import { DEFAULTS, LANGUAGES, type Values } from "../../../site/generator/fields.ts";

const flag = fc.constantFrom("", "1");
/** With the characters that mean something in HTML, JavaScript, templates and shortcodes. */
const label = fc.oneof(
  { weight: 2, arbitrary: fc.constant("") },
  fc.constantFrom(
    'Say "hi" & <b>wave</b>',
    "</script><script>alert(1)</script>",
    "{{ 1 + 1 }} ${x} `y` \\n",
    "[/lhc_status] 'q'",
    "יש מישהו כאן",
    "&quot;&amp;",
    "*/ --> ]]>",
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll(/\p{Cc}/gu, "").trim()),
);
const colour = fc.constantFrom("", "#1a7f37", "rebeccapurple");

/** Any configuration for this server with values that the generator accepts. */
export const anyValues = (server: string, changes: Partial<Values> = {}): fc.Arbitrary<Values> =>
  fc
    .record({
      whom: fc.constantFrom("anyone", "department", "user"),
      department: fc.constantFrom("1", "2"),
      user: fc.constantFrom("2", "3"),
      match: fc.constantFrom("explicit", "inclusive"),
      nobot: flag,
      nohours: flag,
      variant: fc.constantFrom("badge", "text", "dot", "button"),
      chat: fc.constantFrom("none", "link", "popup", "widget"),
      online: label,
      offline: label,
      checking: label,
      unknown: label,
      lang: fc.constantFrom("", ...LANGUAGES),
      hide: fc.constantFrom("", "unknown", "offline unknown"),
      announce: flag,
      color: colour,
      background: colour,
      dot: colour,
      away: colour,
      corners: fc.constantFrom("round", "soft", "square"),
      size: fc.constantFrom("normal", "small", "large", "huge"),
      transport: fc.constantFrom("jsonp", "fetch"),
      fast: flag,
      csp: flag,
      sri: flag,
      nonce: fc.constantFrom("", "R4nd0mAgain"),
    })
    .map((values) => ({ ...DEFAULTS, server, ...values, ...changes }));
