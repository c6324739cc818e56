import { readAnswer } from "../protocol/answer.ts";
import { resolveBaseUrl } from "../protocol/base-url.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { questionFor, requestUrl } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";
import { authorizationOf } from "./credentials.ts";
import { object, type Reader, readField } from "./fields.ts";
import { readInteger, readNumber, readOptions } from "./input.ts";
import type { CallOptions, LhcRestOptions } from "./options.ts";
import { request } from "./request.ts";
import { LhcRestError } from "./rest-error.ts";

type ParameterValues = Readonly<Record<string, string | readonly string[]>>;

interface CallParameters extends CallOptions {
  query?: ParameterValues;
  /** The body of a POST. */
  form?: ParameterValues;
  /** Whether credentials are sent. Default true. */
  authorized?: boolean;
  /** Whether the call is safe to repeat. Default: true, except for a POST. */
  retryable?: boolean;
}

/** An LHC installation. */
export interface Server {
  /** The base URL without its query, which may hold a key. */
  readonly address: string;
  /** Sends the widget's question, without credentials. */
  isOnline(target: Omit<Target, "baseUrl">, options: CallOptions): Promise<boolean>;
  /** @param path the part after `restapi/` */
  ask<T>(path: string, read: Reader<T>, parameters: CallParameters): Promise<T>;
  /** Like `ask`, for answers of the form `{ result }`. */
  result<T>(path: string, read: Reader<T>, parameters: CallParameters): Promise<T>;
  /** The URL of one of LHC's chat pages, without the query of the base URL. */
  chatUrl(path: string): string;
}

/**
 * Keeps the credentials in a closure, so that inspecting the client does not print them.
 *
 * @throws LhcRestError `bad-request`, if an option is invalid
 */
export function serverOf(options: LhcRestOptions): Server {
  const {
    baseUrl,
    timeout = 8,
    retries = 2,
    ...credentials
  } = readOptions(options, ["baseUrl", "username", "apiKey", "password", "timeout", "retries"]);
  if (String(baseUrl).includes("@")) {
    throw new LhcRestError(
      "bad-request",
      'baseUrl contains an "@". Remove the user name and password, and use username and apiKey. In a path, write %40.',
    );
  }
  const base = rethrowAsRestError(() => resolveBaseUrl(baseUrl, {}, () => {}));
  const { authorization, secrets: loginSecrets } = authorizationOf(credentials);
  // A proxy may echo its key. Skip short values: they are no keys, and redacting them would garble messages.
  const keys = [...base.searchParams.values()].filter((value) => value.length > 3);
  const secrets = [...loginSecrets, ...keys.flatMap((key) => [key, encodeURIComponent(key)])];
  readNumber("timeout", timeout, 0.1, 600);
  readInteger("retries", retries, 0, 10);

  async function send(url: string, parameters: CallParameters): Promise<unknown> {
    const { form, authorized = true, retryable = !form, signal } = parameters;
    const endpoint = endpointOf(url);
    if (authorized && !authorization) {
      throw new LhcRestError("unauthorized", `${endpoint} needs username and apiKey.`);
    }
    return request({
      url,
      endpoint,
      form: form && new URLSearchParams(form as Record<string, string>),
      authorization: authorized ? authorization : undefined,
      secrets,
      timeout,
      retries: retryable ? retries : 0,
      signal,
    });
  }

  async function ask<T>(path: string, read: Reader<T>, parameters: CallParameters): Promise<T> {
    const url = new URL(base);
    url.pathname += `restapi/${path}`;
    for (const [name, value] of Object.entries(parameters.query ?? {}))
      url.searchParams.set(name, String(value));
    const value = await send(url.href, parameters);
    return readField(endpointOf(url.href), read, value);
  }

  const address = base.origin + base.pathname;
  return {
    address,
    async isOnline(target, { signal }) {
      const question = rethrowAsRestError(() => questionFor({ ...target, baseUrl: base }, {}, () => {}));
      const value = await send(requestUrl(question, Date.now() / 1000), { authorized: false, signal });
      return rethrowAsRestError(() => readAnswer(value, question), question.hint);
    },
    ask,
    result: async (path, read, parameters) => (await ask(path, object({ result: read }), parameters)).result,
    chatUrl(path) {
      const url = new URL(address);
      url.pathname += `chat/${path}`;
      return url.href;
    },
  };
}

/** Drops what follows the endpoint's name, because it may be a visitor's id or a hash. */
const endpointOf = (url: string): string => url.replace(/(restapi\/\w+).*/, "$1");

function rethrowAsRestError<T>(run: () => T, hint = ""): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof LhcStatusError)) throw error;
    throw new LhcRestError(
      error.code === "config" ? "bad-request" : "bad-answer",
      [error.message, hint].filter(Boolean).join(" ").replaceAll("base-url", "baseUrl"),
    );
  }
}
