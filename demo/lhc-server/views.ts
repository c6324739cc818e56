/** What LHC's modules do, by module and view. A view writes to the response; what goes wrong it throws. */
import type { Call, View } from "./call.ts";
import { chatPage } from "./chat-page.ts";
import { departmentList } from "./department-list.ts";
import {
  connect,
  isAnyDepartmentOnline,
  isDepartmentOnline,
  isSiteOnline,
  isUserOnline,
  type Flags,
} from "./online.ts";
import { formatted, type Value } from "./output.ts";
import {
  isNumeric,
  looselyOne,
  PHP_ARRAY,
  PhpError,
  PhpException,
  PhpExit,
  toInt,
  type Query,
} from "./php.ts";
import { unorderedParameter } from "./route.ts";
import type { Chat, Installation } from "./state.ts";

/** A flag is set by the word `true` and by nothing else. */
const isFlagSet = (query: Query, name: keyof Flags): boolean => query.get(name) === "true";

/** erLhcoreClassRestAPIHandler::setHeaders: a preflight ends here, whatever was asked for. */
function setHeaders({ request, response }: Call): void {
  response.header("Access-Control-Allow-Origin", "*");
  response.header("Access-Control-Allow-Credentials", "true");
  response.header(
    "Access-Control-Allow-Headers",
    "Origin, X-Requested-With, Content-Type, Accept, API-Key, Authorization",
  );
  response.header("Content-Type", "application/json");
  if (request.method !== "OPTIONS") return;
  if (request.headers["access-control-request-method"] !== undefined) {
    response.header("Access-Control-Allow-Methods", "GET, POST, OPTIONS, PUT, DELETE");
  }
  const asked = request.headers["access-control-request-headers"];
  if (asked !== undefined) response.header("Access-Control-Allow-Headers", asked);
  response.header("Access-Control-Max-Age", "1728000");
  throw new PhpExit();
}

function noStore({ response }: Call, first = "no-store, no-cache, must-revalidate, max-age=0"): void {
  response.header("Cache-Control", first);
  response.header("Cache-Control", "post-check=0, pre-check=0", false);
  response.header("Pragma", "no-cache");
}

function output({ route, response }: Call, result: { [name: string]: Value }): void {
  response.body += formatted(result, route.query);
}

const departmentFlags = ({ route: { query } }: Call): Flags => ({
  ignore_user_status: isFlagSet(query, "ignore_user_status"),
  include_users: isFlagSet(query, "include_users"),
  exclude_online_hours: isFlagSet(query, "exclude_online_hours"),
  exclude_bot: isFlagSet(query, "exclude_bot"),
});

const isonline: View = (call) => {
  setHeaders(call);
  const ignore = isFlagSet(call.route.query, "ignore_user_status");
  output(call, { isonline: isSiteOnline(call.installation, ignore, call.now) });
};

const isonlineuser: View = (call) => {
  setHeaders(call);
  const id = toInt(call.route.parameters[0]);
  output(call, { isonline: isUserOnline(call.installation, id, call.now) });
};

const isonlinedepartment: View = (call) => {
  setHeaders(call);
  const id = toInt(call.route.parameters[0]);
  output(call, { isonline: isDepartmentOnline(call.installation, id, departmentFlags(call), call.now) });
};

const isonlinechat: View = (call) => {
  setHeaders(call);
  try {
    const chat = chatById(call.installation, toInt(call.route.parameters[0]));
    if (!chat) throw new PhpException("Chat could not be found!");
    const online = isDepartmentOnline(call.installation, chat.department, departmentFlags(call), call.now);
    output(call, { isonline: online });
  } catch (error) {
    if (!(error instanceof PhpException)) throw error;
    call.response.status = 400;
    output(call, { error: true, result: error.message });
  }
};

/** Errors are swallowed: without a database there is no chat. */
function chatById(installation: Installation, id: number): Chat | undefined {
  try {
    connect(installation);
  } catch (error) {
    if (error instanceof PhpException) return undefined;
    throw error;
  }
  return installation.chats?.find((chat) => chat.id === id);
}

const chatcheckstatus: View = (call) => {
  const { installation, route, now } = call;
  setHeaders(call);
  noStore(call);
  const wopen = route.query.get("wopen");
  if (wopen !== undefined && !(looselyOne(route.query.get("isproactive")) && looselyOne(wopen))) {
    output(call, { change_status: false });
    return;
  }
  const dep = route.query.get("dep");
  if (dep === PHP_ARRAY) throw new PhpError("explode(): Argument #2 ($string) must be of type string");
  const ignore = installation.settings.ignoreUserStatus;
  const online =
    dep === undefined
      ? isSiteOnline(installation, ignore, now)
      : isAnyDepartmentOnline(
          installation,
          departmentList(installation, dep.split(","), route.siteAccess).ids,
          ignore,
          now,
        );
  output(call, { change_status: true, online });
};

/** A white picture of one pixel stands for LHC's, which is drawn with fonts. */
const PICTURE =
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////" +
  "////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";

const onlineimage: View = (call) => {
  const { installation, route, now, response } = call;
  noStore(call);
  const user = unorderedParameter(route.parameters, "user_id")?.[0];
  const departments = unorderedParameter(route.parameters, "department") ?? [];
  const ignore_user_status = isFlagSet(route.query, "ignore_user_status");
  const exclude_bot = isFlagSet(route.query, "exclude_bot");
  let online: boolean;
  if (user !== undefined && isNumeric(user)) {
    online = isUserOnline(installation, toInt(user), now);
  } else if (departments.length > 0) {
    const list = departmentList(installation, departments, route.siteAccess);
    // LHC casts the list of ids to an int: 1, or 0 where it is empty, which it also is where one is doubtful.
    const id = list.isDoubtful || list.ids.length === 0 ? 0 : 1;
    online = isDepartmentOnline(installation, id, { ignore_user_status, exclude_bot }, now);
  } else {
    online = isSiteOnline(installation, ignore_user_status, now);
  }
  // Asked for no picture, LHC writes one all the same, and the type only after it.
  if (online || route.query.get("offline") !== "0") response.header("Content-Type", "image/jpeg");
  response.body += Buffer.from(PICTURE, "base64").toString("latin1");
};

/** What validateRequest says before it has found a key; there are no keys here yet. */
function refusal({ request, installation }: Call): string {
  if (request.headers["authorization"] === undefined) return "Authorization header is missing!";
  try {
    connect(installation);
  } catch (error) {
    if (error instanceof PhpException) return error.message;
    throw error;
  }
  return "Authorization failed!";
}

const refuse =
  (status: 200 | 400, result: (message: string) => { [name: string]: Value }): View =>
  (call) => {
    setHeaders(call);
    const message = refusal(call);
    call.response.status = status;
    output(call, result(message));
  };

const refuseList = refuse(200, (result) => ({ error: true, result }));
const refuseObject = refuse(400, (result) => ({ error: true, result }));
const refuseVisitor = refuse(200, (errors) => ({ error: true, result: { errors } }));

const chatcheckoperatormessage: View = (call) => {
  const { response, now } = call;
  const eightHours = 8 * 60 * 60 * 1000;
  response.header("P3P", 'CP="IDC DSP COR ADM DEVi TAIi PSA PSD IVAi IVDi CONi HIS OUR IND CNT"');
  response.header("Expires", "Sat, 26 Jul 1997 05:00:00 GMT");
  response.header("Last-Modified", new Date(now + eightHours).toUTCString());
  noStore(call, "no-store, no-cache, must-revalidate");
  refuseVisitor(call);
};

/** Views that LHC has and this server does not: preflights are answered. */
const notModelled: View = (call) => {
  setHeaders(call);
  call.response.status = 501;
  call.response.body = '{"error":true,"result":"not modelled by this server"}';
};

const named = (names: string, view: View): Record<string, View> =>
  Object.fromEntries(names.split(" ").map((name) => [name, view]));

const VIEWS: Record<string, Record<string, View>> = {
  restapi: {
    ...named(
      "conversations conversationsmessages extensions updatelastactivity editwebhook getmessages " +
        "setoperatorstatus setinvisibilitystatus setonlinestatus startchatwithoperator groupsbyobject " +
        "groupsidbyobject listofobjectid bots notifications user_departments lang bot department getuser login " +
        "loginbytoken logout generateautologin swagger agentstatistic startchat addmsguser addmsgadmin file " +
        "setchatstatus campaignsconversions setnewvid updatechatattributes closechatasvisitor surveychat index",
      notModelled,
    ),
    ...named("chats chatscount getusers fetchchat fetchchatmessages", refuseList),
    ...named("departaments departments user onlineusers", refuseObject),
    chat: refuse(400, (result) => ({ error: true, errors: [], result })),
    checkchatstatus: refuseVisitor,
    chatcheckoperatormessage,
    isonline,
    isonlineuser,
    isonlinedepartment,
    isonlinechat,
    onlineimage,
  },
  widgetrestapi: {
    ...named(
      "chooselanguage setsiteaccess getproducts avatar settings offlinesettings updatejs lang onlinesettings " +
        "submitoffline submitonline initchat uisettings fetchmessages getmessagesnippet fetchmessage " +
        "logconversions addmsguser sendmailsettings checkchatstatus loadsound themepage themeneedhelp theme " +
        "themestatus checkinvitation getinvitation proactiveonclick screensharesettings executejs",
      notModelled,
    ),
    chatcheckstatus,
  },
  chat: named("start startchat chatwidget", chatPage),
};

/** The other modules of LHC, of whose views this server has none. */
const OTHER_MODULES =
  "abstract audit autoresponder browseoffer cannedmsg captcha chatarchive chatbox chatcommand chatsettings cobrowse " +
  "department export faq file form front genericbot groupchat install mailarchive mailconv mailconvoauth mailing " +
  "mobile notifications paidchat permission product questionary speech statistic survey system theme translation " +
  "user views voicevideo webhooks xml xmp";

const own = <T>(record: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

export function hasModule(name: string): boolean {
  return own(VIEWS, name) !== undefined || OTHER_MODULES.split(" ").includes(name);
}

export function viewOf(module: string, name: string): View | undefined {
  return own(own(VIEWS, module) ?? {}, name);
}
