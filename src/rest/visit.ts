import {
  asBit,
  type InputTable,
  readId,
  readIds,
  readInput,
  readInteger,
  readOptions,
  readPriority,
} from "./input.ts";
import { unorderedPath } from "../protocol/path.ts";
import { pathPart, vidPart } from "./path.ts";

/** A visit of somebody's to a page, or to a window of a program. All of it is optional. */
export interface Visit {
  /** The visitor's address. Default: that of the machine that runs this. */
  ip?: string | undefined;
  /** [dt] The title of the page. LHC keeps it with `countPage` alone. */
  page?: string | undefined;
  /** [l] The address of the page. LHC keeps it with `countPage` alone. */
  location?: string | undefined;
  /** [ua] The visitor's browser. LHC keeps it with `countPage` alone. */
  userAgent?: string | undefined;
  /** The visitor's id: 21 to 50 characters. Without one, or in place of a shorter one, LHC makes one. */
  vid?: string | undefined;
  /** [count_page] Count a page view, and do not just look for messages. Default false; `trackVisitor`: once. */
  countPage?: boolean | undefined;
  /** [tz] The visitor's time zone, whole hours east of Greenwich. */
  timeZone?: number | undefined;
  /** Of a chat that is started from the message. */
  priority?: number | undefined;
  /** LHC's id of an operator, for that chat. */
  operator?: number | string | undefined;
  /** LHC's id or alias of a theme, for that chat. */
  theme?: number | string | undefined;
  /** LHC's id of a survey, for that chat. */
  survey?: number | string | undefined;
  /** LHC's id of a department, or a list. */
  department?: number | string | readonly (number | string)[] | undefined;
  /** [uactiv] Whether the visitor is active. */
  active?: boolean | undefined;
  /** For LHC's invitations that are meant for one identifier. */
  identifier?: string | undefined;
  /** [wopen] Whether the chat is open already. */
  widgetOpen?: boolean | undefined;
}

const form: InputTable<Visit> = {
  ip: "ip",
  dt: "page",
  l: "location",
  ua: "userAgent",
};

const path: InputTable<Visit> = {
  vid: ["vid", vidPart],
  count_page: ["countPage", asBit],
  tz: ["timeZone", (name, value) => readInteger(name, value, -12, 14)],
  priority: ["priority", readPriority],
  operator: ["operator", readId],
  theme: ["theme", pathPart],
  survey: ["survey", readId],
  department: ["department", readIds],
  uactiv: ["active", asBit],
  identifier: ["identifier", pathPart],
  wopen: ["widgetOpen", asBit],
};

/**
 * LHC reads only the address, the page and the browser from the form, all else from the path.
 * Source: LHC's modules/lhrestapi/chatcheckoperatormessage.php and its model of an online user.
 *
 * @throws LhcRestError `bad-request`
 */
export function visitRequest(visit: Visit): { path: string; form: Record<string, string | string[]> } {
  const given = readOptions(visit, [], form, path);
  return {
    path: `chatcheckoperatormessage${unorderedPath(readInput(given, path))}`,
    form: readInput(given, form),
  };
}

/** Whether LHC keeps an id. In place of a shorter one it makes a new one each time. */
export const isKeptVid = (vid: string | undefined): vid is string => vid != null && vid.length > 20;
