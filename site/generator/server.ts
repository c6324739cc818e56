/** Reads what was pasted as the address of a server: an address, a chat link, or LHC's own embed code. Pure. */
import { LhcStatusError } from "../../src/protocol/error.ts";
import { readChatLink } from "../../src/protocol/chat-link.ts";
import { basesFrom } from "../../src/doctor/rules/address.ts";

export interface ReadServer {
  /** The most likely base URL. Empty if there is none. */
  readonly baseUrl: string;
  readonly problem?: string;
  /** What the link or the embed code asks for. */
  readonly department?: string;
  readonly user?: string;
}

const MAX_TEXT = 4000;

/** The items of a list such as `department: ['2', 'sales']` in LHC's embed code. */
const listIn = (text: string, name: string): string | undefined =>
  new RegExp(`\\b${name}["']?\\s*:\\s*\\[([^\\]]*)\\]`)
    .exec(text)?.[1]
    ?.split(",")
    .map((item) => item.replaceAll(/["'\s]/g, ""))
    .filter(Boolean)
    .join();

export function readServer(text: string): ReadServer {
  if (text.length > MAX_TEXT)
    return { baseUrl: "", problem: `This is too long. Use at most ${MAX_TEXT} characters.` };
  let baseUrl: string;
  try {
    [baseUrl = ""] = basesFrom(text).bases;
  } catch (error) {
    if (error instanceof LhcStatusError)
      return { baseUrl: "", problem: error.message.replace(/^base-url=/, "") };
    return {
      baseUrl: "",
      problem: "This is not an address. Copy that of LHC's back office from your browser.",
    };
  }
  return { baseUrl, ...targetIn(text, baseUrl) };
}

function targetIn(text: string, baseUrl: string): { department?: string; user?: string } {
  const link = linkIn(text, baseUrl);
  const department = link?.department ?? listIn(text, "department");
  const user = link?.operator ?? /\boperator["']?\s*:\s*["']?(\d+)/.exec(text)?.[1];
  if (user) return { user };
  return department ? { department } : {};
}

function linkIn(text: string, baseUrl: string): ReturnType<typeof readChatLink> {
  try {
    return readChatLink(new URL(text.trim().replace(/^(?![a-z]+:)(\/\/)?/i, "https://")), new URL(baseUrl));
  } catch {
    // No address, or a stray % in it.
    return null;
  }
}

/** The part of a pasted text that is kept in the field: of embed code, the address alone. */
export const shortServer = (text: string): string => {
  const { baseUrl } = readServer(text);
  return text.length > 300 || /[<>\n{]/.test(text) ? baseUrl || text.trim() : text.trim();
};
