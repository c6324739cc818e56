import { CUT, LhcRestError, type LhcRestErrorCode } from "./rest-error.ts";

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  readonly body: string;
}

/** The call that was answered, as far as a message may speak of it. */
export interface Asked {
  /** Its address without parameters: they hold hashes. */
  readonly where: string;
  /** What no message may show. */
  readonly secrets: readonly string[];
}

/**
 * LHC's messages by what they mean, the first that fits. Those of its context `lhrestapi/validation` are translated: a
 * base URL with a site access gets them in its language. Source: LHC's modules/lhrestapi and translations.
 */
const MEANINGS: readonly (readonly [LhcRestErrorCode, RegExp])[] = [
  ["forbidden", /permission|use_direct_logins|cannot read|autorisation de lire|\bIP\b/],
  ["unauthorized", /aut(h?ori|ory|hent)|авториз|yetkil|hiteles|認証|[验驗][证證]|授[权權]|ورود/i],
  ["not-found", /not (be )?f[io]u?nd|No object|chat_id/],
];

/**
 * The value of an answer.
 *
 * @throws LhcRestError, for a failure in any of the shapes that LHC gives it
 */
export function readBody({ status, body, retryAfter }: RawAnswer, asked: Asked): unknown {
  const fail = (code: LhcRestErrorCode, why: string, lhcMessage?: string): LhcRestError =>
    new LhcRestError(code, `${asked.where} ${why}`, {
      httpStatus: status,
      lhcMessage,
      retryAfter,
    });

  if (status >= 300 && status < 400) {
    throw fail("not-lhc", "redirects. Look at baseUrl.");
  }
  // The body may be JSON that tells of the server's inside.
  if (status >= 500 || status === 429) throw fail("maintenance", `answered with HTTP ${status}.`);

  const value = parse(body);
  const message = messageOf(value);
  const refusal = { 401: "unauthorized", 403: "forbidden" }[status] as LhcRestErrorCode | undefined;
  if (message !== undefined || refusal) {
    const said = clean(message ?? "", asked.secrets);
    const code = MEANINGS.find(([, pattern]) => pattern.test(said))?.[0] ?? refusal ?? "bad-request";
    throw fail(code, "refused.", said);
  }
  if (value !== undefined && status < 400) return value;
  if (isCut(body)) {
    const why = `${asked.where} broke off in the middle of its answer.`;
    throw new LhcRestError("network", why, { httpStatus: status, retryAfter, reason: CUT });
  }
  const code = /^\s*([[{]|$)/.test(body) ? "bad-answer" : "not-lhc";
  throw fail(code, `answered with HTTP ${status} and no JSON. Look at baseUrl.`);
}

/** The first of several: LHC goes on after it has sent a geo-restricted visitor away. */
function parse(body: string): unknown {
  for (const text of [body, ...body.split(/(?<=\})\s*(?=\{)/, 1)]) {
    try {
      return JSON.parse(text);
    } catch {
      // The next one, or none.
    }
  }
  return undefined;
}

/** Whether this is JSON that ends too early. HTTP does not always tell: an answer may end with its connection. */
function isCut(body: string): boolean {
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

/** The message of a failure, or undefined where it is none. */
function messageOf(value: unknown): string | undefined {
  const { error, result, r } = (value ?? {}) as Record<string, unknown>;
  return error === true ? textIn(result ?? r) : undefined;
}

/** `"text"`, `{"errors": "text", "trace": …}`, `{"errors": {"question": "text"}}`, `["text", "text"]`. */
function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return "errors" in value ? textIn(value.errors) : Object.values(value).map(textIn).join(" ");
}

/** One line without a trace, without credentials, and without hashes of passwords: PHP's kinds, and LHC's older one. */
function clean(message: string, secrets: readonly string[]): string {
  let text = message.replace(/#0 .*/s, "");
  for (const secret of secrets) text = text.replaceAll(secret, "…");
  return text
    .replaceAll(/\$\w+\$[^\s"']+|\b[0-9a-f]{40}\b/g, "…")
    .replaceAll(/\s+/g, " ")
    .slice(0, 300);
}
