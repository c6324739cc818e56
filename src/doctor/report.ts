/** The report for people. */
import { styleText } from "node:util";
import { docsPage } from "../protocol/docs.ts";
import type { Preload } from "./embed-code.ts";
import type { Diagnosis } from "./examine.ts";
import type { Finding, Severity } from "./rules/finding.ts";

const LABELS = { ok: "ok  ", info: "note", warning: "WARN", error: "FAIL", skipped: "skip" } as const;
const COLOURS = { ok: "green", info: "cyan", warning: "yellow", error: "red", skipped: "gray" } as const;
const WORST_FIRST: readonly Severity[] = ["error", "warning", "info"];
const INDENT = "     ";

/** What a server sends must not move the cursor or change colours. */
const printable = (text: string): string => text.replaceAll(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "?");
const indented = (text: string): string => text.replaceAll(/\n(?!\n)/g, `\n${INDENT}`);

export interface ReportOptions {
  readonly verbose: boolean;
  readonly colours: boolean;
  /** What to paste into a page. Undefined if the badge does not work. */
  readonly embedCode: string | undefined;
  /** What the fast form adds. Undefined if `fetch` does not work. */
  readonly preload: Preload | undefined;
}

export function report(
  diagnosis: Diagnosis,
  { verbose, colours, embedCode, preload }: ReportOptions,
): string {
  const { findings } = diagnosis;
  const shown = verbose
    ? findings
    : WORST_FIRST.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const lines = [
    ...shown.map((finding) => lineOf(finding, colours)),
    summaryOf(diagnosis),
    ...(verbose ? policiesOf(diagnosis) : []),
    ...(embedCode === undefined ? [] : [`\n${embedCode}`]),
    ...(verbose && preload ? [`\n${preloadText(preload, diagnosis)}`] : []),
  ];
  return lines.join("\n");
}

function lineOf({ severity, code, title, seen, means, cure }: Finding, colours: boolean): string {
  const label = colours
    ? styleText(COLOURS[severity], LABELS[severity], { validateStream: false })
    : LABELS[severity];
  const text = [
    `${code}: ${severity === "ok" ? `${title}: ` : ""}${seen}`,
    ...(means === undefined ? [] : [INDENT + indented(means)]),
    ...(cure === undefined ? [] : [`${INDENT}-> ${indented(cure)}`]),
  ].join("\n");
  return `${label} ${printable(text)}`;
}

function policiesOf({ transports }: Diagnosis): string[] {
  if (!transports) return [];
  return Object.entries(transports).map(
    ([name, { works, policy }]) =>
      `${name}: ${works ? "works" : "does not work"}; a Content-Security-Policy needs: ${policy}`,
  );
}

const preloadText = ({ script, hash }: Preload, { transports }: Diagnosis): string =>
  "To show the first status one round trip sooner, put this line before that code.\n" +
  `A Content-Security-Policy then also needs: script-src ${hash}; ${transports?.fetch.policy}\n` +
  `<script>${script}</script>\nMore: ${docsPage("preload")}#what-to-know-before`;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

function summaryOf({ works, baseUrl, address, status, transports, findings }: Diagnosis): string {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const counts = [
    ...(count("error") > 0 ? [plural(count("error"), "error")] : []),
    ...(count("warning") > 0 ? [plural(count("warning"), "warning")] : []),
    ...(count("info") > 0 ? [plural(count("info"), "note")] : []),
  ];
  const suffix = counts.length > 0 ? `; ${counts.join(", ")}` : "";
  if (baseUrl === null)
    return `The badge does not work with ${printable(JSON.stringify(address.slice(0, 100)))}${suffix}.`;
  const ways = [...(transports?.jsonp.works ? ["JSONP"] : []), ...(transports?.fetch.works ? ["fetch"] : [])];
  if (ways.length === 0) return `The badge does not work with ${baseUrl}${suffix}.`;
  return works
    ? `The badge works with ${baseUrl} by ${ways.join(" and ")}: ${status}${suffix}.`
    : `The badge gets an answer from ${baseUrl} by ${ways.join(" and ")}, but it is not ready${suffix}.`;
}
