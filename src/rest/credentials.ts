import { readText } from "./input.ts";

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

/**
 * HTTP Basic, of UTF-8.
 *
 * @returns the header's value, and what no message may show
 * @throws LhcRestError `bad-request`, which shows none of it
 */
export function authorizationOf({ username, apiKey, password }: Credentials): {
  authorization: string | undefined;
  secrets: readonly string[];
} {
  const secret = apiKey ?? password;
  if (username == null && secret == null) return { authorization: undefined, secrets: [] };
  const login = `${readText("username", username)}:${readText("apiKey", secret)}`;
  const token = btoa(String.fromCharCode(...new TextEncoder().encode(login)));
  return { authorization: `Basic ${token}`, secrets: [token, secret!] };
}
