import { LhcStatusError } from "./error.ts";

/**
 * Reads what LHC answered: `{"isonline":true}`, or `{"change_status":true,"online":true}` of `chatcheckstatus`.
 * The value may come from foreign code, so anything but an own boolean is refused, and nothing of it is kept.
 *
 * @param url what was asked, for the message
 * @throws LhcStatusError `bad-answer`
 */
export function readAnswer(value: unknown, url: string): boolean {
  try {
    const key = url.includes("/chatcheckstatus?") ? "online" : "isonline";
    const online: unknown = Object.getOwnPropertyDescriptor(value, key)!.value;
    if (typeof online === "boolean") return online;
  } catch {
    // null, undefined, no such key, or an object that throws when it is looked at
  }
  throw new LhcStatusError("bad-answer", `${url} did not answer with true or false. Is it Live Helper Chat?`);
}
