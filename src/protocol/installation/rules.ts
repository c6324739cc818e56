/** The rules by which an installation is judged: one list for the command line, the demo's page, and the docs. */
import { callback, json, jsonp } from "./answer-rules.ts";
import { caching } from "./caching.ts";
import {
  compression,
  fast,
  https,
  httpStatus,
  inTime,
  noFirewall,
  noHtml,
  noMaintenance,
  noRedirect,
  reachable,
  widgetEndpoint,
} from "./connection-rules.ts";
import type { Facts } from "./facts.ts";
import type { Finding, Verdict } from "./finding.ts";
import { contentType, corp, cors, noCookie, nosniff } from "./header-rules.ts";
import { departmentExists, departmentMatch, ids, userExists } from "./target-rules.ts";

export interface Rule {
  /** Stable: it may be linked to. */
  readonly code: string;
  /** What holds if all is well. */
  readonly title: string;
  readonly judge: (facts: Facts) => Verdict;
}

export const RULES: readonly Rule[] = [
  { code: "ids", title: "Department and operator are named by ids", judge: ids },
  { code: "https", title: "Pages of https may ask", judge: https },
  { code: "reachable", title: "The server answers", judge: reachable },
  { code: "in-time", title: "Answers come in time", judge: inTime },
  { code: "no-redirect", title: "The base URL leads straight to LHC's API", judge: noRedirect },
  { code: "no-firewall", title: "No firewall or CDN stands in the way", judge: noFirewall },
  { code: "no-maintenance", title: "LHC works", judge: noMaintenance },
  { code: "http-status", title: "The HTTP status is 200", judge: httpStatus },
  { code: "no-html", title: "No web page comes in place of an answer", judge: noHtml },
  { code: "compression", title: "Answers can be unpacked", judge: compression },
  { code: "json", title: "LHC answers with true or false", judge: json },
  { code: "jsonp", title: "A callback gets its answer", judge: jsonp },
  { code: "callback", title: "The callback is called by its name", judge: callback },
  { code: "widget-endpoint", title: "The widget's own question can be asked", judge: widgetEndpoint },
  { code: "cors", title: "Pages of other origins may read answers", judge: cors },
  { code: "nosniff", title: "Callback scripts may run", judge: nosniff },
  { code: "content-type", title: "Answers have the type of JSON or of a script", judge: contentType },
  { code: "corp", title: "Answers may be embedded by other origins", judge: corp },
  { code: "no-cookie", title: "No cookie is set", judge: noCookie },
  { code: "caching", title: "No cache keeps a status for more than 30 s", judge: caching },
  { code: "fast", title: "Answers take less than a second", judge: fast },
  { code: "user-exists", title: "The operator is known to LHC", judge: userExists },
  { code: "department-exists", title: "The department is known to LHC", judge: departmentExists },
  { code: "department-match", title: "Both ways to ask for the department agree", judge: departmentMatch },
];

/** What each rule says, in the order of the list. Never throws on what a server sent. */
export function judgeInstallation(facts: Facts): Finding[] {
  return RULES.map(({ code, title, judge }) => ({ code, title, ...judge(facts) }));
}
