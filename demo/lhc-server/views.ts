/** LHC's views by module. A view writes to the response and throws errors. */
import type { Call, View } from "./call.ts";
import { chatPage } from "./chat-page.ts";
import { departmentList } from "./department-list.ts";
import {
  isAnyDepartmentOnline,
  isDepartmentOnline,
  isSiteOnline,
  isUserOnline,
  type Flags,
} from "./online.ts";
import { isNumeric, looselyOne, PHP_ARRAY, PhpError, PhpException, toInt, type Query } from "./php.ts";
import { noStore, notSupported, output, setHeaders } from "./reply.ts";
import { backOfficeViews } from "./rest/back-office.ts";
import { chatViews } from "./rest/chats.ts";
import { chatById } from "./rest/endpoint.ts";
import { messageViews } from "./rest/messages.ts";
import { visitorViews } from "./rest/visitors.ts";
import { unorderedParameter } from "./route.ts";

/** A flag is set only by `true`. */
const isFlagSet = (query: Query, name: keyof Flags): boolean => query.get(name) === "true";

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

/** The departments that visitors can choose, those online first. Without a second one there is no choice. */
const onlinesettings: View = (call) => {
  const { installation, now, request } = call;
  setHeaders(call);
  if (!request.body?.startsWith("{")) {
    call.response.body += "Invalid request!";
    return;
  }
  const ignore = installation.settings.ignoreUserStatus;
  const departments = installation.departments
    .filter(({ hidden, disabled }) => !hidden && !disabled)
    .map(({ id, alias, name }) => ({
      online: isAnyDepartmentOnline(installation, [id], ignore, now),
      value: alias ?? id,
      name,
    }))
    .toSorted((a, b) => Number(b.online) - Number(a.online));
  output(call, { department: { departments: departments.length > 1 ? departments : [] } });
};

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

/** A white pixel instead of LHC's image, which contains text. */
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
    // LHC casts the list of ids to an int: 1, or 0 if it is empty. It is also empty if one is doubtful.
    const id = list.isDoubtful || list.ids.length === 0 ? 0 : 1;
    online = isDepartmentOnline(installation, id, { ignore_user_status, exclude_bot }, now);
  } else {
    online = isSiteOnline(installation, ignore_user_status, now);
  }
  // With offline=0, LHC still sends an image, but sets no type.
  if (online || route.query.get("offline") !== "0") response.header("Content-Type", "image/jpeg");
  response.body += Buffer.from(PICTURE, "base64").toString("latin1");
};

const named = (names: string, view: View): Record<string, View> =>
  Object.fromEntries(names.split(" ").map((name) => [name, view]));

const VIEWS: Record<string, Record<string, View>> = {
  restapi: {
    ...named(
      "conversations conversationsmessages extensions editwebhook getmessages setoperatorstatus " +
        "setinvisibilitystatus startchatwithoperator groupsbyobject groupsidbyobject listofobjectid bots " +
        "notifications lang bot login loginbytoken logout generateautologin swagger agentstatistic file " +
        "campaignsconversions setnewvid updatechatattributes surveychat index " +
        "departaments user_departments getuser user updatelastactivity fetchchat checkchatstatus",
      notSupported,
    ),
    ...visitorViews,
    ...chatViews,
    ...messageViews,
    ...backOfficeViews,
    isonline,
    isonlineuser,
    isonlinedepartment,
    isonlinechat,
    onlineimage,
  },
  widgetrestapi: {
    ...named(
      "chooselanguage setsiteaccess getproducts avatar settings offlinesettings updatejs lang " +
        "submitoffline submitonline initchat uisettings fetchmessages getmessagesnippet fetchmessage " +
        "logconversions addmsguser sendmailsettings checkchatstatus loadsound themepage themeneedhelp theme " +
        "themestatus checkinvitation getinvitation proactiveonclick screensharesettings executejs",
      notSupported,
    ),
    chatcheckstatus,
    onlinesettings,
  },
  chat: named("start startchat chatwidget", chatPage),
};

/** LHC's other modules. This server supports none of their views. */
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
