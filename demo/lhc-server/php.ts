/**
 * The parts of PHP that affect LHC's answers.
 * PHP's strings are bytes, and so are the strings here: one character per byte ('latin1', 'binary').
 */

/** An array in the query. Its content never affects LHC's answers. */
export const PHP_ARRAY = Symbol("array");
export type QueryValue = string | typeof PHP_ARRAY;
export type Query = ReadonlyMap<string, QueryValue>;

/** PHP's `Exception`: LHC catches these in many places. */
export class PhpException extends Error {}
/** PHP's `Error`: only the last handler catches these, and it does not support JSON. */
export class PhpError extends Error {}
/** The script ends without output. */
export class PhpFatal extends Error {}
/** `exit`: the output so far is the answer. */
export class PhpExit extends Error {}

export const utf8ToBytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
export const bytesToUtf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

/** `urldecode()`: a plus is a space, a broken escape stays. */
export function urlDecode(bytes: string): string {
  return bytes
    .replaceAll("+", " ")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

const NUMBER = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)/i;

/** `(int)` of a string: its leading number, truncated towards zero and limited to the largest int; 0 for infinity. */
export function toInt(bytes: string | undefined): number {
  const number = Math.trunc(Number(NUMBER.exec(bytes ?? "")?.[1] ?? 0));
  if (!Number.isFinite(number)) return 0;
  return Math.min(Math.max(number, -(2 ** 63)), 2 ** 63) + 0;
}

/** `is_numeric()`: white space is allowed on both sides. */
export function isNumeric(bytes: string): boolean {
  const start = NUMBER.exec(bytes)?.[0];
  return start !== undefined && /^[ \t\n\r\v\f]*$/.test(bytes.slice(start.length));
}

/** `$value == 1` for a query value. */
export function looselyOne(value: QueryValue | undefined): boolean {
  return typeof value === "string" && isNumeric(value) && Number(value.trim()) === 1;
}

/** `$_GET` of a query string. */
export function parseQuery(queryString: string): Query {
  const query = new Map<string, QueryValue>();
  for (const pair of queryString.split("&")) {
    const equals = pair.indexOf("=");
    const name = variableName(urlDecode(equals < 0 ? pair : pair.slice(0, equals)));
    if (!name) continue;
    query.set(name.name, name.isArray ? PHP_ARRAY : urlDecode(equals < 0 ? "" : pair.slice(equals + 1)));
  }
  return query;
}

/** `$_POST` of a body. Multipart is not supported. */
export function parseForm(body: string, contentType: string): Query {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType) ? parseQuery(body) : new Map();
}

/** A name ends at a NUL. Blanks, dots and an unclosed `[` become `_`. */
function variableName(raw: string): { name: string; isArray: boolean } | undefined {
  const given = raw.replace(/\0[^]*$/, "").replace(/^ +/, "");
  const bracket = given.indexOf("[");
  const stem = (bracket < 0 ? given : given.slice(0, bracket)).replace(/[ .]/g, "_");
  if (stem === "") return undefined;
  if (bracket < 0) return { name: stem, isArray: false };
  if (given.includes("]", bracket)) return { name: stem, isArray: true };
  return { name: given.replace(/[ .[]/g, "_"), isArray: false };
}

const isSpace = (char: string | undefined): boolean => char !== undefined && /[ \t\n\r\v\f]/.test(char);

/**
 * `strip_tags()` of PHP 8: a state machine with five states, not an HTML parser.
 * An unclosed tag, comment or `<?` removes the rest. NULs are always removed.
 */
export function stripTags(bytes: string): string {
  let kept = "";
  let state: "text" | "tag" | "php" | "declaration" | "comment" = "text";
  let quote = "";
  let depth = 0;
  let parentheses = 0;
  let last = "";
  let isXml = false;

  const toggleQuote = (char: string): void => {
    if (quote === "") quote = char;
    else if (quote === char) quote = "";
  };
  /** true if a `>` closes something nested */
  const closesInner = (): boolean => {
    if (depth > 0) {
      depth--;
      return true;
    }
    return quote !== "";
  };

  for (let i = 0; i < bytes.length; i++) {
    const char = bytes.charAt(i);
    const before = bytes.charAt(i - 1);
    if (char === "\0") continue;

    if (state === "text") {
      if (char === "<" && !isSpace(bytes[i + 1])) {
        state = "tag";
        last = "<";
      } else if (char === ">" && depth > 0) {
        depth--; // left over from a tag inside which a comment began and ended
      } else {
        kept += char;
      }
    } else if (state === "tag") {
      if (char === "<") {
        if (quote === "" && !isSpace(bytes[i + 1])) depth++;
      } else if (char === ">") {
        if (closesInner()) continue;
        last = ">";
        if (isXml && before === "-") continue;
        state = "text";
        isXml = false;
      } else if (char === '"' || char === "'") {
        toggleQuote(char);
      } else if (char === "!" && before === "<") {
        state = "declaration";
        last = char;
      } else if (char === "?" && before === "<") {
        state = "php";
        parentheses = 0;
      }
    } else if (state === "php") {
      const inString = last === '"' || last === "'";
      if ((char === "(" || char === ")") && !inString) {
        last = char;
        parentheses += char === "(" ? 1 : -1;
      } else if (char === ">") {
        if (!closesInner() && parentheses === 0 && last !== '"' && before === "?") state = "text";
      } else if ((char === '"' || char === "'") && before !== "\\") {
        if (last === char) last = "";
        else if (last !== "\\") last = char;
        toggleQuote(char);
      } else if (/l/i.test(char) && i > 4 && /^<\?xm$/i.test(bytes.slice(i - 4, i))) {
        state = "tag";
        isXml = true;
      }
    } else if (state === "declaration") {
      if (char === ">") {
        if (!closesInner()) state = "text";
      } else if ((char === '"' || char === "'") && before !== "\\") {
        toggleQuote(char);
      } else if (char === "-" && bytes.slice(i - 2, i) === "!-") {
        state = "comment";
      } else if (/e/i.test(char) && i > 6 && /doctyp$/i.test(bytes.slice(i - 6, i))) {
        state = "tag";
      }
    } else if (char === ">" && quote === "" && bytes.slice(i - 2, i) === "--") {
      state = "text";
    }
    if (state === "text") quote = "";
  }
  return kept;
}

/** `json_encode()`: escapes slashes and non-ASCII characters. */
export function jsonEncode(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
