import { invalid, readText } from "./input.ts";

/** A user name with a REST API key or a password, or nothing for calls that need no credentials. */
export type Credentials =
  | {
      /** The user name. With a key, LHC does not accept an e-mail address. */
      username: string;
      /** A REST API key of this user. */
      apiKey: string;
      password?: undefined;
    }
  | {
      username: string;
      /** The role needs `lhrestapi`, `use_direct_logins`. LHC locks the account after several wrong attempts. */
      password: string;
      apiKey?: undefined;
    }
  | { username?: undefined; apiKey?: undefined; password?: undefined };

type UncheckedCredentials = { readonly [name in keyof Credentials]?: unknown };

/**
 * HTTP Basic authentication, encoded as UTF-8.
 *
 * @returns the `Authorization` header, and the strings to redact from messages
 * @throws LhcRestError `bad-request`, without showing the credentials
 */
export function authorizationOf({ username, apiKey, password }: UncheckedCredentials): {
  authorization: string | undefined;
  secrets: readonly string[];
} {
  if (username == null && apiKey == null && password == null)
    return { authorization: undefined, secrets: [] };
  const name = readCredential("username", username);
  if (name.includes(":")) throw invalid("username", "…", "must not contain a colon.");
  // Trim the key: read from a file, it ends with a line break. Keep the spaces of a password.
  const secret =
    apiKey == null && password != null
      ? readCredential("password", password)
      : readCredential("apiKey", readText("apiKey", apiKey).trim());
  const bytes = new TextEncoder().encode(`${name}:${secret}`);
  const token = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { authorization: `Basic ${token}`, secrets: [token, secret] };
}

function readCredential(name: string, value: unknown): string {
  const text = readText(name, value);
  if (/[\0-\x1f\x7f]/.test(text))
    throw invalid(name, "…", "must not contain line breaks or other control characters.");
  return text;
}
