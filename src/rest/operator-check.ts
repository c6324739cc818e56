import { number, object, type Reader, text, textOrNull } from "./fields.ts";

/** There is no message for this visitor. */
export interface ContinueCheck {
  action: "continue";
  vid: string;
}

/** An operator wrote to the visitor. LHC repeats this until the visitor has seen the message. */
export interface OperatorMessage {
  action: "read_message";
  vid: string;
  /** The operator's name, or null if it is unknown. */
  name_support: string | null;
  message: string;
  /** The end of `url`, as LHC sends it. */
  url_append: string;
  /** The page where the visitor reads and answers the message. */
  url: string;
}

/** An operator wrote to a chat that the visitor had left. */
export interface ReopenedChat {
  action: "reopen_chat";
  vid: string;
  chat_id: number;
  /** The visitor's key to the chat. */
  hash: string;
}

/** LHC does not track this visitor (ignored address or location, or tracking is off). Stop polling. */
export interface DisabledCheck {
  action: "disable_check";
}

/** What the visitor's program should do next. */
export type OperatorCheck = ContinueCheck | OperatorMessage | ReopenedChat | DisabledCheck;

const READERS: Record<string, Reader<object> | undefined> = {
  disable_check: object({}),
  continue: object({ vid: text }),
  read_message: object({
    vid: text,
    args: object({ name_support: textOrNull, message: text, url_append: text }),
  }),
  reopen_chat: object({ vid: text, args: object({ chat_id: number, hash: text }) }),
};

/** @param urlOf builds the page's URL from `url_append` */
export const operatorCheck =
  (urlOf: (append: string) => string): Reader<OperatorCheck> =>
  (value) => {
    const { action } = Object(value) as { action: string };
    const found: { args?: { url_append?: string } } | undefined = READERS[action]?.(value);
    if (!found) return undefined;
    const { args, ...rest } = found;
    const url = args?.url_append == null ? {} : { url: urlOf(args.url_append) };
    return { action, ...rest, ...args, ...url } as OperatorCheck;
  };
