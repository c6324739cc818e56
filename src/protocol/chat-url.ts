/** The chat that a visitor opens. */
export interface Chat {
  /** If the department has an alias, use the alias: LHC ignores its number then. */
  department?: string | number | null | undefined;
  operator?: string | number | null | undefined;
  theme?: string | number | null | undefined;
  /** LHC's site access for a language, such as `lit`. */
  lang?: string | number | null | undefined;
  /** Show the offline message form. Without it, an offline chat shows only that it is unavailable. */
  leaveMessage?: boolean | undefined;
}

/** A value as segments of LHC's path, one per list item. A segment of dots would change the path. */
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
  const path = [...parts(lang), "chat", "start"];
  const parameters = { department, operator, theme, leaveamessage: leaveMessage ? "true" : "" };
  for (const [name, value] of Object.entries(parameters)) {
    const values = parts(value);
    if (values.length) path.push(`(${name})`, ...values);
  }
  url.pathname += path.join("/");
  return url.href;
}
