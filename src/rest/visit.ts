import {
  asBit,
  type ParameterTable,
  readId,
  readIds,
  readInteger,
  readOptions,
  readPriority,
  toLhcParameters,
} from "./input.ts";
import { pathSegment, unorderedPath, vidSegment } from "./path.ts";

/** A visit to a page or to a window of a program. All fields are optional. */
export interface Visit {
  /** The visitor's IP address. Default: the address of this program. */
  ip?: string | undefined;
  /** [dt] The title of the page. Stored only with `countPage`. */
  page?: string | undefined;
  /** [l] The address of the page. Stored only with `countPage`. */
  location?: string | undefined;
  /** [ua] The visitor's browser. Stored only with `countPage`. */
  userAgent?: string | undefined;
  /** The visitor's id, 21 to 50 characters. LHC creates an id if it is missing or shorter. */
  vid?: string | undefined;
  /** [count_page] Also count a page view. Default false, but `trackVisitor` counts one view. */
  countPage?: boolean | undefined;
  /** [tz] The visitor's UTC offset in whole hours. */
  timeZone?: number | undefined;
  /** The priority of a chat started from the message. */
  priority?: number | undefined;
  /** The id of an operator for that chat. */
  operator?: number | string | undefined;
  /** The id or alias of a theme for that chat. */
  theme?: number | string | undefined;
  /** The id of a survey for that chat. */
  survey?: number | string | undefined;
  /** One or more department ids. */
  department?: number | string | readonly (number | string)[] | undefined;
  /** [uactiv] Whether the visitor is active. */
  active?: boolean | undefined;
  /** Selects LHC's invitations for this identifier. */
  identifier?: string | undefined;
  /** [wopen] Whether the chat is open already. */
  widgetOpen?: boolean | undefined;
}

const form: ParameterTable<Visit> = {
  ip: "ip",
  dt: "page",
  l: "location",
  ua: "userAgent",
};

const path: ParameterTable<Visit> = {
  vid: ["vid", vidSegment],
  count_page: ["countPage", asBit],
  tz: ["timeZone", (name, value) => readInteger(name, value, -12, 14)],
  priority: ["priority", readPriority],
  operator: ["operator", readId],
  theme: ["theme", pathSegment],
  survey: ["survey", readId],
  department: ["department", readIds],
  uactiv: ["active", asBit],
  identifier: ["identifier", pathSegment],
  wopen: ["widgetOpen", asBit],
};

/**
 * LHC reads the address, the page and the browser from the form, and everything else from the path.
 * Source: LHC's modules/lhrestapi/chatcheckoperatormessage.php and its model of an online user.
 *
 * @throws LhcRestError `bad-request`
 */
export function visitRequest(visit: Visit): { path: string; form: Record<string, string | string[]> } {
  const given = readOptions(visit, [], form, path);
  return {
    path: `chatcheckoperatormessage${unorderedPath(toLhcParameters(given, path))}`,
    form: toLhcParameters(given, form),
  };
}

/** LHC replaces a shorter id with a new one on each request. */
export const isStableVid = (vid: string | undefined): vid is string => vid != null && vid.length > 20;
