/** The figures of the home page, read from docs/performance.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project-files.ts";

export interface Figures {
  /** Kilobytes after brotli, as text. */
  readonly badge: string;
  readonly widget: string;
  /** The badge's size in percent of the widget's. */
  readonly percent: number;
  readonly widgetRequests: string;
  readonly widgetTotal: string;
}

const number = (text: string): number => Number(text.replaceAll(",", ""));
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(0);

export function readFigures(): Figures {
  const page = readFileSync(join(root, "docs/performance.md"), "utf8");
  const find = (pattern: RegExp): string[] => {
    const found = pattern.exec(page);
    if (!found)
      throw new Error(
        `docs/performance.md does not match ${String(pattern)}. Correct site/build/figures.ts.`,
      );
    return found.slice(1);
  };
  const [badge = ""] = find(/^\| dist\/lhc-status\.js \|[^|]+\|[^|]+\| ([\d,]+) \|/m);
  const [widget = ""] = find(/^\| LHC's own widget, recorded \|[^|]*\|[^|]*\| ([\d,]+) \|/m);
  const [requests = "", total = ""] = find(/(\d+) requests and ([\d,]+) B in\s+total/);
  return {
    badge: kilobytes(number(badge)),
    widget: kilobytes(number(widget)),
    percent: Math.round((100 * number(badge)) / number(widget)),
    widgetRequests: requests,
    widgetTotal: kilobytes(number(total)),
  };
}
