import { STATES, type Status } from "../protocol/status.ts";
import { attributeName, DEPARTMENT_MATCHES, type Target } from "../protocol/target.ts";
import { DEFAULT_TIMEOUT_SECONDS } from "./deadline.ts";
import { warn } from "./warn.ts";

export const DEFAULT_INTERVAL = 60;
/** LHC needs up to 300 s to notice that an operator has left, so polling more often gains nothing. */
export const MIN_INTERVAL = 30;
/** One day. Browser timers overflow at 25 days. */
const MAX_SECONDS = 86_400;

/**
 * How a setting is read: its built-in default, and a reader of given values. An invalid value becomes `fallback`, with a
 * warning that names the attribute `name`.
 */
type Setting<T> = readonly [builtIn: T, read: (value: unknown, name: string, fallback: T) => T];

const isGiven = (value: unknown): boolean => value != null && value !== "";

const shown = (value: unknown): string => String(value).slice(0, 40);

const text: Setting<string | number | null> = [null, (value) => value as string | number];

const url = text as Setting<string | URL | null>;

/** Frameworks write `attribute="false"`. */
export const isTrue = (value: unknown): boolean => value != null && value !== false && value !== "false";

const flag: Setting<boolean> = [false, isTrue];

const words = <T extends string>(allowed: readonly [T, ...T[]]): Setting<T> => [
  allowed[0],
  (value, name, fallback) => {
    if (allowed.includes(value as T)) return value as T;
    warn(
      `${name}="${shown(value)}" is not valid, so "${fallback}" is used. Write one of: ${allowed.join(", ")}.`,
    );
    return fallback;
  },
];

/** A list may be separated by spaces, commas or both. */
export const listOf = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean);

const states: Setting<readonly Status[]> = [
  [],
  (value, name) =>
    listOf(String(value)).filter((word): word is Status => {
      const isState = STATES.includes(word as Status);
      if (!isState) warn(`${name}="${shown(word)}" is not a state. Write any of: ${STATES.join(" ")}.`);
      return isState;
    }),
];

const seconds = (builtIn: number, least: number, mayBeZero = false): Setting<number> => [
  builtIn,
  (value, name, fallback) => {
    const given = String(value).trim() ? Number(value) : NaN;
    const nearest = Math.min(Math.max(given, least), MAX_SECONDS);
    if (given === nearest || (mayBeZero && given === 0)) return given;
    const used = given > 0 ? nearest : fallback;
    warn(
      `${name}="${shown(value)}" is not valid, so ${used} is used. Write seconds, from ${least} to ${MAX_SECONDS}.`,
    );
    return used;
  },
];

/** The first word of each list is the default. */
const TRANSPORTS = ["jsonp", "fetch"] as const;
/** Who else may use an answer: the site's open tabs; also the next page in the same tab; nobody. */
const SHARES = ["tabs", "session", "page"] as const;
const VARIANTS = ["badge", "text", "dot", "button"] as const;
/** What a click does: nothing; follow a link to LHC's chat; open it in a popup; open LHC's own widget in this page. */
const CHATS = ["none", "link", "popup", "widget"] as const;
const LOADINGS = ["eager", "lazy"] as const;

/** `jsonp` uses a callback script and works with every LHC; `fetch` runs no foreign code and needs CORS. */
export type Transport = (typeof TRANSPORTS)[number];
export type Share = (typeof SHARES)[number];
export type Variant = (typeof VARIANTS)[number];
export type ChatMode = (typeof CHATS)[number];
export type Loading = (typeof LOADINGS)[number];

/** Whose status to ask for. Does not compile if a key is missing. */
const TARGET_SETTINGS = {
  baseUrl: url,
  department: text,
  user: text,
  departmentMatch: words(DEPARTMENT_MATCHES),
  excludeBot: flag,
  includeUsers: flag,
  ignoreUserStatus: flag,
  excludeOnlineHours: flag,
} satisfies Record<keyof Target, unknown>;

/** What a watch depends on. */
const WATCH_SETTINGS = {
  ...TARGET_SETTINGS,
  interval: seconds(DEFAULT_INTERVAL, MIN_INTERVAL, true),
  timeout: seconds(DEFAULT_TIMEOUT_SECONDS, 0.1),
  transport: words(TRANSPORTS),
  share: words(SHARES),
  paused: flag,
};

/** How each setting is read, for the element, `data-lhc-*` in content, `watchStatus` and the script tag. */
const SETTINGS = {
  ...WATCH_SETTINGS,
  labelOnline: text,
  labelOffline: text,
  labelChecking: text,
  labelUnknown: text,
  variant: words(VARIANTS),
  hideWhen: states,
  announce: flag,
  chat: words(CHATS),
  chatDepartment: text,
  chatOperator: text,
  chatTheme: text,
  chatLang: text,
  loading: words(LOADINGS),
};

export const TARGET_KEYS = Object.keys(TARGET_SETTINGS) as (keyof typeof TARGET_SETTINGS)[];
export const WATCH_KEYS = Object.keys(WATCH_SETTINGS) as (keyof typeof WATCH_SETTINGS)[];

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [K in SettingName]: (typeof SETTINGS)[K][0] };
/** Settings as the author wrote them. null, undefined and "" mean "not given". */
export type Given = { readonly [K in SettingName]?: unknown };

/** The settings that can have a page-wide default. */
export const DEFAULT_NAMES = [
  "baseUrl",
  "transport",
  "share",
  "interval",
  "timeout",
  "departmentMatch",
  "variant",
  "chat",
] as const satisfies SettingName[];

export type DefaultSettings = {
  [K in Exclude<(typeof DEFAULT_NAMES)[number], "baseUrl">]?: Settings[K] | undefined;
};

const ENTRIES = Object.entries(SETTINGS) as [SettingName, Setting<unknown>][];

const BUILT_IN = Object.fromEntries(ENTRIES.map(([name, [builtIn]]) => [name, builtIn]));

/** The last result. Most elements of a page have equal settings and share this object. */
let last: Record<string, unknown> = {};

/**
 * Validated settings: the given value, else the page's default, else the built-in default. Settings equal to the last
 * result are that object.
 */
export function readSettings(given: Given, defaults: Given): Settings {
  if (given !== last) {
    const settings = { ...BUILT_IN };
    for (const source of [defaults, given]) {
      for (const [name, [, read]] of ENTRIES) {
        if (isGiven(source[name])) settings[name] = read(source[name], attributeName(name), settings[name]);
      }
    }
    if (ENTRIES.some(([name]) => settings[name] !== last[name])) last = settings;
  }
  return last as Settings;
}
