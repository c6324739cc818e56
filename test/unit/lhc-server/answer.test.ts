/** Requests that the recordings do not cover. */
import { describe, expect, it } from "vitest";
import { answer, MAINTENANCE_PAGE } from "../../../demo/lhc-server/answer.ts";
import { baseInstallation } from "../../../demo/lhc-server/installation.ts";
import { toXml } from "../../../demo/lhc-server/output.ts";
import { layState } from "../../../demo/lhc-server/index.ts";
import type { StatePatch } from "../../../demo/lhc-server/state.ts";

const now = Date.UTC(2026, 10, 22, 12);

function ask(target: string, { state = {}, method = "GET", headers = {} }: Options = {}) {
  const response = answer({ method, target, headers }, layState(baseInstallation, state), now);
  const names = response.headers.map(([name]) => name);
  const header = (wanted: string) => response.headers.find(([name]) => name === wanted)?.[1];
  return { status: response.status, body: response.body, names, header };
}
interface Options {
  state?: StatePatch;
  method?: string;
  headers?: Record<string, string>;
}

const CORS = [
  "Access-Control-Allow-Origin",
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Headers",
];
const json = { accept: "application/json" };

describe("the callback", () => {
  it("is reflected byte for byte", () => {
    expect(ask("/restapi/isonline?callback=%FF%C3%28").body).toBe('\xff\xc3(({"isonline":false})');
    expect(ask("/restapi/isonline?callback=\xe9").body).toBe('\xe9({"isonline":false})');
  });
  it("is accepted under names that PHP normalizes", () => {
    expect(ask("/restapi/isonline?%20callback=f").body).toBe('f({"isonline":false})');
    expect(ask("/restapi/isonline?callback%00x=f").body).toBe('f({"isonline":false})');
  });
  it("is overridden by a later array, and the reverse", () => {
    expect(ask("/restapi/isonline?callback=f&callback[]=g").status).toBe(503);
    expect(ask("/restapi/isonline?callback[]=g&callback=f").body).toBe('f({"isonline":false})');
  });
  it("is ignored with format=xml", () =>
    expect(ask("/restapi/isonline?callback[]=g&format=xml").body).toBe('<?xml version="1.0"?>\n<root/>\n'));
  it("as an array causes an HTML error even if JSON is accepted, because it is a PHP Error", () =>
    expect(ask("/restapi/isonline?callback[]=f", { headers: json }).body).toBe(MAINTENANCE_PAGE));
  it("as an array appends an error page to an error", () =>
    expect(ask("/restapi/isonlinechat/9?callback[]=f").status).toBe(503));
});

describe("flags", () => {
  const state = { activeUsers: [2] };
  it.each(["True", "TRUE", "1", "", " true", "true%00", "yes"])("are not set by %j", (value) => {
    expect(ask(`/restapi/isonlinedepartment/1?ignore_user_status=${value}`, { state }).body).toContain(
      "true",
    );
  });
  it("are set by the last of two values", () => {
    expect(
      ask("/restapi/isonline?ignore_user_status=false&ignore_user_status=true", { state }).body,
    ).toContain("false");
    expect(
      ask("/restapi/isonline?ignore_user_status=true&ignore_user_status[]=true", { state }).body,
    ).toContain("true");
  });
  it("have no effect for an operator", () =>
    expect(ask("/restapi/isonlineuser/2?ignore_user_status=true", { state }).body).toContain("true"));
});

describe("redirects", () => {
  it("keep the site access", () => {
    expect(ask("/lit/nosuch").header("Location")).toBe("/index.php/lit/");
    expect(ask("/lit/restapi/nosuch").status).toBe(302);
    expect(ask("/eng/nosuch").header("Location")).toBe("/index.php/");
  });
  it("are temporary inside a known module and permanent outside", () => {
    expect(ask("/user").status).toBe(302);
    expect(ask("/widgetrestapi/nosuch").status).toBe(302);
    expect(ask("/users").status).toBe(301);
    expect(ask("/constructor/x").status).toBe(301);
    expect(ask("/restapi/constructor").status).toBe(302);
  });
  it("of the back office start a session and have no CSP", () =>
    expect(ask("/site_admin/nosuch").names).toEqual([
      "Set-Cookie",
      "Expires",
      "Cache-Control",
      "Pragma",
      "Location",
      "Content-type",
    ]));
});

describe("the session of the back office", () => {
  const cookies = (cookie: string) =>
    ask("/site_admin/restapi/isonline", { headers: { cookie } }).names.includes("Set-Cookie");
  it("keeps the id of the request", () => {
    expect(cookies("lhc_vid=x; PHPSESSID=532lfin0qva5p52c6q5m0s29tc")).toBe(false);
    expect(cookies("PHPSESSID=")).toBe(true);
    expect(cookies("PHPSESSID=%3Cb%3E")).toBe(true);
    expect(cookies("XPHPSESSID=abc")).toBe(true);
  });
  it("does not override the widget's headers", () => {
    expect(ask("/site_admin/widgetrestapi/chatcheckstatus").names).toEqual([
      "Set-Cookie",
      "Expires",
      "Content-Security-Policy",
      ...CORS,
      "Content-Type",
      "Cache-Control",
      "Cache-Control",
      "Pragma",
    ]);
  });
});

describe("preflights", () => {
  const preflight = (target: string, headers = {}) => ask(target, { method: "OPTIONS", headers });
  it("are answered before any lookup", () => {
    expect(ask("/restapi/isonline", { method: "OPTIONS", state: { fault: "php-fatal" } }).status).toBe(200);
    expect(preflight("/restapi/isonline?callback[]=x").status).toBe(200);
    expect(preflight("/widgetrestapi/settings").names).toEqual([
      ...CORS,
      "Content-Type",
      "Access-Control-Max-Age",
    ]);
  });
  it("echo the requested headers at the end", () => {
    const { names, header } = preflight("/restapi/isonline", { "access-control-request-headers": "x-a" });
    expect(names).toEqual([
      "Access-Control-Allow-Origin",
      "Access-Control-Allow-Credentials",
      "Content-Type",
      "Access-Control-Allow-Headers",
      "Access-Control-Max-Age",
    ]);
    expect(header("Access-Control-Allow-Headers")).toBe("x-a");
  });
  it("of the chat page return the page", () => expect(preflight("/chat/start").body).toContain("<html"));
});

describe("a broken database", () => {
  it("affects only views that use it", () => {
    const state: StatePatch = { fault: "database-error" };
    expect(ask("/restapi/isonline?ignore_user_status=true", { state }).body).toBe('{"isonline":false}');
    expect(ask("/restapi/isonlinedepartment/99", { state }).status).toBe(503);
    expect(ask("/widgetrestapi/chatcheckstatus?wopen=1", { state }).body).toBe('{"change_status":false}');
  });
  it("is a separate error for isonlinechat", () => {
    const state: StatePatch = { fault: "database-error", chats: [{ id: 1, department: 1 }] };
    const { status, body } = ask("/restapi/isonlinechat/1", { state });
    expect(status).toBe(400);
    expect(body).toContain('"result":"SQLSTATE[42S02]');
  });
  it("that is down has no chat", () =>
    expect(
      ask("/restapi/isonlinechat/1", { state: { fault: "database-down", chats: [{ id: 1, department: 1 }] } })
        .body,
    ).toBe('{"error":true,"result":"Chat could not be found!"}'));
  it("keeps the widget's headers", () =>
    expect(
      ask("/widgetrestapi/chatcheckstatus?dep=sales", { state: { fault: "database-down" } }).names,
    ).toEqual([
      ...CORS,
      "Content-Type",
      "Cache-Control",
      "Cache-Control",
      "Pragma",
      "Status",
      "Retry-After",
    ]));
  it("sends no body to HEAD", () => {
    const { status, body } = ask("/restapi/isonline", { method: "HEAD", state: { fault: "database-down" } });
    expect([status, body]).toEqual([503, ""]);
  });
});

describe("broken PHP", () => {
  it("fails after the router and before the view", () => {
    const state: StatePatch = { fault: "php-parse-error" };
    expect(ask("/restapi/isonline", { state, method: "OPTIONS", headers: json }).body).toBe(MAINTENANCE_PAGE);
    expect(ask("/restapi/nosuch", { state }).status).toBe(302);
  });
});

describe("LHC before its installation", () => {
  it("redirects views that need the database to the installer", () => {
    const state: StatePatch = { fault: "not-installed" };
    for (const target of [
      "/lit/restapi/isonlineuser/1",
      "/restapi/isonlinechat/1",
      "/widgetrestapi/chatcheckstatus?dep=1",
    ]) {
      expect(ask(target, { state }).header("Location")).toBe("/index.php/site_admin/install/install");
    }
    expect(ask("/nosuch", { state }).header("Location")).toBe("/index.php/");
  });
});

describe("chatcheckstatus", () => {
  const state = { activeUsers: [2] };
  it("changes nothing for an open widget, unless it is proactive", () => {
    for (const query of ["wopen", "wopen=0", "wopen[]=1", "wopen=1&isproactive=0", "wopen=0&isproactive=1"]) {
      expect(ask(`/widgetrestapi/chatcheckstatus?${query}`, { state }).body).toBe('{"change_status":false}');
    }
    expect(ask("/widgetrestapi/chatcheckstatus?wopen=1&isproactive=1.0", { state }).body).toContain(
      '"online":true',
    );
  });
  it("fails for an array of departments", () =>
    expect(ask("/widgetrestapi/chatcheckstatus?dep[]=1", { state }).status).toBe(503));
  it("ignores the flags of the REST API", () =>
    expect(ask("/widgetrestapi/chatcheckstatus?ignore_user_status=true", { state }).body).toContain(
      '"online":true',
    ));
  it("follows the setting", () =>
    expect(
      ask("/widgetrestapi/chatcheckstatus", { state: { ...state, settings: { ignoreUserStatus: true } } })
        .body,
    ).toContain('"online":false'));
});

describe("isonlinechat", () => {
  it("returns the status of the chat's department with its flags", () => {
    const state = { chats: [{ id: 7, department: 6 }] };
    expect(ask("/restapi/isonlinechat/7", { state }).body).toBe('{"isonline":true}');
    expect(ask("/restapi/isonlinechat/7x?exclude_bot=true", { state }).body).toBe('{"isonline":false}');
  });
  it("supports XML errors", () =>
    expect(ask("/restapi/isonlinechat/7?format=xml").body).toBe(
      '<?xml version="1.0"?>\n<root>\n  <result><![CDATA[Chat could not be found!]]></result>\n</root>\n',
    ));
});

describe("XML", () => {
  it("drops booleans, repeats lists, and quotes text", () =>
    expect(toXml({ a: true, b: 2, c: "", d: [{ e: "x<y" }, { e: "5" }], f: {} })).toBe(
      '<?xml version="1.0"?>\n<root>\n  <b>2</b>\n  <c/>\n  <d>\n    <e><![CDATA[x<y]]></e>\n  </d>\n  <d>\n    <e>5</e>\n  </d>\n</root>\n',
    ));
});

describe("onlineimage", () => {
  const names = ["Cache-Control", "Cache-Control", "Pragma", "Content-Type"];
  it("is an image without a CORS header", () => {
    expect(ask("/restapi/onlineimage").names).toEqual(names);
    expect(ask("/restapi/onlineimage").body.slice(0, 3)).toBe("\xff\xd8\xff");
  });
  it("has another type if offline=0 and offline", () => {
    const type = (path: string, activeUsers: number[]) =>
      ask(`/restapi/onlineimage${path}?offline=0`, { state: { activeUsers } }).header("Content-Type");
    expect(type("", [])).toBeUndefined();
    expect(type("", [2])).toBe("image/jpeg");
    expect(type("/(user_id)/2", [2])).toBe("image/jpeg");
    expect(type("/(user_id)/3", [2])).toBeUndefined();
  });
  it("uses the first department for every list", () => {
    const type = (id: number, activeUsers: number[]) =>
      ask(`/restapi/onlineimage/(department)/${id}?offline=0`, { state: { activeUsers } }).header(
        "Content-Type",
      );
    expect(type(5, [2])).toBe("image/jpeg");
    expect(type(99, [2])).toBeUndefined();
    expect(type(2, [2])).toBeUndefined();
  });
});

describe("the chat page", () => {
  it("is the front page and sets a visitor cookie once", () => {
    expect(ask("/").names).toEqual(["Set-Cookie", "Content-type"]);
    expect(ask("/chat/start", { headers: { cookie: "a=b; lhc_vid=x" } }).names).toEqual(["Content-type"]);
  });
  it("shows its parameters escaped", () => {
    const { body } = ask("/lit/chat/start/(department)/1/%3Cb%3E/(operator)/2");
    expect(body).toContain("<dt>department</dt><dd>1, &#60;b&#62;</dd>");
    expect(body).toContain("<dt>operator</dt><dd>2</dd>");
  });
});
