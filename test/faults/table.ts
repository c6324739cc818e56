/** The faults between a visitor's page and the answer, and their expected outcome. Data only. */
import type { Fault } from "../../demo/lhc-server/index.ts";
import { both, cannot, except, row } from "./expect.ts";
import type { Group, Row, Server, Wire } from "./row.ts";

const lhc = (fault: Fault): Server => ({ lhc: fault });
const wire = (fault: Wire): Server => ({ wire: fault });
/** LHC's answer with another value instead of its object. */
const value = (text: string): Server => wire({ value: text });
/** A script instead of LHC's answer, for both transports. */
const script = (body: string): Server => wire({ body });
const headers = (...lines: string[]): Server => wire({ headers: lines });
const site = (...lines: string[]): Pick<Row, "site"> => ({ site: { headers: lines } });
const csp = (policy: string): Pick<Row, "site"> => site(`Content-Security-Policy: ${policy}`);

const ONLINE = both("online - S", "online - F");
/** The script failed, and so did the fetch probe. */
const NETWORK = both("unknown network SF", "unknown network F");
/** The script failed, and the fetch probe succeeded. */
const BY_FETCH = both("online - SF", "online - F");
const HTTP = both("unknown network SF", "unknown http F");
const TIMEOUT = both("unknown timeout S", "unknown timeout F");
const CSP = both("unknown blocked-by-csp SF", "unknown blocked-by-csp F");
const BAD_ANSWER = both("unknown bad-answer S", "unknown bad-answer F");
/** A script without a call, and not JSON. */
const NO_CALLBACK = both("unknown no-callback SF", "unknown bad-answer F");
/** The browser does not run it as a script, and it is not JSON. */
const REJECTED = both("unknown network SF", "unknown bad-answer F");
/** It runs as a script without a call, and fetch fails. */
const EMPTY_SCRIPT = both("unknown no-callback SF", "unknown network F");
/** The frame is removed before its script has loaded. */
const NEVER_LOADS = both("unknown timeout S", "unknown bad-answer F");
/** A script that answers but is not JSON. */
const SCRIPT_ONLY = both("online - S", "unknown bad-answer F");
const FETCH_FAILS = both("online - S", "unknown network F");
const CHANGED = both("offline - SS", "offline - FF");

const NO_JSON = except(NO_CALLBACK, { firefox: REJECTED }, "Firefox blocks JSON that is not a script");
/** The answer is complete, but the response is not. */
const CUT_OFF = except(
  NETWORK,
  { webkit: ONLINE },
  "WebKitGTK ignores the error because the answer is complete",
);
const WEBKIT_LOADS = "WebKit runs content that is not a script as an empty script";
/** Not a script: a page, JSON, XML. */
const NO_SCRIPT = except(REJECTED, { webkit: NO_CALLBACK }, WEBKIT_LOADS);
const TO_A_PAGE = except(NETWORK, { webkit: EMPTY_SCRIPT }, WEBKIT_LOADS);
const NOWHERE = except(
  both("online - S", "unknown http F"),
  { firefox: HTTP },
  "Chromium and WebKit run the body of a redirect without a location",
);
const PASSWORD = {
  cannot:
    "Firefox asks the visitor for a password, which blocks the page, and drivers cannot close the dialog",
};
const BYPASSED = "in Chromium the frame's questions bypass the worker";

const ASKED_AGAIN = {
  act: "ask again in the next time slot",
  answers: ["online", "offline"],
} satisfies Partial<Row>;

/** The preloaded response is of no use, and the question goes its usual way. */
const AFTER_PRELOAD = both("online - PS", "online - PF");
const PRELOADED = { act: "preload the question" } satisfies Partial<Row>;

const HTML = "text/html; charset=utf-8";

/** Advice of several rows. */
const CRASH = "Check the web server's log: its PHP process may crash.";
const LIMITS = "Check the web server's log, and the size and time limits of proxies.";
const PROXIES = "Check the proxies in front of LHC.";
const BASE_URL = "Correct `base-url`: add `index.php/`, or the folder of LHC.";
const STRANGER = "Check which server answers: it is not LHC.";
const OPEN_IT = "Open the URL in the error message in a tab.";
const REWRITTEN = "Look for a proxy that rewrites answers.";
const USE_FETCH = 'Use `transport="fetch"`.';
const TOO_MUCH = "Check which server answers: LHC sends 30 bytes.";
const SAVES_ONE = 'Nothing. With `transport="fetch"` the failed first question is avoided.';
const LENGTH_CHANGED = "Look for filters or plug-ins that change answers after Content-Length was set.";
const CORS = "`jsonp` does not need CORS. For `fetch`, do not remove LHC's `Access-Control-Allow-Origin: *`.";

export const GROUPS: Group[] = [
  {
    title: "No server",
    // oxfmt-ignore
    rows: [
      row("no fault", lhc({}), ONLINE),
      row("connection refused", { unreachable: "refused" }, NETWORK, "Start the web server, or correct the host and port in `base-url`."),
      row("unknown host", { unreachable: "unknown host" }, NETWORK, "Correct the host name in `base-url`, or its DNS entry."),
      row("a port that browsers block (6000)", { unreachable: "blocked port" }, NETWORK,
        "Use another port for LHC: browsers never connect to blocked ports."),
      row("https to an http-only server", { unreachable: "plain port" }, NETWORK, "Serve LHC by https."),
      row("an untrusted certificate", wire({ tls: true }), NETWORK,
        "Install a trusted certificate for the host in `base-url`, and renew it in time."),
    ],
  },
  {
    title: "Broken connections",
    // oxfmt-ignore
    rows: [
      row("reset at once", lhc({ reset: true }), NETWORK, "Check the logs of the web server and the firewall."),
      row("reset in the body", lhc({ reset: true, cut: "body" }), NETWORK, CRASH),
      row("closed without a byte", wire({ status: "", body: "" }), NETWORK, CRASH),
      row("cut in the headers", lhc({ cut: "head" }), except(NO_CALLBACK, { webkit: NETWORK }, "Chromium and Firefox accept an incomplete head"),
        CRASH),
      row("cut in the body, with a Content-Length", lhc({ cut: "body", headers: [["Content-Length", "1000"]] }),
        except(NETWORK, { webkit: NO_CALLBACK }, "WebKitGTK accepts a short body"), LIMITS),
      row("cut in the body, without a Content-Length", lhc({ cut: "body" }), NO_JSON, LIMITS),
      row("hangs before the headers", lhc({ hang: "before" }), TIMEOUT, "Check whether LHC's database or PHP is overloaded."),
      row("hangs in the headers", wire({ status: "", before: "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n", body: "", then: "hang" }),
        TIMEOUT, PROXIES),
      row("hangs in the body", lhc({ hang: "body" }), TIMEOUT, PROXIES),
      row("a complete answer on a connection that stays open", wire({ then: "hang" }), TIMEOUT,
        "Configure the web server to close the connection or send a Content-Length."),
      row("ten requests hang and are aborted; the eleventh succeeds", wire({ hold: "/restapi/isonlineuser" }),
        both("online - SS", "online - FFFFFFFFFFF"), "Nothing: an aborted request closes its connection. Ten questions of one task share a frame.", { act: "ask ten times" }),
      row("a slow drip, in time", lhc({ drip: 0.002 }), ONLINE),
      row("a slow drip, longer than the timeout", lhc({ drip: 0.1 }), TIMEOUT, "Raise `timeout`, or make the server faster."),
      row("not HTTP: the banner of another service", wire({ status: "", body: "SSH-2.0-OpenSSH_9.2\r\n" }),
        except(NETWORK, { firefox: EMPTY_SCRIPT }, "Firefox treats it as HTTP/0.9"), "Correct the port in `base-url`."),
      row("HTTP/0.9: only a body", wire({ status: "" }), except(NETWORK, { firefox: FETCH_FAILS }, "Firefox still supports HTTP/0.9"),
        "Use a web server that supports HTTP/1.1."),
      row("HTTP/1.0", wire({ status: "HTTP/1.0 200 OK" }), ONLINE),
      row("valid chunks", wire({ headers: ["Transfer-Encoding: chunked"], body: "{hex}\r\n{answer}\r\n0\r\n\r\n" }), ONLINE),
      row("chunks with an invalid size", wire({ headers: ["Transfer-Encoding: chunked"], body: "{hex}\r\n{answer}\r\nzz\r\n\r\n" }), CUT_OFF, PROXIES),
      row("chunks without a last chunk", wire({ headers: ["Transfer-Encoding: chunked"], body: "{hex}\r\n{answer}\r\n" }), CUT_OFF, PROXIES),
      row("a Content-Length that is too short by one", headers("Content-Length: {less}"), NO_JSON, LENGTH_CHANGED),
      row("a Content-Length that is too long by one", headers("Content-Length: {more}"), CUT_OFF, LENGTH_CHANGED),
      row("two different Content-Lengths", headers("Content-Length: {length}", "Content-Length: {more}"), CUT_OFF,
        "Look for a proxy that adds a second header."),
      row("a Content-Length that is not a number", headers("Content-Length: none"), except(ONLINE, { webkit: NETWORK }, "WebKitGTK rejects it"),
      "Correct the header."),
      row("a megabyte of headers", headers(...Array.from({ length: 64 }, (_, i) => `X-Header-${i}: ${"x".repeat(16_384)}`)), NETWORK,
        "Find what adds them. Often it is an ever-growing list of cookies."),
      row("a header line without a colon", headers("nonsense"), ONLINE, "Correct the header."),
    ],
  },
  {
    title: "Status codes",
    // oxfmt-ignore
    rows: [
      row("103 Early Hints before the answer", wire({ before: "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n" }),
        ONLINE),
      row("an unrequested 100 Continue", wire({ before: "HTTP/1.1 100 Continue\r\n\r\n" }), ONLINE),
      row("101 Switching Protocols", wire({ status: "HTTP/1.1 101 Switching Protocols", headers: ["Upgrade: websocket"] }),
        except(NETWORK, { firefox: HTTP }, "Firefox treats it as a final response"), "Correct `base-url`: no web server answers at that address."),
      row("201 with an answer", lhc({ status: 201 }), ONLINE),
      row("204", lhc({ status: 204, body: "" }), NO_CALLBACK,
        "Look for a rule of the web server that answers instead of LHC, for example for crawlers."),
      row("an empty 200", lhc({ body: "" }), NO_CALLBACK, "Check PHP's error log: with `display_errors` off, a fatal error sends an empty page."),
      row("206 with a complete answer", lhc({ status: 206 }), except(ONLINE, { firefox: BY_FETCH }, "Firefox does not run partial content")),
      row("300 without a location", lhc({ status: 300 }), NOWHERE, "Correct `base-url`."),
      row("302 without a location", lhc({ status: 302 }),
        { jsonp: NOWHERE.jsonp, fetch: except(HTTP, { firefox: NETWORK }, "Firefox treats it as a redirect").fetch },
        "Look for a wrong rewrite rule."),
      row("304 to an unconditional request", lhc({ status: 304, body: "" }),
        except(both("unknown no-callback SF", "unknown http F"), { firefox: HTTP }, "Chromium and WebKit run it as an empty script"),
        "Look for a cache in front of LHC that adds conditions."),
      row("400", lhc({ status: 400, body: "Bad Request", contentType: HTML }), HTTP,
        'Look for a firewall that blocks `?callback=`, or use `transport="fetch"`.'),
      row("401 with HTTP Basic", lhc({ status: 401, body: "", headers: [["WWW-Authenticate", 'Basic realm="LHC"']] }),
        except(HTTP, { firefox: { ...HTTP, jsonp: PASSWORD } }, "Firefox asks the visitor for a password"),
        "Exclude `/restapi/isonline…` from password protection."),
      row("403 by a firewall", lhc({ status: 403, body: "<!doctype html><h1>Blocked</h1>", contentType: HTML }), HTTP,
        "Allow `/restapi/isonline…` in the firewall."),
      row("404", lhc({ status: 404, body: "<!doctype html><h1>Not found</h1>", contentType: HTML }), HTTP, BASE_URL),
      row("407", lhc({ status: 407, body: "", headers: [["Proxy-Authenticate", 'Basic realm="proxy"']] }),
        except(HTTP, { chromium: NETWORK }, "Chromium accepts it only from a proxy"), "Nothing: the visitor's proxy sends this."),
      row("429", lhc({ status: 429, body: "", headers: [["Retry-After", "3600"]] }), HTTP,
        "Raise the limit for `/restapi/isonline…`, or `interval`."),
      row("500, empty", lhc({ status: 500, body: "" }), HTTP, "Check PHP's error log."),
      row("500 with an answer", lhc({ status: 500 }), HTTP, "Check PHP's error log. An answer with an error status is ignored."),
      row("503 with LHC's maintenance page, readable", lhc({ maintenance: true, headers: [["Access-Control-Allow-Origin", "*"]] }), HTTP,
        "Check whether LHC's database is running."),
      row("LHC's database is down", { lhc: {}, database: "down" }, HTTP, "Start the database."),
      row("511 by a captive portal", lhc({ status: 511, body: "<!doctype html><h1>Log in</h1>", contentType: HTML, without: ["Access-Control-Allow-Origin"] }),
        NETWORK, "Nothing: the visitor has to log in to the network. The badge keeps asking."),
      row("a status that does not exist (999)", lhc({ status: 999 }), HTTP, "Look for a firewall: some send this to suspected robots."),
    ],
  },
  {
    title: "Redirects",
    text: "`fetch` follows no redirects: a mistyped URL leads to LHC's chat page, which would count a visitor for each question.",
    // oxfmt-ignore
    rows: [
      row("301 to a page", lhc({ path: "/restapi", redirect: { status: 301, location: "/chat/start" } }), TO_A_PAGE, BASE_URL),
      row("302 to a page", lhc({ path: "/restapi", redirect: "/chat/start" }), TO_A_PAGE, BASE_URL),
      row("302 in a loop", lhc({ redirect: "/restapi/isonline" }), NETWORK,
        "Look for rewrite rules that contradict each other, often for http and https."),
      row("308 to LHC's new address", lhc({ path: "/restapi", redirect: { status: 308, location: "/index.php/restapi/isonline?callback=lhcStatus" } }),
        FETCH_FAILS, "Use the new address in `base-url`."),
      row("302 to a URL without the callback", lhc({ path: "/restapi", redirect: "/index.php/restapi/isonline" }), TO_A_PAGE,
        "Use the new address in `base-url`, or keep the query in the redirect."),
      row("302 to data:", lhc({ redirect: "data:text/javascript,lhcStatus(%7B%22isonline%22:true%7D)" }),
        except(NETWORK, { webkit: FETCH_FAILS }, "WebKit follows it, and the data: URL itself answers 'online'"), STRANGER),
      row("302 to javascript:", lhc({ redirect: 'javascript:lhcStatus({"isonline":true})' }), NETWORK, STRANGER),
      row("302 to a server that is down", lhc({ redirect: "http://nobody.invalid/" }), NETWORK, "Correct the redirect."),
    ],
  },
  {
    title: "Responses that are not answers",
    // oxfmt-ignore
    rows: [
      row("a page, with 200", lhc({ body: "<!doctype html><title>Hello</title><p>Hello", contentType: HTML }), NO_SCRIPT, BASE_URL),
      row("a firewall's challenge page with a script", lhc({ body: "<!doctype html><script>location.reload()</script>", contentType: HTML }),
        NO_SCRIPT, "Exclude `/restapi/isonline…` from the firewall's challenge."),
      row("plain JSON instead of the callback", script('{"isonline":true}'), BY_FETCH,
        'Look for a proxy or cache that drops `?callback=`, or use `transport="fetch"`.'),
      row("XML", lhc({ body: '<?xml version="1.0"?>\n<root/>\n', contentType: "text/xml" }), NO_SCRIPT,
        "Remove `format=xml` from the rule that adds it to the URL."),
      row("another callback's name", script('foo({"isonline":true})'), NO_CALLBACK, "Look for a cache that ignores the query."),
      row("the callback's name without a call", script("{callback}"), NO_CALLBACK, STRANGER),
      row("a syntax error", script("{callback}({"), NO_JSON, OPEN_IT),
      row("a PHP warning before the answer", wire({ body: "<br />\n<b>Warning</b>: Undefined index in <b>x.php</b><br />\n{answer}", only: ["Content-Type: text/html", "Access-Control-Allow-Origin: *"] }),
        NO_SCRIPT, "Turn PHP's `display_errors` off."),
      row("an HTML comment after the answer", script("{answer}\n<!-- cached -->"), SCRIPT_ONLY, "Disable the cache's signature for `/restapi/`."),
      row("a body that throws", script("throw new Error('theirs')"), NO_CALLBACK, OPEN_IT),
      row("a body that throws null", script("throw null"), NO_CALLBACK, OPEN_IT),
      row("an unhandled rejection", script("Promise.reject(new Error('theirs'))"), NO_CALLBACK, OPEN_IT),
      row("a binary file", lhc({ body: "\u0089PNG\r\n\u001a\n", contentType: "image/png" }), REJECTED, "Correct `base-url`."),
      row("an answer with the type text/csv", lhc({ contentType: "text/csv" }), BY_FETCH, "Do not change LHC's Content-Type."),
    ],
  },
  {
    title: "Answers with another value",
    // oxfmt-ignore
    rows: [
      row("no value", value(""), BAD_ANSWER, STRANGER),
      row("null", value("null"), BAD_ANSWER, STRANGER),
      row("true alone", value("true"), BAD_ANSWER, STRANGER),
      row("a string", value('"online"'), BAD_ANSWER, STRANGER),
      row("a number", value("1"), BAD_ANSWER, STRANGER),
      row("an array", value('[{"isonline":true}]'), BAD_ANSWER, STRANGER),
      row("isonline missing", value('{"online":true}'), BAD_ANSWER, REWRITTEN),
      row("isonline is a string", value('{"isonline":"true"}'), BAD_ANSWER, REWRITTEN),
      row("isonline is a number", value('{"isonline":1}'), BAD_ANSWER, REWRITTEN),
      row("isonline is null", value('{"isonline":null}'), BAD_ANSWER, REWRITTEN),
      row("isonline in other letters", value('{"isOnline":true}'), BAD_ANSWER, REWRITTEN),
      row("LHC's own error", value('{"error":true,"message":"Something"}'), BAD_ANSWER, "Look at LHC's log."),
      row("extra keys", value('{"isonline":true,"more":[1,{"isonline":false}]}'), ONLINE),
      row("isonline twice: the last one counts, as in all JSON", value('{"isonline":true,"isonline":false}'), both("offline - S", "offline - F")),
      row("isonline in __proto__", value('{"__proto__":{"isonline":true}}'), BAD_ANSWER, STRANGER),
      row("isonline inherited", script("{callback}(Object.create({isonline:true}))"), BAD_ANSWER, STRANGER),
      row("isonline by a getter", script("{callback}({get isonline(){return true}})"), BAD_ANSWER, STRANGER),
      row("an object that throws when it is read", script("{callback}(new Proxy({},{getOwnPropertyDescriptor(){throw 1}}))"), BAD_ANSWER,
        STRANGER),
      row("a promise of an answer", script("{callback}(Promise.resolve({isonline:true}))"), BAD_ANSWER, STRANGER),
    ],
  },
  {
    title: "Scripts that do more than answer",
    // oxfmt-ignore
    rows: [
      row("called twice: the first call counts", script('{answer};{callback}({"isonline":false})'), SCRIPT_ONLY, "Look for a plug-in that answers twice."),
      row("a bad answer, then a good one", script("{callback}(1);{answer}"), BAD_ANSWER, "Look for a plug-in that answers twice."),
      row("called later", script('setTimeout(()=>{callback}({"isonline":true}))'), NO_CALLBACK, STRANGER),
      row("called in a microtask", script('Promise.resolve().then(()=>{callback}({"isonline":true}))'), SCRIPT_ONLY),
      row("called with extra arguments", script('{callback}({"isonline":true},{"isonline":false},1)'), SCRIPT_ONLY),
      row("an answer, then an exception", script("{answer};throw new Error('theirs')"), SCRIPT_ONLY, OPEN_IT),
      row("the callback is overwritten", script("{callback}=()=>{}"), NO_CALLBACK, STRANGER),
      row("a slow script", script("for(let i=0;i<1e7;i++);{answer}"), SCRIPT_ONLY),
      row("document.open in its frame", script("document.open()"), NEVER_LOADS, USE_FETCH),
      row("document.write in its frame", script("document.open();document.write('<script>alert');document.close()"), NEVER_LOADS, USE_FETCH),
      row("document.write with an answer", script(`document.open();document.write('<script>{callback}({"isonline":true})</'+'script>');document.close()`),
        SCRIPT_ONLY, USE_FETCH),
      row("it removes its own frame", script("frameElement.remove()"),
        except(NEVER_LOADS, { firefox: NO_CALLBACK }, "Firefox still fires the script's load event"), USE_FETCH),
      row("it removes its own frame and answers", script("frameElement.remove();{answer}"), SCRIPT_ONLY, USE_FETCH),
      row("it moves its own frame", script("parent.document.body.append(frameElement)"),
        except(NEVER_LOADS, { firefox: NO_CALLBACK }, "Firefox still fires the script's load event"), USE_FETCH),
      row("it navigates its frame", script("location.href='/'"), NO_CALLBACK, USE_FETCH),
      row("it navigates its frame and answers", script("location.href='/elsewhere';{answer}"), SCRIPT_ONLY, USE_FETCH),
      row("it removes its own script", script("document.currentScript.remove()"), NO_CALLBACK, USE_FETCH),
      row("it loads more scripts in its frame", script("document.head.append(Object.assign(document.createElement('script'),{src:'data:text/javascript,lhcStatus({isonline:true})'}))"),
        NO_CALLBACK, USE_FETCH),
      row("it creates a global in the page", script("parent.theirs=1;{answer}"), SCRIPT_ONLY,
        'A server\'s script can access the page. If you do not trust the server, use `transport="fetch"`, which runs no scripts.', { leaves: { jsonp: ["global theirs"] } }),
    ],
  },
  {
    title: "Bytes",
    // oxfmt-ignore
    rows: [
      row("50 MB before the answer", wire({ as: "50 MB" }), ONLINE, TOO_MUCH),
      row("a gzip bomb: 50 kB that expand to 50 MB", wire({ as: "bomb", headers: ["Content-Encoding: gzip"] }), ONLINE, TOO_MUCH),
      row("an endless body", wire({ as: "endless" }), TIMEOUT, TOO_MUCH),
      row("valid gzip", wire({ as: "gzip", headers: ["Content-Encoding: gzip"] }), ONLINE),
      row("invalid gzip", lhc({ encoding: "gzip-broken" }), CUT_OFF, "Look for a proxy that compresses answers, or sets Content-Encoding without compressing."),
      row("invalid brotli", lhc({ encoding: "br-broken" }), EMPTY_SCRIPT, "Look for a proxy that compresses answers, or sets Content-Encoding without compressing."),
      row("incomplete gzip", wire({ as: "gzip, half of it", headers: ["Content-Encoding: gzip"] }), NO_JSON,
        "Look for a proxy that compresses answers, and for size limits."),
      row("gzip without Content-Encoding", wire({ as: "gzip" }), NO_JSON, "Look for a proxy that compresses answers."),
      row("an unknown Content-Encoding", headers("Content-Encoding: rot13"), ONLINE, "Remove the header."),
      row("a BOM before the answer", wire({ as: "BOM" }), ONLINE, "Nothing, but save LHC's PHP files without a BOM."),
      row("UTF-16 with the charset", wire({ as: "utf-16", only: ["Content-Type: application/json; charset=utf-16le", "Access-Control-Allow-Origin: *"] }),
        SCRIPT_ONLY, "Do not change LHC's UTF-8: `fetch` reads no other encoding."),
      row("UTF-16 with a BOM", wire({ as: "utf-16 with BOM" }), SCRIPT_ONLY, "Do not change LHC's UTF-8: `fetch` reads no other encoding."),
      row("UTF-16 without charset or BOM", wire({ as: "utf-16" }), NO_JSON, "Do not change LHC's UTF-8."),
      row("a wrong charset: UTF-8 declared as UTF-16", lhc({ contentType: "application/json; charset=utf-16le" }), BY_FETCH, "Correct the Content-Type."),
      row("a wrong charset: UTF-8 declared as windows-1252", lhc({ contentType: "application/json; charset=windows-1252" }), ONLINE,
        "Nothing: the answer is ASCII."),
      row("a NUL after the answer", script("{answer}\0"), NO_JSON, "Look for a filter that adds it."),
    ],
  },
  {
    title: "Headers",
    // oxfmt-ignore
    rows: [
      row("nosniff", headers("X-Content-Type-Options: nosniff"), BY_FETCH, SAVES_ONE),
      row("nosniff without CORS", wire({ only: ["Content-Type: application/json", "X-Content-Type-Options: nosniff"] }), NETWORK,
        "For `/restapi/`, either send no `nosniff` or keep LHC's `Access-Control-Allow-Origin: *`."),
      row("nosniff with text/javascript", wire({ only: ["Content-Type: text/javascript", "X-Content-Type-Options: nosniff", "Access-Control-Allow-Origin: *"] }),
        ONLINE),
      row("no Content-Type", wire({ only: ["Access-Control-Allow-Origin: *"] }), ONLINE),
      row("CORS missing", lhc({ without: ["Access-Control-Allow-Origin"] }), FETCH_FAILS, CORS),
      row("CORS doubled", lhc({ doubled: ["Access-Control-Allow-Origin"] }), FETCH_FAILS,
        "Remove the web server's own `Access-Control-Allow-Origin`, because LHC already sends one."),
      row("CORS for another site", lhc({ without: ["Access-Control-Allow-Origin"], headers: [["Access-Control-Allow-Origin", "https://example.com"]] }),
        FETCH_FAILS, CORS),
      row("CORS with credentials", lhc({ without: ["Access-Control-Allow-Credentials"], headers: [["Access-Control-Allow-Credentials", "true"]] }),
        ONLINE, "Nothing: no credentials are sent."),
      row("CORP same-origin", headers("Cross-Origin-Resource-Policy: same-origin"), BY_FETCH, SAVES_ONE),
      row("CORP same-site", headers("Cross-Origin-Resource-Policy: same-site"), BY_FETCH, SAVES_ONE),
      row("a cookie", headers("Set-Cookie: a=1; Path=/", "Set-Cookie: b=2; SameSite=None; Secure; Path=/"), ONLINE,
        'Nothing. With `transport="fetch"` cookies are not stored.'),
      row("Refresh", headers("Refresh: 0; url=/elsewhere"), ONLINE),
      row("Clear-Site-Data", headers('Clear-Site-Data: "cache", "cookies", "storage"'), ONLINE, "Remove it, because it slows browsers down."),
      row("Link: preload", headers("Link: </more.js>; rel=preload; as=script", "Link: <https://nobody.invalid>; rel=preconnect"), ONLINE),
      row("SourceMap", headers("SourceMap: /answer.js.map"), ONLINE),
      row("Content-Disposition: attachment", headers('Content-Disposition: attachment; filename="answer.json"'), ONLINE),
      row("X-Frame-Options and a CSP, for LHC's own pages", headers("X-Frame-Options: DENY", "Content-Security-Policy: default-src 'none'; sandbox"),
        ONLINE),
      row("Alt-Svc to a closed port", headers('Alt-Svc: h3=":1"; ma=60'), ONLINE, "Remove it."),
      row("Strict-Transport-Security by http", headers("Strict-Transport-Security: max-age=31536000"), ONLINE,
        "Nothing: browsers ignore it over http."),
      row("cached for a day: max-age=86400", lhc({ without: ["Cache-Control"], headers: [["Cache-Control", "public, max-age=86400"]] }), CHANGED,
        "Nothing: the URL changes every 30 seconds.", ASKED_AGAIN),
    ],
  },
  {
    title: "Timing",
    // oxfmt-ignore
    rows: [
      row("an answer after the element was removed", wire({ hold: "/" }), both("checking - S", "checking - F"),
        "Nothing: the question is aborted.", { act: "remove while asking" }),
      row("removed while asking and re-inserted", wire({ hold: "/" }), both("online - SS", "online - FF"),
        "Nothing: it is asked again.", { act: "remove and re-insert" }),
      row("an answer after the timeout", wire({ hold: "/" }), TIMEOUT,
        "Raise `timeout`, or make the server faster.", { act: "wait for the timeout, then let it answer" }),
      row("an answer after the target was changed", wire({ hold: "/restapi/isonlineuser/2", offline: true }), CHANGED,
        "Nothing: the old target's answer is never shown for the new one.", { site: { attributes: { user: "2" } }, act: "change the target while asking" }),
      row("the clock jumps a day forward while asking", wire({ hold: "/" }), ONLINE, "Nothing.", { act: "a day forward while asking" }),
      row("the clock jumps a day back while asking", wire({ hold: "/" }), ONLINE, "Nothing.", { act: "a day back while asking" }),
      row("the clock jumps a day forward, then a question fails", lhc({}), both("unknown network SS", "unknown http FF"),
        "Nothing: an answer that may be a day old is not shown.", { act: "a day forward, then no answer", answers: ["online"] }),
      row("the clock jumps a day back, then a question fails", lhc({}), both("online network SS", "online http FF"),
        "Nothing: the last answer is kept for five minutes, measured by the monotonic clock.", { act: "a day back, then no answer" }),
      row("going offline while asking", wire({ hold: "/" }),
        except(TIMEOUT, { webkit: cannot("WebKitGTK's driver cannot go offline") }, "WebKitGTK's driver has no such command"),
        "Nothing: the badge asks again.", { act: "go offline while asking" }),
      row("the page removes the question's frame", wire({ hold: "/" }), both("unknown timeout S", "online - F"),
        "Change the script that removes frames, so that it ignores hidden elements that are children of the root.", { act: "remove the frame" }),
    ],
  },
  {
    title: "The page's own policies",
    // oxfmt-ignore
    rows: [
      row("CSP without the server", lhc({}), CSP,
        "Add the server to `script-src`, or for `fetch` to `connect-src`.", csp("default-src 'self'")),
      row("CSP without the server in script-src", lhc({}), BY_FETCH, SAVES_ONE, csp("script-src 'self'")),
      row("CSP without the server in connect-src", lhc({}), both("online - S", "unknown blocked-by-csp F"),
        "Add the server to `connect-src`, or use `jsonp`.", csp("connect-src 'self'")),
      row("CSP with the server", lhc({}), ONLINE,
        "Nothing.", csp("default-src 'none'; script-src 'self' {lhc}; connect-src 'self' {lhc}; frame-src 'none'")),
      row("CSP with another path of the server", lhc({}), CSP,
        "Add the server without a path, or with `/restapi/` and `/widgetrestapi/`.", csp("default-src 'self' {lhc}/chat/")),
      row("report-only CSP", lhc({}), ONLINE,
        "Add the server before you enforce the policy.", site("Content-Security-Policy-Report-Only: default-src 'self'")),
      row("report-only CSP and a server that fails", lhc({ status: 500, body: "" }), HTTP,
        "Check PHP's error log. The policy is not the cause.", site("Content-Security-Policy-Report-Only: default-src 'self'")),
      row("CSP with a nonce", lhc({}), BY_FETCH, "Add the server, or `'strict-dynamic'`, to `script-src`.", csp("script-src 'nonce-ours'")),
      row("CSP with 'strict-dynamic'", lhc({}), ONLINE, "Nothing.", csp("script-src 'nonce-ours' 'strict-dynamic'")),
      row("Trusted Types that allow lhc-status", lhc({}), ONLINE, "Nothing.", csp("require-trusted-types-for 'script'; trusted-types lhc-status")),
      row("Trusted Types that do not allow lhc-status", lhc({}), BY_FETCH,
        "Add `lhc-status` to `trusted-types`.", csp("require-trusted-types-for 'script'; trusted-types others")),
      row("CSP sandbox", lhc({}), BY_FETCH, 'Nothing. With `transport="fetch"` the failed first question is avoided.', csp("sandbox allow-scripts")),
      row("upgrade-insecure-requests and a server without https", lhc({}),
        except(ONLINE, { webkit: cannot("WebKitGTK also requests the test page's own script by https") }, "Chromium and Firefox exempt servers on the same machine; others are requested by https, as in 'https to an http-only server'"),
        "Serve LHC by https.", csp("upgrade-insecure-requests")),
      row("COEP require-corp", lhc({}), BY_FETCH, SAVES_ONE, site("Cross-Origin-Embedder-Policy: require-corp")),
      row("COEP require-corp and COOP: cross-origin isolation", lhc({}), ONLINE,
        "Nothing.", site("Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Opener-Policy: same-origin")),
      row("COEP credentialless and COOP", lhc({}), ONLINE,
        "Nothing.", site("Cross-Origin-Embedder-Policy: credentialless", "Cross-Origin-Opener-Policy: same-origin")),
      row("Permissions-Policy that allows nothing, Referrer-Policy unsafe-url", lhc({}), ONLINE,
        "Nothing.", site("Permissions-Policy: sync-xhr=(), geolocation=()", "Referrer-Policy: unsafe-url")),
      row("mixed content: an https page and an http server", lhc({}),
        cannot("it needs a server on another machine, because https pages may request http from the same machine"),
        "Serve LHC by https. On an https page, the badge replaces `http:` in `base-url` by `https:` and warns."),
    ],
  },
  {
    title: "The page's own preload",
    text: "The [fast form](preload.md) sends the first question by a preload link. The badge takes only a response to its own question of now.",
    // oxfmt-ignore
    rows: [
      row("a preload that is answered 'offline'; later answers are 'online'", lhc({ times: 1, body: '{"isonline":false}' }), both("offline - P", "offline - P"),
        "Nothing: the badge uses that response.", PRELOADED),
      row("a preload that fails", lhc({ times: 1, status: 503 }), AFTER_PRELOAD, "Nothing: the badge asks again at once.", PRELOADED),
      row("a preload that is redirected, even to an answer", lhc({ times: 1, redirect: "/restapi/isonlineuser/9", headers: [["Access-Control-Allow-Origin", "*"]] }),
        AFTER_PRELOAD, "Use the new address in `base-url` and in the inline script.", PRELOADED),
      row("a preload with an old time slot", lhc({ times: 1, body: '{"isonline":false}' }), ONLINE,
        "Let a script in the page write the address: a cached page contains an old number.", { act: "preload the question of an older time slot" }),
      row("a preload of another URL", lhc({ path: "/restapi/isonlineuser/3", body: '{"isonline":false}' }), ONLINE,
        "Write the address of the badge's question.", { act: "preload the question of another target" }),
      row("a preload that the page's policy blocks", lhc({}), both("online - PS", "unknown blocked-by-csp PF"),
        "Add the server to `connect-src`.", { ...csp("connect-src 'self'"), ...PRELOADED }),
    ],
  },
  {
    title: "The site's service worker",
    // oxfmt-ignore
    rows: [
      row("a cache-first worker", lhc({}), CHANGED,
        "Nothing: the URL changes every 30 seconds. It is better to exclude LHC's host from the worker.", { site: { worker: "cache first" }, ...ASKED_AGAIN }),
      row("a cache-first worker that ignores the query", lhc({}),
        except(both("online - SS", "online - FF"), { chromium: both("offline - SS", "online - FF") }, BYPASSED),
        "Exclude LHC's host from the worker. A page cannot detect that the worker answers.", { site: { worker: "cache first, ignoring the query" }, ...ASKED_AGAIN }),
      row("a stale-while-revalidate worker", lhc({}), CHANGED,
        "Nothing: the URL changes every 30 seconds.", { site: { worker: "stale while revalidate" }, ...ASKED_AGAIN }),
      row("a worker that never answers", lhc({}), except(TIMEOUT, { chromium: both("online - S", "unknown timeout F") }, BYPASSED),
        "Correct the worker.", { site: { worker: "never" } }),
      row("a worker that answers with a page", lhc({}), except(NO_CALLBACK, { chromium: SCRIPT_ONLY }, BYPASSED),
        "Exclude LHC's host from the worker.", { site: { worker: "a page" } }),
      row("a worker that throws", lhc({}), except(NETWORK, { chromium: FETCH_FAILS }, BYPASSED),
        "Exclude LHC's host from the worker.", { site: { worker: "an error" } }),
    ],
  },
];
