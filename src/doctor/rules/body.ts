import { readAnswer } from "../../protocol/answer.ts";
import { callbackOf, type Exchange, type Facts, type QuestionName } from "./facts.ts";
import { unobstructed } from "./obstacles.ts";

/** A parsed response body. */
export type Body =
  | { readonly kind: "json"; readonly online: boolean }
  | { readonly kind: "call"; readonly callback: string; readonly online: boolean }
  | { readonly kind: "empty" }
  | { readonly kind: "other" };

/** Parses `{"isonline":true}` or `name({"isonline":true})`, with or without a semicolon. Undefined if there is no body. */
export function readBody(exchange: Exchange): Body | undefined {
  if (exchange.body === undefined) return undefined;
  const text = exchange.body.trim();
  if (text === "") return { kind: "empty" };
  const call = text.endsWith(";") ? text.slice(0, -1).trimEnd() : text;
  const open = call.indexOf("(");
  const isCall = open >= 0 && call.endsWith(")") && !call.startsWith("{");
  try {
    const answerKey = exchange.name.includes("inclusive") ? "online" : "isonline";
    const value: unknown = JSON.parse(isCall ? call.slice(open + 1, -1) : text);
    const online = readAnswer(value, { url: exchange.url, answerKey });
    return isCall ? { kind: "call", callback: call.slice(0, open).trim(), online } : { kind: "json", online };
  } catch {
    return { kind: "other" };
  }
}

/** LHC's answer. Undefined if there is none, or if it is for a different callback. */
export function answerOf(exchange: Exchange | undefined): boolean | undefined {
  if (!exchange) return undefined;
  const body = readBody(exchange);
  if (body?.kind === "json") return body.online;
  return body?.kind === "call" && body.callback === callbackOf(exchange) ? body.online : undefined;
}

/** The answer to a question. Undefined if it was not asked or not answered. */
export const answerTo = (facts: Facts, name: QuestionName): boolean | undefined =>
  answerOf(unobstructed(facts).find((exchange) => exchange.name === name));

/** The start of a body, quoted, for messages. */
export function excerptOf({ body = "" }: Exchange): string {
  const line = body.trim().replace(/\s+/g, " ");
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
