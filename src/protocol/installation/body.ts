import { readAnswer } from "../answer.ts";
import { callbackOf, type Exchange } from "./facts.ts";

/** What a body turned out to be. */
export type Body =
  | { readonly kind: "json"; readonly online: boolean }
  | { readonly kind: "call"; readonly callback: string; readonly online: boolean }
  | { readonly kind: "empty" }
  | { readonly kind: "other" };

/** Reads `{"isonline":true}`, or `name({"isonline":true})` with or without a semicolon. Undefined: not seen. */
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

/** How LHC answered, if it did and the right question was answered. */
export function answerOf(exchange: Exchange | undefined): boolean | undefined {
  if (!exchange) return undefined;
  const body = readBody(exchange);
  if (body?.kind === "json") return body.online;
  return body?.kind === "call" && body.callback === callbackOf(exchange) ? body.online : undefined;
}

/** The beginning of a body, to show. */
export function beginningOf({ body = "" }: Exchange): string {
  const line = body.trim().replace(/\s+/g, " ");
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
