/** All rules of the server check, for the command line, the demo page and the docs. */
import { address, publicAddress } from "./address-rules.ts";
import { callback, json, jsonp } from "./answer-rules.ts";
import { authorization, credentials } from "./authorization.ts";
import { caching } from "./caching.ts";
import { certificate } from "./certificate.ts";
import { compression, fast, https, inTime, reachable, widgetEndpoint } from "./connection-rules.ts";
import { noRedirect } from "./redirect-rules.ts";
import { httpStatus, noFirewall, noHtml, noMaintenance } from "./status-rules.ts";
import { consistent, edgeCache } from "./edge.ts";
import type { Facts } from "./facts.ts";
import type { Finding, Verdict } from "./finding.ts";
import { contentType, corp, cors, noCookie, nosniff } from "./header-rules.ts";
import { departmentExists, departmentMatch, ids, userExists } from "./target-rules.ts";
import { listed, people, whyOffline } from "./who-counts.ts";

export interface Rule {
  /** Stable, so that it can be linked to. */
  readonly code: string;
  /** What the rule expects. */
  readonly title: string;
  readonly judge: (facts: Facts) => Verdict;
}

export const RULES: readonly Rule[] = [
  { code: "address", title: "The address is LHC's base URL", judge: address },
  { code: "ids", title: "Department and operator are given as ids", judge: ids },
  { code: "https", title: "The server can be asked from https: pages", judge: https },
  { code: "public-address", title: "Visitors can reach the server", judge: publicAddress },
  { code: "certificate", title: "The certificate does not expire soon", judge: certificate },
  { code: "reachable", title: "The server responds", judge: reachable },
  { code: "in-time", title: "Responses arrive before the timeout", judge: inTime },
  { code: "no-redirect", title: "The base URL reaches LHC's API without a redirect", judge: noRedirect },
  { code: "no-firewall", title: "No firewall or CDN blocks requests", judge: noFirewall },
  { code: "no-maintenance", title: "LHC is not in maintenance mode", judge: noMaintenance },
  { code: "http-status", title: "The HTTP status is 200", judge: httpStatus },
  { code: "no-html", title: "Responses are not web pages", judge: noHtml },
  { code: "compression", title: "Responses can be decompressed", judge: compression },
  { code: "json", title: "LHC answers with true or false", judge: json },
  { code: "jsonp", title: "JSONP responses call a callback", judge: jsonp },
  { code: "callback", title: "JSONP responses call the requested callback", judge: callback },
  { code: "widget-endpoint", title: "The endpoint of LHC's own widget is available", judge: widgetEndpoint },
  { code: "cors", title: "Pages on other origins can read responses", judge: cors },
  { code: "nosniff", title: "nosniff does not block JSONP scripts", judge: nosniff },
  { code: "content-type", title: "The Content-Type is JSON or JavaScript", judge: contentType },
  { code: "corp", title: "Pages on other origins can load JSONP scripts", judge: corp },
  { code: "no-cookie", title: "Responses set no cookies", judge: noCookie },
  { code: "caching", title: "No cache stores a status for more than 30 s", judge: caching },
  { code: "edge-cache", title: "Caches between visitors and LHC are known", judge: edgeCache },
  { code: "consistent", title: "Equal questions get equal headers", judge: consistent },
  { code: "fast", title: "Responses take less than a second", judge: fast },
  { code: "user-exists", title: "The operator exists in LHC", judge: userExists },
  { code: "department-exists", title: "The department exists in LHC", judge: departmentExists },
  {
    code: "department-match",
    title: "Both department-match modes give the same answer",
    judge: departmentMatch,
  },
  { code: "listed", title: "LHC offers the department to visitors", judge: listed },
  { code: "people", title: "An operator keeps the department online", judge: people },
  { code: "why-offline", title: "What is asked for is online", judge: whyOffline },
  { code: "authorization", title: "The Authorization header reaches LHC", judge: authorization },
  { code: "credentials", title: "The credentials allow the REST calls", judge: credentials },
];

/** The finding of each rule, in the order of `RULES`. Never throws, whatever the server sent. */
export function judgeInstallation(facts: Facts): Finding[] {
  return RULES.map(({ code, title, judge }) => ({ code, title, ...judge(facts) }));
}
