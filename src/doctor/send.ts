/** Sends one question as the badge does, and records what came back. */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { TLSSocket } from "node:tls";
import { decode, MAX_BODY_BYTES } from "./decode.ts";
import { failureOf } from "./failures.ts";
import type { Exchange, Header } from "./rules/facts.ts";
import type { PlannedQuestion } from "./rules/plan.ts";

/** A question, or a call with a method and a body of its own. */
export interface Outgoing extends PlannedQuestion {
  /** Sent by POST. Without it, the method is GET. */
  readonly form?: string | undefined;
}

export type Send = (question: Outgoing) => Promise<Exchange>;

/**
 * Never rejects: errors are recorded in the exchange.
 *
 * @param timeout seconds
 * @param now Unix time in milliseconds
 */
export async function send(question: Outgoing, timeout: number, now: () => number): Promise<Exchange> {
  const { name, url } = question;
  const start = now();
  const exchange: { -readonly [Key in keyof Exchange]: Exchange[Key] } = { name, url };
  const signal = AbortSignal.timeout(Math.ceil(timeout * 1000));
  try {
    const response = await request(question, signal);
    const { socket } = response;
    // A body without a length ends with its connection. Node reports it as complete even after a reset.
    let socketError: unknown;
    socket.once("error", (error) => (socketError = error));
    exchange.status = response.statusCode ?? 0;
    exchange.headers = headersFrom(response.rawHeaders);
    exchange.remoteAddress = socket.remoteAddress;
    if (socket instanceof TLSSocket) exchange.certificate = validityOf(socket);
    const bytes = await readBytes(response);
    signal.throwIfAborted();
    if (socketError) throw socketError as Error;
    exchange.receivedAt = now() / 1000;
    exchange.duration = (now() - start) / 1000;
    exchange.body = await decode(bytes, response.headers["content-encoding"]);
  } catch (error) {
    exchange.failure = signal.aborted
      ? { kind: "timeout", message: `no complete answer within ${Number(timeout.toFixed(1))} s` }
      : failureOf(error);
  }
  return exchange;
}

/** Undefined if a date is unreadable. */
function validityOf(socket: TLSSocket): Exchange["certificate"] {
  const { valid_from, valid_to } = socket.getPeerCertificate();
  const [begins, ends] = [Date.parse(valid_from) / 1000, Date.parse(valid_to) / 1000];
  return Number.isFinite(begins) && Number.isFinite(ends) ? { begins, ends } : undefined;
}

/** Sends only these headers on a new connection. Neither follows redirects nor decompresses. */
function request({ url, headers, form }: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    agent: false,
    method: form === undefined ? "GET" : "POST",
    headers: Object.fromEntries(headers),
    signal,
  };
  return new Promise((resolve, reject) => {
    const start = new URL(url).protocol === "https:" ? httpsRequest : httpRequest;
    const sent = start(url, options, resolve);
    sent.on("error", reject);
    sent.end(form);
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
