import { readAnswer } from "../protocol/answer.ts";
import { resolveBaseUrl } from "../protocol/base-url.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { questionFor, requestUrl } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";
import { authorizationOf } from "./credentials.ts";
import { object, type Reader, within } from "./fields.ts";
import { readInteger, readNumber, readOptions } from "./input.ts";
import type { CallOptions, LhcRestOptions } from "./options.ts";
import { request } from "./request.ts";
import { LhcRestError } from "./rest-error.ts";

type Values = Readonly<Record<string, string | readonly string[]>>;

/** What a call has besides its path. */
interface Parameters extends CallOptions {
  query?: Values;
  /** Makes it a POST. */
  form?: Values;
  /** Whether credentials are sent. Default true. */
  authorized?: boolean;
  /** Whether LHC may be told it twice. Default: what is no POST. */
  repeatable?: boolean;
}

/** An installation, and the ways to ask it. */
export interface Server {
  /** Where it is, for everybody to see: without the query of the base URL. */
  readonly address: string;
  /** The widget's question, without credentials. */
  isOnline(target: Omit<Target, "baseUrl">, options: CallOptions): Promise<boolean>;
  /** @param path after `restapi/` */
  ask<T>(path: string, read: Reader<T>, parameters: Parameters): Promise<T>;
  /** What LHC puts into `result`. */
  result<T>(path: string, read: Reader<T>, parameters: Parameters): Promise<T>;
  /** A page of the chat, for everybody to see. */
  chatUrl(path: string): string;
}

/**
 * The credentials stay within these functions, so that nothing prints them.
 *
 * @throws LhcRestError `bad-request`, if an option is wrong
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
      'baseUrl contains an "@". Take the name and password out, and give username and apiKey. In a path write %40.',
    );
  }
  const base = ofProtocol(() => resolveBaseUrl(baseUrl, {}, () => {}));
  const { authorization, secrets: login } = authorizationOf(credentials);
  // A proxy may repeat its key. What is too short to be one would be blacked out in every word.
  const keys = [...base.searchParams.values()].filter((value) => value.length > 3);
  const secrets = [...login, ...keys.flatMap((key) => [key, encodeURIComponent(key)])];
  readNumber("timeout", timeout, 0.1, 600);
  readInteger("retries", retries, 0, 10);

  async function send(url: string, parameters: Parameters): Promise<unknown> {
    const { form, authorized = true, repeatable = !form, signal } = parameters;
    const where = whereOf(url);
    if (authorized && !authorization) {
      throw new LhcRestError("unauthorized", `${where} needs username and apiKey.`);
    }
    return request({
      url,
      where,
      form: form && new URLSearchParams(form as Record<string, string>),
      authorization: authorized ? authorization : undefined,
      secrets,
      timeout,
      retries: repeatable ? retries : 0,
      signal,
    });
  }

  async function ask<T>(path: string, read: Reader<T>, parameters: Parameters): Promise<T> {
    const url = new URL(base);
    url.pathname += `restapi/${path}`;
    for (const [name, value] of Object.entries(parameters.query ?? {}))
      url.searchParams.set(name, String(value));
    const value = await send(url.href, parameters);
    return within(whereOf(url.href), read, value);
  }

  const address = base.origin + base.pathname;
  return {
    address,
    async isOnline(target, { signal }) {
      const question = ofProtocol(() => questionFor({ ...target, baseUrl: base }, {}, () => {}));
      const value = await send(requestUrl(question, Date.now() / 1000), { authorized: false, signal });
      return ofProtocol(() => readAnswer(value, question), question.hint);
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

/** Up to the endpoint's name: what follows may be a visitor's id, or a hash. */
const whereOf = (url: string): string => url.replace(/(restapi\/\w+).*/, "$1");

/** The widget's rules, with this client's error. */
function ofProtocol<T>(rule: () => T, hint = ""): T {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof LhcStatusError)) throw error;
    throw new LhcRestError(
      error.code === "config" ? "bad-request" : "bad-answer",
      [error.message, hint].filter(Boolean).join(" ").replaceAll("base-url", "baseUrl"),
    );
  }
}
