/** Markup by authors, by its name in docs/cms.md. */
export const WAYS: Readonly<Record<string, string>> = {
  "a link with a class": `<a class="lhc-status" href="https://chat.example.com/chat/start" data-lhc-department="3">Chat with us</a>`,
  "a `span` with a class": `<span class="lhc-status" data-lhc-department="3">Chat with us</span>`,
  "a `div` with a class": `<div class="lhc-status">Chat with us</div>`,
  "a plain link": `<a href="https://chat.example.com/chat/start/(department)/3#lhc-status">Chat with us</a>`,
  "`data-lhc-show`": `<p data-lhc-show="online">We are here</p>`,
  "`data-lhc-show` on a form": `<form data-lhc-show="offline unknown"></form>`,
  "`data-lhc-text`": `<b data-lhc-text data-lhc-label-online="Chat now">Write to us</b>`,
  "`<lhc-status>`": `<lhc-status department="3">Chat with us</lhc-status>`,
};

/** Describes what a sanitizer keeps of the markup. */
function survival(markup: string, sanitized: string): string {
  const mark = /\bclass="lhc-status"|#lhc-status"|\bdata-lhc-(?:show|text)\b|<lhc-status\b/;
  if (!mark.test(sanitized)) return "no";
  const lost = (markup.match(/data-lhc-[\w-]+/g) ?? []).filter((name) => !sanitized.includes(name));
  return lost.length > 0 ? `without ${lost.map((name) => `\`${name}\``).join(", ")}` : "yes";
}

/** A column of the table, with a cell for each of {@link WAYS}. */
export const column = (sanitized: string[]): string[] =>
  Object.values(WAYS).map((way, i) => survival(way, sanitized[i]!));

/** Generates the table of docs/cms.md from the sanitizers' output for {@link WAYS}. */
export function cmsTable(dompurify: string[], sanitizeHtml: string[]): string {
  const columns = [Object.keys(WAYS), column(dompurify), column(sanitizeHtml)];
  const rows = columns[0]!.map((_name, i) => `| ${columns.map((cells) => cells[i]).join(" | ")} |`);
  return ["| what the author writes | DOMPurify | sanitize-html |", "| --- | --- | --- |", ...rows].join(
    "\n",
  );
}

/** DOMPurify's column of the table in docs/cms.md. */
export function dompurifyColumn(guide: string): string[] {
  const [, table = ""] = /<!-- generated:sanitizers -->([^]*?)<!-- \/generated -->/.exec(guide) ?? [];
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((row) => row.split("|")[2]!.trim());
}
