import { readNumber, readOptions } from "./input.ts";
import type { Message, Messages } from "./messages.ts";
import type { CallOptions, FollowOptions } from "./options.ts";
import { poll } from "./poll.ts";

/** `FollowOptions`, and the id of the last message that is known already. */
export interface FollowMessagesOptions extends FollowOptions {
  since?: number | undefined;
}

/** Polls with `read`, which returns the messages with a greater id than `since`, until the chat is closed. */
export async function* followMessages(
  read: (options: CallOptions & { since: number }) => Promise<Messages>,
  options: FollowMessagesOptions,
): AsyncGenerator<Message, void, undefined> {
  const {
    interval = 5,
    since = 0,
    ...rest
  } = readOptions(options, ["interval", "since", "signal", "onError"]);
  readNumber("interval", interval, 2, 86_400);
  let last = since;
  const ask = (): Promise<Messages> => read({ since: last, signal: rest.signal });
  for await (const { messages, closed } of poll(ask, interval, rest)) {
    for (const { id } of messages) last = Math.max(last, id);
    yield* messages;
    if (closed) return;
  }
}
