/** Sends the widget's requests to a Live Helper Chat server and reports whether the widget works with it. */
import { realpathSync } from "node:fs";
import { get as httpGet, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { get as httpsGet } from "node:https";
import { pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { LhcStatusError } from "../protocol/error.ts";
import type { Asked, Exchange, Failure, FailureKind, Header } from "./rules/facts.ts";
import type { Finding } from "./rules/finding.ts";
import { ORIGIN, planQuestions, type PlannedQuestion } from "./rules/plan.ts";
import { judgeInstallation, RULES } from "./rules/rules.ts";

const DEFAULT_TIMEOUT_SECONDS = 8;
/** The limit of Node's timers. */
const MAX_TIMEOUT_SECONDS = 2_147_483;
/** A status is about 50 bytes. A web page sent instead is recognized by its beginning. */
const MAX_BODY_BYTES = 256 * 1024;

export type { Finding };

const USAGE = `Usage: npm run check:lhc -- URL [options]

  Sends the requests of <lhc-status> to the Live Helper Chat at URL and checks the answers.
  It changes nothing there. It follows no redirects, so it is not counted as a visitor.

  URL                  the address of LHC, as in base-url: https://chat.example.com/
  --department ID      check this department, too
  --department-match inclusive
                       if your site uses it; --department may then be an alias or a list
  --user ID            check this operator, too
  --timeout SECONDS    maximum time per request (default ${DEFAULT_TIMEOUT_SECONDS})
  --json               print the findings as JSON
  --rules              list the rules without sending requests
  --help               show this help

  Prints one line per rule: ok, warn (works, with a problem), FAIL, or skip (could not be checked).
  Exits with 0 if no rule fails, 1 if a rule fails, 2 if the arguments are invalid.

Example: npm run check:lhc -- https://chat.example.com/ --department 1
`;

export interface CommandContext {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Unix time in milliseconds. */
  readonly now: () => number;
}

/** The arguments are invalid. The message says what to change. */
class UsageError extends Error {}

interface Options extends Asked {
  /** Seconds per request. */
  readonly timeout: number;
  readonly json: boolean;
}

/** @returns the exit code */
export async function main(args: readonly string[], context: CommandContext): Promise<0 | 1 | 2> {
  const { print, complain, now } = context;
  try {
    const { values, positionals } = parse(args);
    if (values.help) return (print(USAGE.trimEnd()), 0);
    if (values.rules)
      return (print(RULES.map(({ code, title }) => `${code.padEnd(18)} ${title}`).join("\n")), 0);
    const options = readOptions(values, positionals);
    const findings = judgeInstallation({
      ...options,
      origin: ORIGIN,
      exchanges: await sendAll(planQuestions(options, now() / 1000), options.timeout, now),
    });
    print(options.json ? JSON.stringify({ baseUrl: options.baseUrl, findings }, null, 2) : report(findings));
    return findings.some(({ severity }) => severity === "error") ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof LhcStatusError)) throw error;
    complain(`${error.message}\nTry: npm run check:lhc -- --help`);
    return 2;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        department: { type: "string" },
        "department-match": { type: "string" },
        user: { type: "string" },
        timeout: { type: "string" },
        json: { type: "boolean" },
        rules: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readOptions(values: ReturnType<typeof parse>["values"], positionals: readonly string[]): Options {
  const [baseUrl, ...more] = positionals;
  if (baseUrl === undefined)
    throw new UsageError("URL is missing. Write the address of your Live Helper Chat.");
  if (more.length > 0) throw new UsageError(`Only one URL can be checked. Remove ${more.join(" ")}.`);
  const departmentMatch = values["department-match"];
  if (departmentMatch !== undefined && departmentMatch !== "explicit" && departmentMatch !== "inclusive") {
    throw new UsageError(`--department-match ${departmentMatch} is not valid. Write explicit or inclusive.`);
  }
  const timeout = values.timeout === undefined ? DEFAULT_TIMEOUT_SECONDS : Number(values.timeout);
  if (!(timeout > 0 && timeout <= MAX_TIMEOUT_SECONDS)) {
    throw new UsageError(
      `--timeout ${values.timeout ?? ""} is not a positive number of seconds up to ${MAX_TIMEOUT_SECONDS}. Example: --timeout 8.`,
    );
  }
  const { department, user } = values;
  return { baseUrl, department, user, departmentMatch, timeout, json: values.json === true };
}

/** Sends one request at a time to keep the load low. If the first one fails, continues only while compression fails. */
async function sendAll(
  questions: readonly PlannedQuestion[],
  timeout: number,
  now: () => number,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const question of questions) {
    const exchange = await send(question, timeout, now);
    exchanges.push(exchange);
    if (exchanges[0]?.failure && exchange.failure?.kind !== "compression") break;
  }
  return exchanges;
}

/** Never rejects: errors are recorded in the exchange. */
async function send(
  { name, url, headers }: PlannedQuestion,
  timeout: number,
  now: () => number,
): Promise<Exchange> {
  const start = now();
  const exchange: { -readonly [Key in keyof Exchange]: Exchange[Key] } = { name, url };
  const signal = AbortSignal.timeout(timeout * 1000);
  try {
    const response = await request(url, headers, signal);
    // A body without a length ends with its connection. Node reports it as complete even after a reset.
    let socketError: unknown;
    response.socket.once("error", (error) => (socketError = error));
    exchange.status = response.statusCode ?? 0;
    exchange.headers = headersFrom(response.rawHeaders);
    const bytes = await readBytes(response);
    signal.throwIfAborted();
    if (socketError) throw socketError as Error;
    exchange.receivedAt = now() / 1000;
    exchange.duration = (now() - start) / 1000;
    exchange.body = await decode(bytes, response.headers["content-encoding"]);
  } catch (error) {
    exchange.failure = signal.aborted
      ? { kind: "timeout", message: `no complete answer within ${timeout} s` }
      : failureOf(error);
  }
  return exchange;
}

/** Sends only these headers on a new connection. Neither follows redirects nor decompresses. */
function request(url: string, headers: readonly Header[], signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false, headers: Object.fromEntries(headers), signal };
  return new Promise((resolve, reject) => {
    const get = new URL(url).protocol === "https:" ? httpsGet : httpGet;
    const sent: ClientRequest = get(url, options, resolve);
    sent.on("error", reject);
  });
}

function headersFrom(raw: readonly string[]): Header[] {
  return raw.flatMap((name, index): Header[] => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : []));
}

async function readBytes(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY_BYTES) break; // this closes the connection
  }
  return Buffer.concat(chunks);
}

const DECODERS: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  gzip: promisify<Buffer, Buffer>(gunzip),
  "x-gzip": promisify<Buffer, Buffer>(gunzip),
  br: promisify<Buffer, Buffer>(brotliDecompress),
  deflate: promisify<Buffer, Buffer>(inflate),
};

class CompressionError extends Error {}

async function decode(bytes: Buffer, encoding = ""): Promise<string> {
  let decoded = bytes;
  const encodings = encoding
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== "" && item !== "identity");
  for (const item of encodings.reverse()) {
    const decoder = DECODERS[item];
    if (!decoder) throw new CompressionError(`the encoding ${item} was not requested`);
    try {
      // An empty body is not compressed, even if its header says so.
      if (decoded.length > 0) decoded = await decoder(decoded);
    } catch (error) {
      throw new CompressionError(`the body is not valid ${item} (${codeOf(error)})`);
    }
  }
  return new TextDecoder().decode(decoded);
}

const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));

const FAILURES: readonly (readonly [code: RegExp, kind: FailureKind, message: string])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, "host", "the host is unknown"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EACCES|EADDRNOTAVAIL)$/, "refused", "no connection"],
  [/CERT|SIGNED|ISSUER|ALTNAME/, "certificate", "the certificate is not trusted"],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "cut", "the connection ended too early"],
  [/^(HPE_\w+|EPROTO|ERR_SSL_\w+|ERR_HTTP\w*)$/, "garbled", "the answer is not HTTP"],
];

const OTHER_FAILURE: (typeof FAILURES)[number] = [/^/, "cut", "no answer"];

function failureOf(error: unknown): Failure {
  if (error instanceof CompressionError) return { kind: "compression", message: error.message };
  const code = codeOf(error);
  const [, kind, message] = FAILURES.find(([pattern]) => pattern.test(code)) ?? OTHER_FAILURE;
  return { kind, message: `${message} (${code})` };
}

const LABELS = { ok: "ok  ", info: "ok  ", warning: "warn", error: "FAIL", skipped: "skip" } as const;

function report(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ severity, code, title, seen, means, cure }) => [
    `${LABELS[severity]} ${code.padEnd(18)} ${severity === "ok" ? `${title}: ` : ""}${seen}`,
    ...(means === undefined ? [] : [`     ${means}`]),
    ...(cure === undefined ? [] : [`     -> ${cure}`]),
  ]);
  const count = (...severities: Finding["severity"][]): number =>
    findings.filter(({ severity }) => severities.includes(severity)).length;
  return [
    ...lines,
    "",
    `${count("warning")} with a warning, ${count("skipped")} skipped`,
    `${count("ok", "info", "warning")} passed, ${count("error")} failed`,
  ].join("\n");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = await main(process.argv.slice(2), {
    print: (line) => console.log(line),
    complain: (line) => console.error(line),
    now: Date.now,
  });
}
