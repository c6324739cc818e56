import { unorderedPath } from "./path.ts";

/** Which chat a visitor is led to. */
export interface Chat {
  /** LHC drops the number of a department that has an alias: such a one must be given by its alias. */
  department?: string | number | null | undefined;
  operator?: string | number | null | undefined;
  theme?: string | number | null | undefined;
  /** LHC's site access for a language, such as `lit`. */
  lang?: string | number | null | undefined;
  /** Lead to the form for a message. Without, a visitor reads only that the chat is unavailable, when it is offline. */
  leaveMessage?: boolean | undefined;
}

/** A value as a part of LHC's path: a list has one part each. A part of dots would lead out of its place. */
const parts = (value: string | number | null | undefined): string[] =>
  String(value ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => /[^.]/.test(part))
    .map(encodeURIComponent);

/**
 * The address of LHC's chat page. Source: LHC's path syntax, `(name)/value/value`, and its `chat/start`.
 *
 * @param base an installation as `resolveBaseUrl` gives it
 */
export function chatUrl(base: URL, { department, operator, theme, lang, leaveMessage }: Chat): string {
  const url = new URL(base);
  const given = Object.entries({ department, operator, theme, leaveamessage: leaveMessage ? "true" : "" })
    .map(([name, value]) => [name, parts(value)] as const)
    .filter(([, path]) => path.length);
  url.pathname += [...parts(lang), "chat", "start"].join("/") + unorderedPath(Object.fromEntries(given));
  return url.href;
}
