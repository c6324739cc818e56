/** chatcheckoperatormessage: logs a visitor of a page and says whether an operator has written to them. */
import type { Call, View } from "../call.ts";
import type { Visitor } from "../conversation.ts";
import { bytesToUtf8, isNumeric, jsonEncode, toInt } from "../php.ts";
import { noStore, output } from "../reply.ts";
import { unorderedParameter, type Route } from "../route.ts";
import { CLIENT_IP } from "./auth.ts";
import { endpoint, NESTED } from "./endpoint.ts";
import { parameterOf, textOf } from "./input.ts";
import { chatById, nameSupport, userById } from "./records.ts";
import { trackVisitor } from "./track-visitor.ts";

const chatcheckoperatormessage: View = (call) => {
  const { response, now } = call;
  const eightHours = 8 * 60 * 60 * 1000;
  response.header("P3P", 'CP="IDC DSP COR ADM DEVi TAIi PSA PSD IVAi IVDi CONi HIS OUR IND CNT"');
  response.header("Expires", "Sat, 26 Jul 1997 05:00:00 GMT");
  response.header("Last-Modified", new Date(now + eightHours).toUTCString());
  noStore(call, "no-store, no-cache, must-revalidate");
  check(call);
};

const check = endpoint(NESTED, (call) => {
  const { installation, route, form, random, response } = call;
  const { ignorableIps = [], trackVisitors = true, availableFor } = installation.settings;
  const ip = textOf(form, "ip") ?? CLIENT_IP;
  const disableCheck = { error: false, result: { action: "disable_check" } };
  if (ignorableIps.includes(ip)) return disableCheck;

  const given = parameterOf(route, "vid");
  // Short enough to be replaced by LHC's own kind at once.
  const vid = given === "" && trackVisitors ? random(10).toString("hex") : given;
  const departments = unorderedParameter(route.parameters, "department")?.map(toInt);
  const isPageView = toInt(parameterOf(route, "count_page")) === 1;
  const visitor = trackVisitor(call, { vid, ip, departments, isPageView, isCheck: true });

  // LHC forgets to stop here: what follows is a second JSON object.
  if (availableFor && !availableFor.includes(visitor?.country ?? "")) {
    response.body += jsonEncode({ error: false, result: { vid, action: "disable_check" } });
  }
  if (!visitor) return disableCheck;
  const pending = readMessage(call, visitor, vid) ?? reopenChat(call, visitor);
  // `callback` and `format` are ignored where there is something to do.
  if (pending) response.body += jsonEncode({ error: false, result: { vid: visitor.vid, ...pending } });
  else output(call, { error: false, result: { action: "continue", vid: visitor.vid } });
});

function readMessage({ installation, route }: Call, visitor: Visitor, vid: string) {
  const { operatorMessage: message = "", operatorUser, messageSeen } = visitor;
  if (message === "" || messageSeen) return undefined;
  const operator = userById(installation, operatorUser);
  const name_support = operator ? nameSupport(operator) : null;
  return { action: "read_message", args: { name_support, message, url_append: urlAppend(route, vid) } };
}

/** What the link into the chat ends with. There are no themes here, and an unknown one is left out. */
function urlAppend(route: Route, vid: string): string {
  const departments = unorderedParameter(route.parameters, "department")?.map(toInt);
  const number = (name: string): string | undefined => {
    const value = parameterOf(route, name);
    return isNumeric(value) ? String(toInt(value)) : undefined;
  };
  const parts = {
    department: departments?.join("/"),
    operator: number("operator"),
    priority: number("priority"),
    ua: unorderedParameter(route.parameters, "ua")?.map(bytesToUtf8).join("/"),
    survey: number("survey"),
    vid,
  };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => `/(${name})/${value}`).join("");
}

function reopenChat({ installation }: Call, visitor: Visitor) {
  const chat = visitor.reopenChat ? chatById(installation, visitor.chat ?? 0) : undefined;
  if (chat?.visitorStatus !== 2) return undefined;
  return { action: "reopen_chat", args: { chat_id: chat.id, hash: chat.hash ?? "" } };
}

export const visitorViews: Record<string, View> = { chatcheckoperatormessage };
