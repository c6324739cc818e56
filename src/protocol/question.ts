import { type PageAddress, resolveBaseUrl } from "./base-url.ts";
import { LhcStatusError } from "./error.ts";
import { isId } from "./id.ts";
import { attributeName, FLAGS, type Target } from "./target.ts";

/** The request for a target. Equal questions have equal URLs. */
export interface Question {
  /** Without the parts that change between requests: callback and time slot. */
  readonly url: string;
  /** The installation's URL: the key for what is known about a server. */
  readonly server: string;
  /** The key of the answer: `{"isonline":true}`, or `{"change_status":true,"online":true}` for `chatcheckstatus`. */
  readonly answerKey: "isonline" | "online";
  /** A possible cause of an error, for its message. */
  readonly hint: string;
}

/** The callback's name, the same for all visitors, so that a shared cache can answer for all of them. */
export const CALLBACK = "lhcStatus";

/** All visitors request the same URL within one time slot. */
export const TIME_SLOT_SECONDS = 30;

/** LHC reads a value that looks like a number as an id, and any other as an alias. */
const ALIAS = /^(?![\d.+-]+$)[^\s/()]{1,100}$/u;

function readId(name: "department" | "user", value: string): string {
  if (isId(value)) return value;
  // LHC reads 1abc as 1 and answers 'offline' for a name: an invalid id must not become a wrong status.
  throw new LhcStatusError(
    "config",
    `${name}="${value.slice(0, 200)}" is not an id. Use the number shown in LHC's back office, for example ${name}="2"` +
      (name === "user" ? "." : '; names and lists need department-match="inclusive".'),
  );
}

function readDepartments(value: string): string {
  const departments = [...new Set(value.split(",").map((part) => part.trim()))];
  const ids = departments.filter((part) => isId(part));
  const aliases = departments.filter((part) => ALIAS.test(part));
  if (ids.length + aliases.length < departments.length) {
    throw new LhcStatusError(
      "config",
      `department="${value.slice(0, 200)}" is not a list of ids and aliases. Write it as department="1,sales".`,
    );
  }
  // LHC replaces an alias that is not first in the list by the department before it (extractDepartment).
  if (aliases.length > 1) {
    throw new LhcStatusError(
      "config",
      `department="${value.slice(0, 200)}" has more than one alias, but LHC reads only one. Use ids for the others.`,
    );
  }
  return [...aliases, ...ids.sort()].join();
}

/**
 * The question for a target. A flag that LHC ignores for this target is left out, with a warning.
 * Source of the endpoints and their flags: LHC's modules `restapi` and `widgetrestapi`, and its answers.
 *
 * @param warn called with what was changed or left out
 * @throws LhcStatusError `config`
 */
export function questionFor(target: Target, page: PageAddress, warn: (message: string) => void): Question {
  const { department, user } = target;
  if (department != null && user != null) {
    throw new LhcStatusError("config", "department and user cannot be combined. Remove one of them.");
  }
  const url = resolveBaseUrl(target.baseUrl, page, warn);
  const server = url.origin + url.pathname;
  // The base URL's own parameters stay (a proxy's key, for example), except those that would change LHC's answer.
  for (const name of ["callback", "format", "_", "dep", "wopen"]) url.searchParams.delete(name);

  // Stryker disable next-line ArrayDeclaration: the mutant's entry is not the name of a flag
  let honoured: readonly string[] = [];
  let answerKey: Question["answerKey"] = "isonline";
  let hint = "";
  if (user != null) {
    url.pathname += `restapi/isonlineuser/${readId("user", String(user).trim())}`;
  } else if (department == null) {
    url.pathname += "restapi/isonline";
    honoured = ["ignoreUserStatus"];
  } else if (target.departmentMatch === "inclusive") {
    answerKey = "online";
    // LHC's widget uses this endpoint, but the API's documentation does not list it.
    hint = 'department-match="inclusive" needs an LHC with the chatcheckstatus endpoint.';
    url.pathname += "widgetrestapi/chatcheckstatus";
    url.searchParams.set("dep", readDepartments(String(department)));
  } else {
    url.pathname += `restapi/isonlinedepartment/${readId("department", String(department).trim())}`;
    honoured = FLAGS;
  }
  for (const flag of FLAGS) {
    const attribute = attributeName(flag);
    const name = attribute.replaceAll("-", "_");
    url.searchParams.delete(name);
    if (!target[flag]) continue;
    if (honoured.includes(flag)) url.searchParams.set(name, "true");
    else warn(`${attribute} has no effect here: LHC ignores it in ${url.pathname}.`);
  }
  return { url: url.href, server, answerKey, hint };
}

/**
 * The URL to request now. All visitors request the same URL within one time slot, so a shared cache can answer for
 * everyone, and no cache on the way can freeze a status for longer than a slot.
 *
 * @param now Unix time in seconds
 */
export function requestUrl(question: Question, now: number, callback?: string): string {
  const url = new URL(question.url);
  if (callback) url.searchParams.set("callback", callback);
  url.searchParams.set("_", String(Math.floor(now / TIME_SLOT_SECONDS)));
  return url.href;
}
