/** chatcheckoperatormessage: logs a visitor and returns an operator's message, if any. */
import type { Call, View } from "../call.ts";
import type { Visitor } from "../conversation.ts";
import { bytesToUtf8, toInt } from "../php.ts";
import { noStore } from "../reply.ts";
import { unorderedParameter, type Route } from "../route.ts";
import { CLIENT_IP, endpoint, nameSupport, NESTED, nextId, seconds, textOf, userById } from "./endpoint.ts";

/** `/(name)/value`; empty if it is missing. */
const parameterOf = ({ parameters }: Route, name: string): string =>
  bytesToUtf8(unorderedParameter(parameters, name)?.[0] ?? "");

const check = endpoint(NESTED, (call) => {
  const { installation, route, form } = call;
  const ip = textOf(form, "ip") ?? CLIENT_IP;
  if (installation.settings.ignorableIps?.includes(ip))
    return { error: false, result: { action: "disable_check" } };
  const visitor = visitorOf(call);
  visitor.ip = ip;
  visitor.lastVisit = seconds(call);
  if (parameterOf(route, "count_page") === "1") visitor.pages = (visitor.pages ?? 0) + 1;
  return { error: false, result: { action: "continue", vid: visitor.vid, ...readMessage(call, visitor) } };
});

const chatcheckoperatormessage: View = (call) => {
  const { response, now } = call;
  const eightHours = 8 * 60 * 60 * 1000;
  response.header("P3P", 'CP="IDC DSP COR ADM DEVi TAIi PSA PSD IVAi IVDi CONi HIS OUR IND CNT"');
  response.header("Expires", "Sat, 26 Jul 1997 05:00:00 GMT");
  response.header("Last-Modified", new Date(now + eightHours).toUTCString());
  noStore(call, "no-store, no-cache, must-revalidate");
  check(call);
};

/** The visitor in the path. A vid that is too short is replaced. */
export function visitorOf(call: Call): Visitor {
  const visitors = (call.installation.visitors ??= []);
  const vid = parameterOf(call.route, "vid");
  const known = visitors.find((one) => one.vid === vid);
  if (known) return known;
  const visitor: Visitor = {
    id: nextId(visitors),
    vid: vid.length <= 20 ? call.random(16).toString("hex") : vid.slice(0, 50),
  };
  visitors.push(visitor);
  return visitor;
}

/** Repeated until a chat is started. */
function readMessage({ installation, route }: Call, visitor: Visitor) {
  const { operatorMessage: message = "", operatorUser, messageSeen, vid } = visitor;
  if (message === "" || messageSeen) return {};
  const operator = userById(installation, operatorUser);
  const departments = unorderedParameter(route.parameters, "department")?.map(toInt);
  const url_append = `${departments ? `/(department)/${departments.join("/")}` : ""}/(vid)/${vid}`;
  return {
    action: "read_message",
    args: { name_support: operator ? nameSupport(operator) : null, message, url_append },
  };
}

export const visitorViews: Record<string, View> = { chatcheckoperatormessage };
