import { readText, wrong } from "./input.ts";

/** A user name with a REST API key, or with the user's password; or neither, for the calls that need none. */
export type Credentials =
  | {
      /** The user name: LHC does not know an e-mail address beside a key. */
      username: string;
      /** One of LHC's REST API keys, which must be that user's. */
      apiKey: string;
      password?: undefined;
    }
  | {
      username: string;
      /** For a role with `lhrestapi`, `use_direct_logins`. LHC locks the account after some wrong ones. */
      password: string;
      apiKey?: undefined;
    }
  | { username?: undefined; apiKey?: undefined; password?: undefined };

/** What a caller in JavaScript may give instead. */
type Given = { readonly [name in keyof Credentials]?: unknown };

/**
 * HTTP Basic, of UTF-8.
 *
 * @returns the header's value, and what no message may show
 * @throws LhcRestError `bad-request`, which shows none of it
 */
export function authorizationOf({ username, apiKey, password }: Given): {
  authorization: string | undefined;
  secrets: readonly string[];
} {
  if (username == null && apiKey == null && password == null)
    return { authorization: undefined, secrets: [] };
  const name = readLogin("username", username);
  if (name.includes(":")) throw wrong("username", "…", "contains a colon, which HTTP does not allow.");
  // A key that was read from a file ends with a line break. A password may begin or end with a space.
  const secret =
    apiKey == null && password != null
      ? readLogin("password", password)
      : readLogin("apiKey", readText("apiKey", apiKey).trim());
  const bytes = new TextEncoder().encode(`${name}:${secret}`);
  const token = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { authorization: `Basic ${token}`, secrets: [token, secret] };
}

function readLogin(name: string, value: unknown): string {
  const text = readText(name, value);
  if (/[\0-\x1f\x7f]/.test(text))
    throw wrong(name, "…", "contains a line break or another control character.");
  return text;
}
