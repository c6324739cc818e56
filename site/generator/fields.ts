/** The fields of the generator: what can be configured, and what is wrong with a value. Pure. */
import { LhcStatusError } from "../../src/protocol/error.ts";
import { questionFor } from "../../src/protocol/question.ts";
import { SCRIPT_LANGUAGES } from "../../src/embed/script-languages.ts";
import { readServer } from "./server.ts";

/** All values are text, as in a form and in the fragment of an address. `""` is "not set". */
export type Values = Readonly<Record<FieldName, string>>;
/** What is wrong, by field. */
export type Problems = Partial<Record<FieldName, string>>;

export type FieldName =
  | ("server" | "whom" | "department" | "user" | "match" | "nobot" | "nohours")
  | ("variant" | "chat" | "online" | "offline" | "checking" | "unknown" | "lang" | "hide" | "announce")
  | ("color" | "background" | "dot" | "away" | "corners" | "size")
  | ("site" | "file" | "transport" | "fast" | "csp" | "sri" | "nonce");

interface Field {
  readonly byDefault: string;
  /** The longest value. Longer ones are not read. */
  readonly max: number;
  /** What is wrong with a value that is not the default. The other values are not checked yet. */
  readonly check?: (value: string, values: Values) => string | undefined;
}

const oneOf = (...words: [string, ...string[]]): Field => ({
  byDefault: words[0],
  max: 20,
  check: (value) =>
    words.includes(value) ? undefined : `This is not known. Choose one of: ${words.join(", ")}.`,
});

/** On or off: `1` or nothing. */
const flag: Field = {
  byDefault: "",
  max: 5,
  check: (value) => (value === "1" ? undefined : "This is either on (1) or off."),
};

const text = (max: number, check?: Field["check"]): Field => ({
  byDefault: "",
  max,
  ...(check && { check }),
});

/** Control characters and line breaks have no place in a label. */
const label = text(80, (value) =>
  /\p{Cc}/u.test(value) ? "A label is one line of text without control characters." : undefined,
);

const colour = text(30, (value) =>
  /^(#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|[a-z]{3,20})$/i.test(value)
    ? undefined
    : "This is not a colour. Write it as #1a7f37, or by its name in CSS.",
);

/** Asked with any server, so that a wrong server does not hide a wrong id. */
function problemOfTarget(target: Readonly<Record<string, string>>): string | undefined {
  try {
    questionFor({ baseUrl: "https://lhc.example/", ...target }, {}, () => {});
    return undefined;
  } catch (error) {
    if (error instanceof LhcStatusError) return error.message;
    throw error;
  }
}

const STATES = ["online", "offline", "checking", "unknown"];

export const LANGUAGES = ["en", ...Object.keys(SCRIPT_LANGUAGES)].sort();

const PATH = /^(https:\/\/[\w.:-]+\/|\.{0,2}\/)?[\w./~-]+\.js(\?[\w.=&-]*)?$/;

export const FIELDS: Readonly<Record<FieldName, Field>> = {
  server: text(500, (value) => readServer(value).problem),
  whom: oneOf("anyone", "department", "user"),
  department: text(100, (department, { match }) =>
    problemOfTarget({ department, ...(match && { departmentMatch: match }) }),
  ),
  user: text(20, (user) => problemOfTarget({ user })),
  match: oneOf("explicit", "inclusive"),
  nobot: flag,
  nohours: flag,
  variant: oneOf("badge", "text", "dot", "button"),
  chat: oneOf("none", "link", "popup", "widget"),
  online: label,
  offline: label,
  checking: label,
  unknown: label,
  lang: text(10, (value) =>
    LANGUAGES.includes(value)
      ? undefined
      : `The script file has no labels in this language. Choose one of: ${LANGUAGES.join(", ")}, or write your own labels.`,
  ),
  hide: text(40, (value) =>
    value.split(" ").every((word) => STATES.includes(word))
      ? undefined
      : `Write any of: ${STATES.join(" ")}, separated by spaces.`,
  ),
  announce: flag,
  color: colour,
  background: colour,
  dot: colour,
  away: colour,
  corners: oneOf("round", "soft", "square"),
  size: oneOf("normal", "small", "large", "huge"),
  site: oneOf("html", "wordpress", "cms", "tag-manager", "react", "vue", "svelte", "angular", "npm"),
  file: text(300, (value) =>
    PATH.test(value)
      ? undefined
      : "This is not the address of a script. Write a path such as /lhc-status.js, or an address that begins with https://.",
  ),
  transport: oneOf("jsonp", "fetch"),
  fast: flag,
  csp: flag,
  sri: flag,
  nonce: text(100, (value) =>
    /^[\w+/=-]+$/.test(value)
      ? undefined
      : "A nonce consists of letters, digits and the characters + / = - _.",
  ),
};

/** In the order of the form. */
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export const DEFAULTS = Object.fromEntries(
  FIELD_NAMES.map((name) => [name, FIELDS[name].byDefault]),
) as Values;

/** Names what is wrong, and leaves it out: the settings are valid, whatever the values are. */
export function judge(values: Values): { settings: Values; problems: Problems } {
  const settings: Record<FieldName, string> = { ...DEFAULTS };
  const problems: Problems = {};
  // A department is checked with its match, so the checks see the values that were found valid before.
  const order: FieldName[] = ["match", ...FIELD_NAMES.filter((name) => name !== "match")];
  for (const name of order) {
    const { byDefault, max, check } = FIELDS[name];
    const value = values[name].trim();
    if (value === "" || value === byDefault) continue;
    const problem =
      value.length > max ? `This is too long. Use at most ${max} characters.` : check?.(value, settings);
    if (problem === undefined) settings[name] = value;
    else problems[name] = problem;
  }
  if (settings.whom === "department" && !settings.department) {
    problems.department ??= "Choose a department, or write its number.";
  }
  if (settings.whom === "user" && !settings.user) problems.user ??= "Write the operator's number.";
  // Of the two targets, only the chosen one counts.
  if (settings.whom !== "department") settings.department = "";
  if (settings.whom !== "user") settings.user = "";
  return { settings, problems };
}
