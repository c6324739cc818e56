import { type PageAddress, resolveBaseUrl } from "./base-url.ts";
import { LhcStatusError } from "./error.ts";
import { isId } from "./id.ts";
import type { Target } from "./target.ts";

/** A target as LHC is asked for it. Equal questions have equal URLs. */
export interface Question {
  /** Without what changes from one request to the next: callback and time slot. */
  readonly url: string;
  /** The installation that is asked: what is learnt about a server is kept under this name. */
  readonly server: string;
  /** Where the answer stands: `{"isonline":true}`, or `{"change_status":true,"online":true}` of `chatcheckstatus`. */
  readonly answerKey: "isonline" | "online";
  /** What an error of this question may be due to. */
  readonly hint: string;
}

/** The callback's name. It is the same for everybody, so that a shared cache can answer for everybody. */
export const CALLBACK = "lhcStatus";

/** All visitors of one slot ask for the same URL. */
export const TIME_SLOT_SECONDS = 30;

/** In the order in which they stand in the URL, and how LHC spells them. */
const FLAGS = {
  ignoreUserStatus: "ignore_user_status",
  includeUsers: "include_users",
  excludeOnlineHours: "exclude_online_hours",
  excludeBot: "exclude_bot",
} as const;
type Flag = keyof typeof FLAGS;

/** LHC reads what looks like a number as an id; all else is an alias. */
const ALIAS = /^(?![\d.+-]+$)[^\s/()]{1,100}$/u;

function readId(name: "department" | "user", value: string): string {
  if (isId(value)) return value;
  // LHC takes 1abc for 1 and answers 'offline' for a name: a wrong id must not become a wrong status.
  throw new LhcStatusError(
    "config",
    `${name}="${value.slice(0, 200)}" is no id. Write the number that LHC's back office shows, such as ${name}="2"` +
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
      `department="${value.slice(0, 200)}" is no list of ids and aliases. Write them as department="1,sales".`,
    );
  }
  // LHC takes an alias that is not the first of a list for the department before it (extractDepartment).
  if (aliases.length > 1) {
    throw new LhcStatusError(
      "config",
      `department="${value.slice(0, 200)}" has more than one alias, and LHC reads only one. Write ids for the others.`,
    );
  }
  return [...aliases, ...ids.sort()].join();
}

/**
 * The question for a target. A flag that LHC ignores for it is left out of the URL, with a warning.
 * Source of the endpoints and their flags: LHC's modules `restapi` and `widgetrestapi`, and its answers.
 *
 * @param warn is told what was changed or left out
 * @throws LhcStatusError `config`
 */
export function questionFor(target: Target, page: PageAddress, warn: (message: string) => void): Question {
  const { department, user } = target;
  if (department != null && user != null) {
    throw new LhcStatusError("config", "department and user exclude each other. Remove one of them.");
  }
  const url = resolveBaseUrl(target.baseUrl, page, warn);
  const server = url.origin + url.pathname;
  // What a base URL brings along stays (a key for a proxy, say), but for what would change LHC's answer.
  for (const name of ["callback", "format", "_", "dep", "wopen", ...Object.values(FLAGS)])
    url.searchParams.delete(name);

  // Stryker disable next-line ArrayDeclaration: what it puts in is no flag's name
  let honoured: readonly Flag[] = [];
  let isWidgets = false;
  if (user != null) {
    url.pathname += `restapi/isonlineuser/${readId("user", String(user).trim())}`;
  } else if (department == null) {
    url.pathname += "restapi/isonline";
    honoured = ["ignoreUserStatus"];
  } else if (target.departmentMatch === "inclusive") {
    isWidgets = true;
    url.pathname += "widgetrestapi/chatcheckstatus";
    url.searchParams.set("dep", readDepartments(String(department)));
  } else {
    url.pathname += `restapi/isonlinedepartment/${readId("department", String(department).trim())}`;
    honoured = Object.keys(FLAGS) as Flag[];
  }
  for (const [flag, name] of Object.entries(FLAGS) as [Flag, string][]) {
    if (!target[flag]) continue;
    if (honoured.includes(flag)) url.searchParams.set(name, "true");
    else warn(`${name.replaceAll("_", "-")} has no effect here: LHC ignores it in ${url.pathname}.`);
  }
  return {
    url: url.href,
    server,
    answerKey: isWidgets ? "online" : "isonline",
    // LHC's widget asks so too, but it is no documented part of the API.
    hint: isWidgets ? 'department-match="inclusive" needs an LHC that has chatcheckstatus.' : "",
  };
}

/**
 * The URL to request now. All visitors of one time slot ask for the same URL, so a shared cache can answer
 * for everyone, and no cache on the way can freeze a status for longer than a slot.
 *
 * @param now Unix time in seconds
 */
export function requestUrl(question: Question, now: number, callback?: string): string {
  const url = new URL(question.url);
  if (callback) url.searchParams.set("callback", callback);
  url.searchParams.set("_", String(Math.floor(now / TIME_SLOT_SECONDS)));
  return url.href;
}
