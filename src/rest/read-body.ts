import { LhcRestError, type LhcRestErrorCode, TRUNCATED } from "./rest-error.ts";

export interface RawAnswer {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  readonly body: string;
}

/** What error messages need to know about a call. */
export interface CallInfo {
  /** The URL without parameters, because they may hold hashes. */
  readonly endpoint: string;
  /** Strings to redact from messages. */
  readonly secrets: readonly string[];
}

/**
 * Error codes by LHC's messages. The first match counts. The messages of the context `lhrestapi/validation` are
 * translated into the language of the base URL's site access. Source: LHC's modules/lhrestapi and translations.
 */
const CODE_PATTERNS: readonly (readonly [LhcRestErrorCode, RegExp])[] = [
  ["forbidden", /permission|use_direct_logins|cannot read|autorisation de lire|\bIP\b/],
  ["unauthorized", /aut(h?ori|ory|hent)|авториз|yetkil|hiteles|認証|[验驗][证證]|授[权權]|ورود/i],
  ["not-found", /not (be )?f[io]u?nd|No object|chat_id/],
];

/**
 * Parses an answer.
 *
 * @throws LhcRestError for a failure in any of LHC's formats
 */
export function readBody({ status, body, retryAfter }: RawAnswer, call: CallInfo): unknown {
  const fail = (code: LhcRestErrorCode, problem: string, lhcMessage?: string): LhcRestError =>
    new LhcRestError(code, `${call.endpoint} ${problem}`, {
      httpStatus: status,
      lhcMessage,
      retryAfter,
    });

  if (status >= 300 && status < 400) {
    throw fail("not-lhc", "redirects. Check baseUrl.");
  }
  // Don't show the body: it may expose the server's internals.
  if (status >= 500 || status === 429) throw fail("maintenance", `answered with HTTP ${status}.`);

  const value = parse(body);
  const message = messageOf(value);
  const codeOfStatus = { 401: "unauthorized", 403: "forbidden" }[status] as LhcRestErrorCode | undefined;
  if (message !== undefined || codeOfStatus) {
    const lhcMessage = redact(message ?? "", call.secrets);
    const code =
      CODE_PATTERNS.find(([, pattern]) => pattern.test(lhcMessage))?.[0] ?? codeOfStatus ?? "bad-request";
    throw fail(code, "refused the request.", lhcMessage);
  }
  if (value !== undefined && status < 400) return value;
  if (isTruncated(body)) {
    const problem = `${call.endpoint} sent an incomplete answer.`;
    throw new LhcRestError("network", problem, { httpStatus: status, retryAfter, reason: TRUNCATED });
  }
  const code = /^\s*([[{]|$)/.test(body) ? "bad-answer" : "not-lhc";
  throw fail(code, `answered with HTTP ${status} and without JSON. Check baseUrl.`);
}

/** Parses the first JSON value. LHC sends a second one after it has rejected a geo-restricted visitor. */
function parse(body: string): unknown {
  for (const text of [body, ...body.split(/(?<=\})\s*(?=\{)/, 1)]) {
    try {
      return JSON.parse(text);
    } catch {
      // Try the next text.
    }
  }
  return undefined;
}

/** Detects truncated JSON. HTTP cannot detect it if the answer has no length and ends with its connection. */
function isTruncated(body: string): boolean {
  const text = body.trimStart();
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (isInString && character === "\\") i++;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && "[{".includes(character)) depth++;
    else if (!isInString && "]}".includes(character)) depth--;
    if (depth === 0) return false;
  }
  return text !== "";
}

/** The message of a failure, or undefined if the call succeeded. */
function messageOf(value: unknown): string | undefined {
  const { error, result, r } = (value ?? {}) as Record<string, unknown>;
  return error === true ? textIn(result ?? r) : undefined;
}

/** Reads `"text"`, `{"errors": "text", "trace": …}`, `{"errors": {"question": "text"}}`, `["text", "text"]`. */
function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return "errors" in value ? textIn(value.errors) : Object.values(value).map(textIn).join(" ");
}

/** Removes the trace, credentials and password hashes (those of PHP, and LHC's old SHA-1). Returns one line. */
function redact(message: string, secrets: readonly string[]): string {
  let text = message.replace(/#0 .*/s, "");
  for (const secret of secrets) text = text.replaceAll(secret, "…");
  return text
    .replaceAll(/\$\w+\$[^\s"']+|\b[0-9a-f]{40}\b/g, "…")
    .replaceAll(/\s+/g, " ")
    .slice(0, 300);
}
