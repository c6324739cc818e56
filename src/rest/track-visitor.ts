import { readNumber, readOptions } from "./input.ts";
import type { OperatorCheck, OperatorMessage, ReopenedChat } from "./operator-check.ts";
import type { CallOptions, FollowOptions } from "./options.ts";
import { poll } from "./poll.ts";
import { isStableVid, type Visit } from "./visit.ts";

/** Polls with `check`, which logs a visit. One visitor and one page view, even if answers are lost. */
export async function* trackVisitor(
  check: (visit: Visit, options: CallOptions) => Promise<OperatorCheck>,
  visit: Visit,
  options: FollowOptions,
): AsyncGenerator<OperatorMessage | ReopenedChat, void, undefined> {
  const { interval = 10, ...rest } = readOptions(options, ["interval", "signal", "onError"]);
  readNumber("interval", interval, 5, 86_400);
  // Without a vid, LHC would create a new visitor for each request whose answer is lost.
  let vid = isStableVid(visit.vid) ? visit.vid : crypto.randomUUID().replaceAll("-", "");
  let countPage = visit.countPage ?? true;
  const ask = (): Promise<OperatorCheck> => {
    const next = { ...visit, vid, countPage };
    countPage = false;
    return check(next, rest);
  };
  let last = "";
  for await (const found of poll(ask, interval, rest)) {
    if (found.action === "disable_check") return;
    if (isStableVid(found.vid)) vid = found.vid;
    const current = JSON.stringify(found);
    if (found.action !== "continue" && current !== last) yield found;
    last = current;
  }
}
