/** Compares the script's size with others. `npm run size` shows the other entry points. */
import { bareElement } from "../scripts/lib/bare-element.ts";
import { SCRIPT_BUDGET, weigh, type Weight } from "../scripts/lib/weigh.ts";
import { shippedScript } from "./shipped-script.ts";
import type { Findings, Run } from "./part.ts";
import { snippet } from "./snippet.ts";

/** LHC's own widget on a page, recorded from a real server: bytes after brotli. */
const WIDGET = { files: 5, script: 186_916, requests: 15, page: 220_664 };

export async function size({ progress }: Run): Promise<Findings> {
  progress("size: building");
  const ours = weigh(shippedScript());
  const bare = weigh(await bareElement());
  const byHand = weigh(snippet("https://chat.example.com"));
  const number = (bytes: number): string => bytes.toLocaleString("en");
  const row = (name: string, { raw, gzip, brotli }: Weight): string[] => [
    name,
    number(raw),
    number(gzip),
    number(brotli),
    (brotli / ours.brotli).toFixed(2),
  ];
  return {
    title: "Size",
    method: [
      "All are built and compressed in this run (gzip 9, brotli 11), except LHC's own widget. Its cost to a page " +
        `was recorded on a real server: ${WIDGET.files} script files; ${WIDGET.requests} requests and ` +
        `${number(WIDGET.page)} B in total. The bare LitElement renders a text and does nothing else; it is built like ` +
        "the script.",
    ],
    tables: [
      {
        title: "Bytes of script",
        head: ["", "raw", "gzip", "brotli", "ratio to lhc-status"],
        rows: [
          row("dist/lhc-status.js", ours),
          row("a bare LitElement", bare),
          row("the snippet, inline", byHand),
          [
            "LHC's own widget, recorded",
            "",
            "",
            number(WIDGET.script),
            (WIDGET.script / ours.brotli).toFixed(1),
          ],
        ],
      },
    ],
    charts: [
      {
        name: "size",
        title: "Script per page",
        unit: "kB, brotli",
        kind: "bars",
        categories: ["snippet", "bare LitElement", "lhc-status", "LHC's own widget"],
        series: [
          {
            name: "kB",
            values: [byHand.brotli, bare.brotli, ours.brotli, WIDGET.script].map((bytes) => bytes / 1000),
          },
        ],
      },
    ],
    verdicts: [
      {
        what: `size: dist/lhc-status.js is ${number(ours.brotli)} B after brotli, budget ${number(SCRIPT_BUDGET)}`,
        isMet: ours.brotli <= SCRIPT_BUDGET,
        isEnforced: true,
      },
    ],
  };
}
