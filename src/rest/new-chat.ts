import {
  asBit,
  type ParameterReader,
  type ParameterTable,
  readId,
  readOptions,
  toLhcParameters,
} from "./input.ts";
import { unorderedPath, vidSegment } from "./path.ts";

/** A chat to start. LHC stores only the fields of the department's start form. */
export interface NewChat {
  /** The visitor's question. Most installations require it. */
  question?: string | undefined;
  /** The visitor's name. */
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** The department's id. */
  department?: number | string | undefined;
  /** The visitor's id, which assigns the chat to the visit. */
  vid?: string | undefined;
  /** The visitor's IP address. Default: the address of this program. */
  ip?: string | undefined;
  /** [URLRefer] The page or window in which the chat is started. */
  referrer?: string | undefined;
  /** [r] The page from which the visitor came. */
  sessionReferrer?: string | undefined;
  /** Shown to operators next to the chat. */
  attributes?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Start the chat with the message that an operator sent to this visitor. */
  proactive?: boolean | undefined;
  /** The visitor agreed to the terms of service. */
  acceptTos?: boolean | undefined;
}

/** LHC expects `{ val }` for each attribute. It answers a bare value with a 503. */
const readAttributes: ParameterReader = (_name, value) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(value as object).map(([key, val]) => [key, { val: String(val) }])),
  );

const path: ParameterTable<NewChat> = {
  department: ["department", readId],
  vid: ["vid", vidSegment],
};

const form: ParameterTable<NewChat> = {
  Question: "question",
  Username: "name",
  Email: "email",
  Phone: "phone",
  DepartamentID: ["department", readId],
  ip: "ip",
  URLRefer: "referrer",
  r: "sessionReferrer",
  data: ["attributes", readAttributes],
  proactive: ["proactive", asBit],
  AcceptTOS: "acceptTos",
};

/**
 * Always sends `data`, because LHC reads it unconditionally. Source: LHC's modules/lhrestapi/startchat.php.
 *
 * @throws LhcRestError `bad-request`
 */
export function newChatRequest(chat: NewChat): { path: string; form: Record<string, string | string[]> } {
  const given = readOptions(chat, [], form, path);
  return {
    path: `startchat${unorderedPath(toLhcParameters(given, path))}`,
    form: { data: "{}", ...toLhcParameters(given, form) },
  };
}
