/** Generates a line for each cell of a run, and docs/faults.md. */
import { type Engine, ENGINES, type Group, type Row, type Transport } from "./row.ts";
import { type Cell, cellsOf } from "./site.ts";

export function lineOf({ engine, transport, row, expected, seen, faults }: Cell): string {
  const begin = `${engine.padEnd(8)} ${transport.padEnd(5)} ${row.name}:`;
  if (typeof expected === "object") return `  --  ${begin} not testable here, because ${expected.cannot}`;
  if (!faults) return `NONE  ${begin} no verdict, because the page never finished`;
  if (faults.length > 0) return `FAIL  ${begin} ${faults.join("; ")}`;
  return `  ok  ${begin} ${seen!.verdict}`;
}

const NAMES: Record<Engine, string> = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" };

const INTRODUCTION = `# Faults: what can go wrong, and what a visitor sees

\`npm run test:faults\` provokes each of these faults in Chromium, Firefox and WebKitGTK
([not Safari](compatibility.md#browsers)), with both transports.

The badge shows 'online' or 'offline' only if the server has answered so. If the first question fails, it shows
**unknown**. If a later question fails, it keeps the last answer for five minutes (or three intervals, if that is
longer). No error reaches the page's \`window.onerror\`, and the page's load event is never delayed. When the badge is
removed, it leaves no frame, connection, timer or global behind (except globals that the server's own script creates, see
below). The badge keeps asking with an exponential back-off, and every 15 minutes after three failures of a server that
has never answered the page.

To find your fault, read \`document.querySelector("lhc-status").error.code\`. [Errors](errors.md) explains each code.
If a cell has one outcome, it is the same in all three engines.

- **online, by fetch**: the script failed, and the \`fetch\` that is tried once per server succeeded.
- _timeout_ occurs after \`timeout\` seconds (default 8).
`;

/** The text of docs/faults.md. It lists the expected outcomes; `npm run test:faults` fails if an engine differs. */
export function report(groups: readonly Group[]): string {
  const parts = groups.map((group) => `## ${group.title}\n\n${groupOf(group)}`);
  return `${INTRODUCTION}\n${parts.join("\n")}`;
}

function groupOf({ text, rows }: Group): string {
  const cells = ENGINES.flatMap((engine) => cellsOf(engine, rows));
  const reasons = new Map<string, string[]>();
  const lines = rows.map((row) => {
    const own = cells.filter((cell) => cell.row === row);
    const [jsonp, fetch] = (["jsonp", "fetch"] as const).map((transport) =>
      outcome(own.filter((cell) => cell.transport === transport)),
    );
    for (const reason of reasonsOf(row)) reasons.set(reason, [...(reasons.get(reason) ?? []), row.name]);
    return `| ${[row.name, jsonp, fetch, row.remedy].map(escaped).join(" | ")} |\n`;
  });
  const table = `| fault | by script (\`jsonp\`) | by \`fetch\` | what to do |\n|---|---|---|---|\n${lines.join("")}`;
  const notes = [...reasons].map(([reason, names]) => `- ${names.join("; ")}: ${reason}.\n`);
  return [
    ...(text === undefined ? [] : [`${text}\n`]),
    table,
    ...(notes.length > 0 ? [`Why the engines differ:\n\n${notes.join("")}`] : []),
  ].join("\n");
}

function reasonsOf(row: Row): Set<string> {
  const reasons = new Set<string>();
  for (const expected of Object.values(row.expect)) {
    if (typeof expected === "string") continue;
    if ("why" in expected) reasons.add(expected.why);
    for (const one of "why" in expected ? ENGINES.map((engine) => expected[engine]) : [expected])
      if (typeof one === "object") reasons.add(`not tested in every engine, because ${one.cannot}`);
  }
  return reasons;
}

/** The outcome of most engines first, then the exceptions. */
function outcome(cells: readonly Cell[]): string {
  const byWords = new Map<string, Engine[]>();
  for (const cell of cells) {
    const words = wordsOf(cell);
    byWords.set(words, [...(byWords.get(words) ?? []), cell.engine]);
  }
  const [most, ...others] = [...byWords].sort(([, a], [, b]) => b.length - a.length);
  if (others.length === 0) return most![0];
  return [most!, ...others]
    .map(([words, engines]) => `${engines.map((engine) => NAMES[engine]).join(", ")}: ${words}`)
    .join("<br>");
}

function wordsOf({ expected, transport }: Cell): string {
  if (typeof expected === "object") return "not tested";
  const [status = "", code = "", asks = ""] = expected.split(" ");
  if (code !== "-") return `**${status}**, \`${code}\``;
  return `**${status}**${isByFetch(transport, asks) ? ", by fetch" : ""}`;
}

const isByFetch = (transport: Transport, asks: string): boolean => transport === "jsonp" && asks === "SF";

const escaped = (text: string | undefined): string =>
  (text ?? "").replaceAll("|", "\\|").replaceAll(/<(?!br>)/g, "&lt;");
