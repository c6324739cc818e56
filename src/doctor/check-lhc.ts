/** Asks a Live Helper Chat what the widget would ask, and says whether the widget works with it. */
import { realpathSync } from "node:fs";
import { get as httpGet, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { get as httpsGet } from "node:https";
import { pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { LhcStatusError } from "../protocol/error.ts";
import type { Asked, Exchange, Failure, FailureKind, Header } from "../protocol/installation/facts.ts";
import type { Finding } from "../protocol/installation/finding.ts";
import { ORIGIN, planQuestions, type PlannedQuestion } from "../protocol/installation/plan.ts";
import { judgeInstallation, RULES } from "../protocol/installation/rules.ts";

const DEFAULT_TIMEOUT = 8;
/** Seconds: what Node's timers hold. */
const LONGEST_TIMEOUT = 2_147_483;
/** Bytes. A status has 50; a web page that comes in its place needs no more to be known for one. */
const ENOUGH = 256 * 1024;

export type { Finding };

const USAGE = `Usage: npm run check:lhc -- URL [options]

  Asks the Live Helper Chat at URL what <lhc-status> would ask, and judges its answers.
  Nothing is changed there, and no visitor is counted: redirects are not followed.

  URL                  where LHC lives, what you write into base-url: https://chat.example.com/
  --department ID      a department to ask for, too
  --department-match inclusive
                       if the site asks for it so; then aliases and lists are fine, too
  --user ID            an operator to ask for, too
  --timeout SECONDS    how long one question may take (${DEFAULT_TIMEOUT})
  --json               print the findings as JSON
  --rules              print what is checked, ask nothing
  --help               show this

  Prints a line for each rule: ok, warn (works, but), FAIL, or skip (could not be seen).
  Exits with 0 if no rule fails, 1 if one does, 2 if the command line cannot be followed.

For example: npm run check:lhc -- https://chat.example.com/ --department 1
`;

export interface Surroundings {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Unix time in ms */
  readonly now: () => number;
}

/** The command line cannot be followed; the message says what to change. */
class UsageError extends Error {}

interface Options extends Asked {
  /** seconds */
  readonly timeout: number;
  readonly json: boolean;
}

/** @returns the exit code */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { print, complain, now } = surroundings;
  try {
    const { values, positionals } = parse(args);
    if (values.help) return (print(USAGE.trimEnd()), 0);
    if (values.rules)
      return (print(RULES.map(({ code, title }) => `${code.padEnd(18)} ${title}`).join("\n")), 0);
    const options = readOptions(values, positionals);
    const findings = judgeInstallation({
      ...options,
      origin: ORIGIN,
      exchanges: await askAll(planQuestions(options, now() / 1000), options.timeout, now),
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
  if (baseUrl === undefined) throw new UsageError("Whom to ask? Give the address of your Live Helper Chat.");
  if (more.length > 0) throw new UsageError(`One address at a time, please: what is ${more.join(" ")}?`);
  const departmentMatch = values["department-match"];
  if (departmentMatch !== undefined && departmentMatch !== "explicit" && departmentMatch !== "inclusive") {
    throw new UsageError(`--department-match ${departmentMatch} is neither explicit nor inclusive.`);
  }
  const timeout = values.timeout === undefined ? DEFAULT_TIMEOUT : Number(values.timeout);
  if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT)) {
    throw new UsageError(
      `--timeout ${values.timeout ?? ""} is no number of seconds. Write it as --timeout 8`,
    );
  }
  const { department, user } = values;
  return { baseUrl, department, user, departmentMatch, timeout, json: values.json === true };
}

/** One after the other, to be no load; without an answer to the first one the others are not put. */
async function askAll(
  questions: readonly PlannedQuestion[],
  timeout: number,
  now: () => number,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const question of questions) {
    const exchange = await ask(question, timeout, now);
    exchanges.push(exchange);
    if (exchanges[0]?.failure && exchange.failure?.kind !== "compression") break;
  }
  return exchanges;
}

/** Never rejects: what goes wrong is a failure of the exchange. */
async function ask(
  { name, url, headers }: PlannedQuestion,
  timeout: number,
  now: () => number,
): Promise<Exchange> {
  const start = now();
  const exchange: { -readonly [Key in keyof Exchange]: Exchange[Key] } = { name, url };
  const signal = AbortSignal.timeout(timeout * 1000);
  try {
    const response = await request(url, headers, signal);
    // A body that ends with its connection looks whole to Node, however the connection ended.
    let reset: unknown;
    response.socket.once("error", (error) => (reset = error));
    exchange.status = response.statusCode ?? 0;
    exchange.headers = pairs(response.rawHeaders);
    const bytes = await readBytes(response);
    signal.throwIfAborted();
    if (reset) throw reset as Error;
    exchange.receivedAt = now() / 1000;
    exchange.duration = (now() - start) / 1000;
    exchange.body = await decoded(bytes, response.headers["content-encoding"]);
  } catch (error) {
    exchange.failure = signal.aborted
      ? { kind: "timeout", message: `no whole answer in ${timeout} s` }
      : failureOf(error);
  }
  return exchange;
}

/** Raw, with a connection of its own and nothing added or followed. */
function request(url: string, headers: readonly Header[], signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false, headers: Object.fromEntries(headers), signal };
  return new Promise((resolve, reject) => {
    const get = new URL(url).protocol === "https:" ? httpsGet : httpGet;
    const sent: ClientRequest = get(url, options, resolve);
    sent.on("error", reject);
  });
}

function pairs(raw: readonly string[]): Header[] {
  return raw.flatMap((name, index): Header[] => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : []));
}

async function readBytes(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > ENOUGH) break; // which ends the connection
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

async function decoded(bytes: Buffer, encoding = ""): Promise<string> {
  let plain = bytes;
  const encodings = encoding
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== "" && item !== "identity");
  for (const item of encodings.reverse()) {
    const decode = DECODERS[item];
    if (!decode) throw new CompressionError(`nobody has asked for ${item}`);
    try {
      // A HEAD-like answer without a body is not compressed, whatever its header says.
      if (plain.length > 0) plain = await decode(plain);
    } catch (error) {
      throw new CompressionError(`the body is no ${item} (${codeOf(error)})`);
    }
  }
  return new TextDecoder().decode(plain);
}

const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));

const KINDS: readonly (readonly [code: RegExp, kind: FailureKind, message: string])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, "host", "the host is unknown"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EACCES|EADDRNOTAVAIL)$/, "refused", "no connection"],
  [/CERT|SIGNED|ISSUER|ALTNAME/, "certificate", "the certificate is not trusted"],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "cut", "the connection ended too early"],
  [/^(HPE_\w+|EPROTO|ERR_SSL_\w+|ERR_HTTP\w*)$/, "garbled", "what came is no HTTP answer"],
];

const OTHER_FAILURE: (typeof KINDS)[number] = [/^/, "cut", "no answer"];

function failureOf(error: unknown): Failure {
  if (error instanceof CompressionError) return { kind: "compression", message: error.message };
  const code = codeOf(error);
  const [, kind, message] = KINDS.find(([pattern]) => pattern.test(code)) ?? OTHER_FAILURE;
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
