import { number, object, type Reader, text, textOrNull } from "./fields.ts";

/** Nothing for this visitor now. */
export interface ContinueCheck {
  action: "continue";
  vid: string;
}

/** An operator wrote to the visitor. LHC says so again and again until the message was seen. */
export interface OperatorMessage {
  action: "read_message";
  vid: string;
  /** The operator's name; null, if none is known. */
  name_support: string | null;
  message: string;
  /** What LHC wants to be appended to the address of a page for the visitor. */
  url_append: string;
  /** The page on which the visitor reads the message and answers it. */
  url: string;
}

/** An operator wrote in a chat that the visitor had left. */
export interface ReopenedChat {
  action: "reopen_chat";
  vid: string;
  chat_id: number;
  /** The visitor's key to the chat. */
  hash: string;
}

/** LHC does not follow this visitor (an address or a place that it ignores, or tracking is off): stop asking. */
export interface DisabledCheck {
  action: "disable_check";
}

/** What LHC wants a visitor's program to do. */
export type OperatorCheck = ContinueCheck | OperatorMessage | ReopenedChat | DisabledCheck;

const KINDS: Record<string, Reader<object> | undefined> = {
  disable_check: object({}),
  continue: object({ vid: text }),
  read_message: object({
    vid: text,
    args: object({ name_support: textOrNull, message: text, url_append: text }),
  }),
  reopen_chat: object({ vid: text, args: object({ chat_id: number, hash: text }) }),
};

/** @param urlOf makes an address of what LHC appends */
export const operatorCheck =
  (urlOf: (append: string) => string): Reader<OperatorCheck> =>
  (value) => {
    const { action } = Object(value) as { action: string };
    const found: { args?: { url_append?: string } } | undefined = KINDS[action]?.(value);
    if (!found) return undefined;
    const { args, ...rest } = found;
    const url = args?.url_append == null ? {} : { url: urlOf(args.url_append) };
    return { action, ...rest, ...args, ...url } as OperatorCheck;
  };
