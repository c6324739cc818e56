import { asBit, type InputReader, type InputTable, readId, readInput, readOptions } from "./input.ts";
import { unorderedPath } from "../protocol/path.ts";
import { vidPart } from "./path.ts";

/** A chat that is to begin. LHC keeps of it what its start form for the department asks for. */
export interface NewChat {
  /** What the visitor asks. Most installations want one. */
  question?: string | undefined;
  /** The visitor's name. */
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** LHC's id. */
  department?: number | string | undefined;
  /** Of the visitor, so that the chat belongs to the visit. */
  vid?: string | undefined;
  /** The visitor's address. Default: that of the machine that runs this. */
  ip?: string | undefined;
  /** [URLRefer] The page, or the window, on which it is started. */
  referrer?: string | undefined;
  /** [r] From where the visitor came to it. */
  sessionReferrer?: string | undefined;
  /** What operators see beside the chat. */
  attributes?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Begin with the message that an operator wrote to this visitor. */
  proactive?: boolean | undefined;
  /** The visitor agreed to the terms of service. */
  acceptTos?: boolean | undefined;
}

/** LHC wants an object with a `val` for each: a bare value is a 503. */
const attributes: InputReader = (_name, value) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(value as object).map(([key, val]) => [key, { val: String(val) }])),
  );

const path: InputTable<NewChat> = {
  department: ["department", readId],
  vid: ["vid", vidPart],
};

const form: InputTable<NewChat> = {
  Question: "question",
  Username: "name",
  Email: "email",
  Phone: "phone",
  DepartamentID: ["department", readId],
  ip: "ip",
  URLRefer: "referrer",
  r: "sessionReferrer",
  data: ["attributes", attributes],
  proactive: ["proactive", asBit],
  AcceptTOS: "acceptTos",
};

/**
 * Source: LHC's modules/lhrestapi/startchat.php, which reads `data` whether it is there or not.
 *
 * @throws LhcRestError `bad-request`
 */
export function newChatRequest(chat: NewChat): { path: string; form: Record<string, string | string[]> } {
  const given = readOptions(chat, [], form, path);
  return {
    path: `startchat${unorderedPath(readInput(given, path))}`,
    form: { data: "{}", ...readInput(given, form) },
  };
}
