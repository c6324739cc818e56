/** What can go wrong between a visitor's page and the answer, and what comes of it. Data alone. */
import type { Fault } from "../../demo/lhc-server/index.ts";
import { both, cannot, except, row } from "./expect.ts";
import type { Group, Row, Server, Wire } from "./row.ts";

const lhc = (fault: Fault): Server => ({ lhc: fault });
const wire = (fault: Wire): Server => ({ wire: fault });
/** LHC's answer with something else in the place of its object. */
const value = (text: string): Server => wire({ value: text });
/** A script in the place of LHC's answer, whoever asks. */
const script = (body: string): Server => wire({ body });
const headers = (...lines: string[]): Server => wire({ headers: lines });
const site = (...lines: string[]): Pick<Row, "site"> => ({ site: { headers: lines } });
const csp = (policy: string): Pick<Row, "site"> => site(`Content-Security-Policy: ${policy}`);

const WELL = both("online - S", "online - F");
/** The script failed, and the one fetch that may heal it did not. */
const NETWORK = both("unknown network SF", "unknown network F");
/** The script failed, and the fetch healed it. */
const HEALED = both("online - SF", "online - F");
const HTTP = both("unknown network SF", "unknown http F");
const TIMEOUT = both("unknown timeout S", "unknown timeout F");
const CSP = both("unknown blocked-by-csp SF", "unknown blocked-by-csp F");
const BAD_ANSWER = both("unknown bad-answer S", "unknown bad-answer F");
/** A script without a call; as JSON it is nothing either. */
const NO_CALLBACK = both("unknown no-callback SF", "unknown bad-answer F");
/** The browser runs no script of it; as JSON it is nothing either. */
const REJECTED = both("unknown network SF", "unknown bad-answer F");
/** It runs as a script without a call, and nothing of it can be fetched. */
const EMPTY_SCRIPT = both("unknown no-callback SF", "unknown network F");
/** The frame is gone before its script has loaded. */
const NEVER_LOADS = both("unknown timeout S", "unknown bad-answer F");
/** A script that answers; as JSON it is nothing. */
const NO_PURE_JSON = both("online - S", "unknown bad-answer F");
const FETCH_FAILS = both("online - S", "unknown network F");
const CHANGED = both("offline - SS", "offline - FF");

const NO_JSON = except(NO_CALLBACK, { firefox: REJECTED }, "Firefox refuses JSON that is no script");
/** The answer is whole, and then something is wrong. */
const CUT_OFF = except(NETWORK, { webkit: WELL }, "WebKitGTK passes it over: the answer was whole");
const WEBKIT_LOADS = "WebKit runs what is no script as an empty one";
/** What is no script at all: a page, JSON, XML. */
const NO_SCRIPT = except(REJECTED, { webkit: NO_CALLBACK }, WEBKIT_LOADS);
const TO_A_PAGE = except(NETWORK, { webkit: EMPTY_SCRIPT }, WEBKIT_LOADS);
const NOWHERE = except(
  both("online - S", "unknown http F"),
  { firefox: HTTP },
  "Chromium and WebKit run the body of a redirect that leads nowhere",
);
const PASSWORD = {
  cannot:
    "Firefox asks the visitor for a password, the page stands still until the dialog is closed, and no driver can close it",
};
const PASSED_BY = "in Chromium the frame's questions pass the worker by";

const ASKED_AGAIN = {
  act: "ask again in the next time slot",
  says: ["online", "offline"],
} satisfies Partial<Row>;

const HTML = "text/html; charset=utf-8";

/** What several rows advise. */
const CRASH = "Look at the web server's log: its PHP process may crash.";
const LIMITS = "Look at the web server's log, and at proxies with a limit of size or time.";
const PROXIES = "Look at the proxies in front of LHC.";
const BASE_URL = "Mend `base-url`: with `index.php/` at the end, or with the folder that LHC is in.";
const STRANGER = "Ask who answers there: LHC does not.";
const OPEN_IT = "Open the address from the message in a tab.";
const REWRITTEN = "Look for a proxy that rewrites answers.";
const USE_FETCH = 'Take `transport="fetch"`.';
const TOO_MUCH = "Ask who answers there: LHC sends 30 bytes.";
const SAVES_ONE = 'Nothing; with `transport="fetch"` the first question is saved.';
const LENGTH_CHANGED = "Look for what changes answers after their length was counted: filters, plug-ins.";
const CORS = "`jsonp` needs none. For `fetch` let LHC's `Access-Control-Allow-Origin: *` pass.";

export const GROUPS: Group[] = [
  {
    title: "No server",
    // oxfmt-ignore
    rows: [
      row("nothing is wrong", lhc({}), WELL),
      row("connection refused", { nobody: "refused" }, NETWORK, "Start the web server, or mend host and port in `base-url`."),
      row("unknown host", { nobody: "unknown host" }, NETWORK, "Mend the host's name in `base-url`, or its DNS entry."),
      row("a port that browsers refuse (6000)", { nobody: "blocked port" }, NETWORK,
        "Let LHC listen on another port: browsers keep a list of those they never ask."),
      row("https where only http is spoken", { nobody: "plain port" }, NETWORK, "Serve LHC by https."),
      row("a certificate that nobody vouches for", wire({ tls: true }), NETWORK,
        "Install a certificate that browsers trust, for the host that is in `base-url`, and renew it in time."),
    ],
  },
  {
    title: "Broken connections",
    // oxfmt-ignore
    rows: [
      row("reset at once", lhc({ reset: true }), NETWORK, "Look at the web server's and the firewall's logs."),
      row("reset in the body", lhc({ reset: true, cut: "body" }), NETWORK, CRASH),
      row("closed without a byte", wire({ status: "", body: "" }), NETWORK, CRASH),
      row("cut in the headers", lhc({ cut: "head" }), except(NO_CALLBACK, { webkit: NETWORK }, "half of a head is a head for Chromium and Firefox"),
        CRASH),
      row("cut in the body, with a Content-Length", lhc({ cut: "body", headers: [["Content-Length", "1000"]] }),
        except(NETWORK, { webkit: NO_CALLBACK }, "WebKitGTK takes a short body for a whole one"), LIMITS),
      row("cut in the body, without a Content-Length", lhc({ cut: "body" }), NO_JSON, LIMITS),
      row("hangs before the headers", lhc({ hang: "before" }), TIMEOUT, "Look whether LHC's database or PHP is overloaded."),
      row("hangs in the headers", wire({ status: "", before: "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n", body: "", then: "hang" }),
        TIMEOUT, PROXIES),
      row("hangs inside of the body", lhc({ hang: "body" }), TIMEOUT, PROXIES),
      row("the whole answer, and a connection that stays open", wire({ then: "hang" }), TIMEOUT,
        "The web server must close the connection, or send a Content-Length."),
      row("ten that hang, given up, and one that answers", wire({ hold: "/restapi/isonlineuser" }),
        both("online - SSSSSSSSSSS", "online - FFFFFFFFFFF"), "Nothing: a question that is given up frees its connection.", { act: "ask ten times" }),
      row("a slow drip, in time", lhc({ drip: 0.002 }), WELL),
      row("a slow drip, longer than the timeout", lhc({ drip: 0.1 }), TIMEOUT, "Raise `timeout`, or make the server faster."),
      row("no HTTP: the banner of another service", wire({ status: "", body: "SSH-2.0-OpenSSH_9.2\r\n" }),
        except(NETWORK, { firefox: EMPTY_SCRIPT }, "for Firefox that is HTTP/0.9"), "Mend the port in `base-url`."),
      row("HTTP/0.9: a body and nothing else", wire({ status: "" }), except(NETWORK, { firefox: FETCH_FAILS }, "Firefox still speaks HTTP/0.9"),
        "Use a web server that speaks HTTP/1.1."),
      row("HTTP/1.0", wire({ status: "HTTP/1.0 200 OK" }), WELL),
      row("chunks that are well", wire({ headers: ["Transfer-Encoding: chunked"], body: "{hex}\r\n{answer}\r\n0\r\n\r\n" }), WELL),
      row("chunks of a wrong size", wire({ headers: ["Transfer-Encoding: chunked"], body: "{hex}\r\n{answer}\r\nzz\r\n\r\n" }), CUT_OFF, PROXIES),
      row("chunks without an end", wire({ headers: ["Transfer-Encoding: chunked"], body: "{hex}\r\n{answer}\r\n" }), CUT_OFF, PROXIES),
      row("a Content-Length that is one too short", headers("Content-Length: {less}"), NO_JSON, LENGTH_CHANGED),
      row("a Content-Length that is one too long", headers("Content-Length: {more}"), CUT_OFF, LENGTH_CHANGED),
      row("two Content-Lengths that disagree", headers("Content-Length: {length}", "Content-Length: {more}"), CUT_OFF,
        "Look for a proxy that adds a header of its own."),
      row("a Content-Length that is no number", headers("Content-Length: none"), except(WELL, { webkit: NETWORK }, "WebKitGTK refuses it"),
        "Mend the header."),
      row("a megabyte of headers", headers(...Array.from({ length: 64 }, (_, i) => `X-Header-${i}: ${"x".repeat(16_384)}`)), NETWORK,
        "Find what adds them: mostly cookies without end."),
      row("a header line without a colon", headers("nonsense"), WELL, "Mend the header."),
    ],
  },
  {
    title: "Status codes",
    // oxfmt-ignore
    rows: [
      row("103 Early Hints before the answer", wire({ before: "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n" }),
        WELL),
      row("100 Continue that nobody asked for", wire({ before: "HTTP/1.1 100 Continue\r\n\r\n" }), WELL),
      row("101 Switching Protocols", wire({ status: "HTTP/1.1 101 Switching Protocols", headers: ["Upgrade: websocket"] }),
        except(NETWORK, { firefox: HTTP }, "Firefox takes it for an answer"), "Mend `base-url`: this is no web server."),
      row("201 with an answer", lhc({ status: 201 }), WELL),
      row("204", lhc({ status: 204, body: "" }), NO_CALLBACK,
        "Look for a rule of the web server that answers in place of LHC, for crawlers for example."),
      row("an empty 200", lhc({ body: "" }), NO_CALLBACK, "Look at PHP's error log: a fatal error with `display_errors` off is an empty page."),
      row("206 with a whole answer", lhc({ status: 206 }), except(WELL, { firefox: HEALED }, "Firefox runs no script of a part")),
      row("300 without an address", lhc({ status: 300 }), NOWHERE, "Mend `base-url`."),
      row("302 without an address", lhc({ status: 302 }),
        { jsonp: NOWHERE.jsonp, fetch: except(HTTP, { firefox: NETWORK }, "Firefox takes it for a redirect").fetch },
        "Look for the rewrite rule that does so."),
      row("304 to a question without a condition", lhc({ status: 304, body: "" }),
        except(both("unknown no-callback SF", "unknown http F"), { firefox: HTTP }, "for Chromium and WebKit it is an empty script"),
        "Look for a cache in front of LHC that adds conditions."),
      row("400", lhc({ status: 400, body: "Bad Request", contentType: HTML }), HTTP,
        'Look for a firewall that dislikes `?callback=`; or take `transport="fetch"`.'),
      row("401 with Basic", lhc({ status: 401, body: "", headers: [["WWW-Authenticate", 'Basic realm="LHC"']] }),
        except(HTTP, { firefox: { ...HTTP, jsonp: PASSWORD } }, "Firefox asks the visitor for a password"),
        "Take `/restapi/isonline…` out of the password's realm."),
      row("403 of a firewall", lhc({ status: 403, body: "<!doctype html><h1>Blocked</h1>", contentType: HTML }), HTTP,
        "Let `/restapi/isonline…` pass the firewall."),
      row("404", lhc({ status: 404, body: "<!doctype html><h1>Not found</h1>", contentType: HTML }), HTTP, BASE_URL),
      row("407", lhc({ status: 407, body: "", headers: [["Proxy-Authenticate", 'Basic realm="proxy"']] }),
        except(HTTP, { chromium: NETWORK }, "Chromium believes it of no server"), "That is the visitor's proxy."),
      row("429", lhc({ status: 429, body: "", headers: [["Retry-After", "3600"]] }), HTTP,
        "Raise the limit for `/restapi/isonline…`, or `interval`."),
      row("500, empty", lhc({ status: 500, body: "" }), HTTP, "Look at PHP's error log."),
      row("500 with an answer in it", lhc({ status: 500 }), HTTP, "Look at PHP's error log. What comes with an error is not believed."),
      row("503 with LHC's maintenance page, readable", lhc({ maintenance: true, headers: [["Access-Control-Allow-Origin", "*"]] }), HTTP,
        "Look whether LHC's database is up."),
      row("LHC's database is down", { lhc: {}, database: "down" }, HTTP, "Start the database."),
      row("511 of a hotel's network", lhc({ status: 511, body: "<!doctype html><h1>Log in</h1>", contentType: HTML, without: ["Access-Control-Allow-Origin"] }),
        NETWORK, "The visitor has to log in to the network. The badge goes on asking."),
      row("a status that does not exist (999)", lhc({ status: 999 }), HTTP, "Look for a firewall: some speak so to those they take for robots."),
    ],
  },
  {
    title: "Redirects",
    text: "`fetch` follows none: a mistyped address leads to LHC's chat page, which would count a visitor at each question.",
    // oxfmt-ignore
    rows: [
      row("301 to a page", lhc({ path: "/restapi", redirect: { status: 301, location: "/chat/start" } }), TO_A_PAGE, BASE_URL),
      row("302 to a page", lhc({ path: "/restapi", redirect: "/chat/start" }), TO_A_PAGE, BASE_URL),
      row("302 in a loop", lhc({ redirect: "/restapi/isonline" }), NETWORK,
        "Look for two rewrite rules that undo each other, http and https mostly."),
      row("308 to where LHC has moved", lhc({ path: "/restapi", redirect: { status: 308, location: "/index.php/restapi/isonline?callback=lhcStatus" } }),
        FETCH_FAILS, "Write the new address into `base-url`."),
      row("302 to an address that loses the callback", lhc({ path: "/restapi", redirect: "/index.php/restapi/isonline" }), TO_A_PAGE,
        "Write the new address into `base-url`, or let the rule keep the query."),
      row("302 to data:", lhc({ redirect: "data:text/javascript,lhcStatus(%7B%22isonline%22:true%7D)" }),
        except(NETWORK, { webkit: FETCH_FAILS }, "WebKit follows it, and the redirect itself has said 'online'"), STRANGER),
      row("302 to javascript:", lhc({ redirect: 'javascript:lhcStatus({"isonline":true})' }), NETWORK, STRANGER),
      row("302 to a server that is down", lhc({ redirect: "http://nobody.invalid/" }), NETWORK, "Mend the redirect."),
    ],
  },
  {
    title: "Answers that are none",
    // oxfmt-ignore
    rows: [
      row("a page, with 200", lhc({ body: "<!doctype html><title>Hello</title><p>Hello", contentType: HTML }), NO_SCRIPT, BASE_URL),
      row("a page that a firewall shows first, with a script in it", lhc({ body: "<!doctype html><script>location.reload()</script>", contentType: HTML }),
        NO_SCRIPT, "Let `/restapi/isonline…` pass the firewall without its check."),
      row("plain JSON where a callback was asked", script('{"isonline":true}'), HEALED,
        'Look for a proxy or cache that drops `?callback=`; or take `transport="fetch"`.'),
      row("XML", lhc({ body: '<?xml version="1.0"?>\n<root/>\n', contentType: "text/xml" }), NO_SCRIPT,
        "Take `format=xml` out of what is added to the address."),
      row("another callback's name", script('foo({"isonline":true})'), NO_CALLBACK, "Look for a cache that does not tell queries apart."),
      row("the callback's name without a call", script("{callback}"), NO_CALLBACK, STRANGER),
      row("a syntax error", script("{callback}({"), NO_JSON, OPEN_IT),
      row("a warning of PHP before the answer", wire({ body: "<br />\n<b>Warning</b>: Undefined index in <b>x.php</b><br />\n{answer}", only: ["Content-Type: text/html", "Access-Control-Allow-Origin: *"] }),
        NO_SCRIPT, "Turn PHP's `display_errors` off."),
      row("an HTML comment after the answer", script("{answer}\n<!-- cached -->"), NO_PURE_JSON, "Turn the cache's signature off for `/restapi/`."),
      row("a body that throws", script("throw new Error('theirs')"), NO_CALLBACK, OPEN_IT),
      row("a body that throws what is no error", script("throw null"), NO_CALLBACK, OPEN_IT),
      row("a promise that nobody catches", script("Promise.reject(new Error('theirs'))"), NO_CALLBACK, OPEN_IT),
      row("a binary file", lhc({ body: "\u0089PNG\r\n\u001a\n", contentType: "image/png" }), REJECTED, "Mend `base-url`."),
      row("an answer of the type text/csv", lhc({ contentType: "text/csv" }), HEALED, "Let LHC's own Content-Type pass."),
    ],
  },
  {
    title: "Answers that say something else",
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
      row("extra keys", value('{"isonline":true,"more":[1,{"isonline":false}]}'), WELL),
      row("isonline twice: the last one counts, as in all JSON", value('{"isonline":true,"isonline":false}'), both("offline - S", "offline - F")),
      row("isonline in __proto__", value('{"__proto__":{"isonline":true}}'), BAD_ANSWER, STRANGER),
      row("isonline inherited", script("{callback}(Object.create({isonline:true}))"), BAD_ANSWER, STRANGER),
      row("isonline by a getter", script("{callback}({get isonline(){return true}})"), BAD_ANSWER, STRANGER),
      row("an object that throws when it is looked at", script("{callback}(new Proxy({},{getOwnPropertyDescriptor(){throw 1}}))"), BAD_ANSWER,
        STRANGER),
      row("a promise of an answer", script("{callback}(Promise.resolve({isonline:true}))"), BAD_ANSWER, STRANGER),
    ],
  },
  {
    title: "Scripts that do more than answer",
    // oxfmt-ignore
    rows: [
      row("called twice: the first counts", script('{answer};{callback}({"isonline":false})'), NO_PURE_JSON, "Look for what answers twice."),
      row("first junk, then an answer", script("{callback}(1);{answer}"), BAD_ANSWER, "Look for what answers twice."),
      row("called later", script('setTimeout(()=>{callback}({"isonline":true}))'), NO_CALLBACK, STRANGER),
      row("called in a microtask", script('Promise.resolve().then(()=>{callback}({"isonline":true}))'), NO_PURE_JSON),
      row("called with extra arguments", script('{callback}({"isonline":true},{"isonline":false},1)'), NO_PURE_JSON),
      row("an answer, and then a throw", script("{answer};throw new Error('theirs')"), NO_PURE_JSON, OPEN_IT),
      row("the callback is overwritten", script("{callback}=()=>{}"), NO_CALLBACK, STRANGER),
      row("a heavy script that ends", script("for(let i=0;i<1e7;i++);{answer}"), NO_PURE_JSON),
      row("document.open in its frame", script("document.open()"), NEVER_LOADS, USE_FETCH),
      row("document.write in its frame", script("document.open();document.write('<script>alert');document.close()"), NEVER_LOADS, USE_FETCH),
      row("document.write, and an answer in it", script(`document.open();document.write('<script>{callback}({"isonline":true})</'+'script>');document.close()`),
        NO_PURE_JSON, USE_FETCH),
      row("it removes its own frame", script("frameElement.remove()"),
        except(NEVER_LOADS, { firefox: NO_CALLBACK }, "Firefox still tells that the script is there"), USE_FETCH),
      row("it removes its own frame, and answers", script("frameElement.remove();{answer}"), NO_PURE_JSON, USE_FETCH),
      row("it moves its own frame", script("parent.document.body.append(frameElement)"),
        except(NEVER_LOADS, { firefox: NO_CALLBACK }, "Firefox still tells that the script is there"), USE_FETCH),
      row("it navigates its frame", script("location.href='/'"), NO_CALLBACK, USE_FETCH),
      row("it navigates its frame, and answers", script("location.href='/elsewhere';{answer}"), NO_PURE_JSON, USE_FETCH),
      row("it removes its own script", script("document.currentScript.remove()"), NO_CALLBACK, USE_FETCH),
      row("it asks for more scripts in its frame", script("document.head.append(Object.assign(document.createElement('script'),{src:'data:text/javascript,lhcStatus({isonline:true})'}))"),
        NO_CALLBACK, USE_FETCH),
      row("it writes a global into the page", script("parent.theirs=1;{answer}"), NO_PURE_JSON,
        'The server\'s script can reach the page. If you do not trust the server, take `transport="fetch"`: it runs no foreign script.', { leaves: { jsonp: ["global theirs"] } }),
    ],
  },
  {
    title: "Bytes",
    // oxfmt-ignore
    rows: [
      row("50 MB, and then the answer", wire({ as: "50 MB" }), WELL, TOO_MUCH),
      row("a gzip bomb: 50 kB that become 50 MB", wire({ as: "bomb", headers: ["Content-Encoding: gzip"] }), WELL, TOO_MUCH),
      row("a body without end", wire({ as: "endless" }), TIMEOUT, TOO_MUCH),
      row("gzip that is well", wire({ as: "gzip", headers: ["Content-Encoding: gzip"] }), WELL),
      row("gzip that is none", lhc({ encoding: "gzip-broken" }), CUT_OFF, "Look for what compresses, or claims to, in front of LHC."),
      row("brotli that is none", lhc({ encoding: "br-broken" }), EMPTY_SCRIPT, "Look for what compresses, or claims to, in front of LHC."),
      row("half of a gzip", wire({ as: "gzip, half of it", headers: ["Content-Encoding: gzip"] }), NO_JSON,
        "Look for what compresses in front of LHC, and for limits of size."),
      row("gzip that does not say so", wire({ as: "gzip" }), NO_JSON, "Look for what compresses in front of LHC."),
      row("an encoding that does not exist", headers("Content-Encoding: rot13"), WELL, "Take the header out."),
      row("a BOM before the answer", wire({ as: "BOM" }), WELL, "Nothing; LHC's PHP files should be saved without one."),
      row("UTF-16 that says so", wire({ as: "utf-16", only: ["Content-Type: application/json; charset=utf-16le", "Access-Control-Allow-Origin: *"] }),
        NO_PURE_JSON, "Let PHP's UTF-8 pass: `fetch` reads nothing else."),
      row("UTF-16 with a BOM", wire({ as: "utf-16 with BOM" }), NO_PURE_JSON, "Let PHP's UTF-8 pass: `fetch` reads nothing else."),
      row("UTF-16 that says nothing", wire({ as: "utf-16" }), NO_JSON, "Let PHP's UTF-8 pass."),
      row("a wrong charset: UTF-8 that says UTF-16", lhc({ contentType: "application/json; charset=utf-16le" }), HEALED, "Mend the Content-Type."),
      row("a wrong charset: UTF-8 that says windows-1252", lhc({ contentType: "application/json; charset=windows-1252" }), WELL,
        "Nothing: the answer is ASCII."),
      row("a NUL after the answer", script("{answer}\0"), NO_JSON, "Look for what adds it."),
    ],
  },
  {
    title: "Headers",
    // oxfmt-ignore
    rows: [
      row("nosniff", headers("X-Content-Type-Options: nosniff"), HEALED, SAVES_ONE),
      row("nosniff, and no CORS", wire({ only: ["Content-Type: application/json", "X-Content-Type-Options: nosniff"] }), NETWORK,
        "Take one of them back for `/restapi/`: send no `nosniff`, or let LHC's `Access-Control-Allow-Origin: *` pass."),
      row("nosniff, and text/javascript", wire({ only: ["Content-Type: text/javascript", "X-Content-Type-Options: nosniff", "Access-Control-Allow-Origin: *"] }),
        WELL),
      row("no Content-Type", wire({ only: ["Access-Control-Allow-Origin: *"] }), WELL),
      row("CORS missing", lhc({ without: ["Access-Control-Allow-Origin"] }), FETCH_FAILS, CORS),
      row("CORS doubled", lhc({ doubled: ["Access-Control-Allow-Origin"] }), FETCH_FAILS,
        "LHC sends it already: take the web server's own `Access-Control-Allow-Origin` out."),
      row("CORS for another site", lhc({ without: ["Access-Control-Allow-Origin"], headers: [["Access-Control-Allow-Origin", "https://example.com"]] }),
        FETCH_FAILS, CORS),
      row("CORS with credentials", lhc({ without: ["Access-Control-Allow-Credentials"], headers: [["Access-Control-Allow-Credentials", "true"]] }),
        WELL, "Nothing: no credentials are sent."),
      row("CORP same-origin", headers("Cross-Origin-Resource-Policy: same-origin"), HEALED, SAVES_ONE),
      row("CORP same-site", headers("Cross-Origin-Resource-Policy: same-site"), HEALED, SAVES_ONE),
      row("a cookie", headers("Set-Cookie: a=1; Path=/", "Set-Cookie: b=2; SameSite=None; Secure; Path=/"), WELL,
        'Nothing; with `transport="fetch"` none is kept.'),
      row("Refresh", headers("Refresh: 0; url=/elsewhere"), WELL),
      row("Clear-Site-Data", headers('Clear-Site-Data: "cache", "cookies", "storage"'), WELL, "Take it out: it makes browsers slow."),
      row("Link: preload", headers("Link: </more.js>; rel=preload; as=script", "Link: <https://nobody.invalid>; rel=preconnect"), WELL),
      row("SourceMap", headers("SourceMap: /answer.js.map"), WELL),
      row("Content-Disposition: attachment", headers('Content-Disposition: attachment; filename="answer.json"'), WELL),
      row("X-Frame-Options and a CSP, for LHC's own pages", headers("X-Frame-Options: DENY", "Content-Security-Policy: default-src 'none'; sandbox"),
        WELL),
      row("Alt-Svc to where nobody is", headers('Alt-Svc: h3=":1"; ma=60'), WELL, "Take it out."),
      row("Strict-Transport-Security by http", headers("Strict-Transport-Security: max-age=31536000"), WELL,
        "Nothing: browsers heed it by https alone."),
      row("kept for a day: max-age=86400", lhc({ without: ["Cache-Control"], headers: [["Cache-Control", "public, max-age=86400"]] }), CHANGED,
        "Nothing: the address changes every 30 seconds.", ASKED_AGAIN),
    ],
  },
  {
    title: "When it comes",
    // oxfmt-ignore
    rows: [
      row("an answer after the element was removed", wire({ hold: "/" }), both("checking - S", "checking - F"),
        "Nothing: the question is given up.", { act: "remove in mid-question" }),
      row("removed in mid-question and put back", wire({ hold: "/" }), both("online - SS", "online - FF"),
        "Nothing: it is asked again.", { act: "remove, and put back" }),
      row("an answer after the timeout", wire({ hold: "/" }), TIMEOUT,
        "Raise `timeout`, or make the server faster.", { act: "wait for the timeout, then let it answer" }),
      row("an answer after the target was changed", wire({ hold: "/restapi/isonlineuser/2", offline: true }), CHANGED,
        "Nothing: the old target's answer is never shown for the new one.", { site: { attributes: { user: "2" } }, act: "change the target in mid-question" }),
      row("the clock jumps a day forward in mid-question", wire({ hold: "/" }), WELL, "Nothing.", { act: "a day forward in mid-question" }),
      row("the clock jumps a day back in mid-question", wire({ hold: "/" }), WELL, "Nothing.", { act: "a day back in mid-question" }),
      row("the clock jumps a day forward, and then there is no answer", lhc({}), both("unknown network SS", "unknown http FF"),
        "Nothing: an answer that may be a day old is not shown.", { act: "a day forward, then no answer", says: ["online"] }),
      row("the clock jumps a day back, and then there is no answer", lhc({}), both("online network SS", "online http FF"),
        "Nothing: the last answer stands for five minutes, by the clock that nobody can set.", { act: "a day back, then no answer" }),
      row("going offline in mid-question", wire({ hold: "/" }),
        except(TIMEOUT, { webkit: cannot("no driver can take WebKitGTK's network away") }, "WebKitGTK's driver has no such command"),
        "Nothing: the badge asks again.", { act: "go offline in mid-question" }),
      row("the page takes our frame out", wire({ hold: "/" }), both("unknown timeout S", "online - F"),
        "Let the script that removes frames leave those alone that are hidden at the root.", { act: "take the frame out" }),
    ],
  },
  {
    title: "The page's own policies",
    // oxfmt-ignore
    rows: [
      row("CSP that names the server nowhere", lhc({}), CSP,
        "Add the server to `script-src`, or, for `fetch`, to `connect-src`.", csp("default-src 'self'")),
      row("CSP that lacks the server in script-src", lhc({}), HEALED, SAVES_ONE, csp("script-src 'self'")),
      row("CSP that lacks the server in connect-src", lhc({}), both("online - S", "unknown blocked-by-csp F"),
        "Add the server to `connect-src`, or take `jsonp`.", csp("connect-src 'self'")),
      row("CSP that names the server", lhc({}), WELL,
        "Nothing.", csp("default-src 'none'; script-src 'self' {lhc}; connect-src 'self' {lhc}; frame-src 'none'")),
      row("CSP that names another path of the server", lhc({}), CSP,
        "Name the server without a path, or with `/restapi/` and `/widgetrestapi/`.", csp("default-src 'self' {lhc}/chat/")),
      row("CSP that only reports", lhc({}), WELL,
        "Name the server before you enforce the policy.", site("Content-Security-Policy-Report-Only: default-src 'self'")),
      row("CSP that only reports, and a server that fails", lhc({ status: 500, body: "" }), HTTP,
        "Look at PHP's error log: the policy is not to blame.", site("Content-Security-Policy-Report-Only: default-src 'self'")),
      row("CSP with a nonce", lhc({}), HEALED, "Add the server, or `'strict-dynamic'`, to `script-src`.", csp("script-src 'nonce-ours'")),
      row("CSP with 'strict-dynamic'", lhc({}), WELL, "Nothing.", csp("script-src 'nonce-ours' 'strict-dynamic'")),
      row("Trusted Types that allow lhc-status", lhc({}), WELL, "Nothing.", csp("require-trusted-types-for 'script'; trusted-types lhc-status")),
      row("Trusted Types that do not allow lhc-status", lhc({}), HEALED,
        "Add `lhc-status` to `trusted-types`.", csp("require-trusted-types-for 'script'; trusted-types others")),
      row("CSP sandbox", lhc({}), HEALED, 'Nothing; with `transport="fetch"` the frame is saved.', csp("sandbox allow-scripts")),
      row("upgrade-insecure-requests, and a server without https", lhc({}),
        except(WELL, { webkit: cannot("WebKitGTK asks for the test page's own script by https, too") }, "Chromium and Firefox leave this machine's own servers alone; a server elsewhere is asked by https, which is 'https where only http is spoken'"),
        "Serve LHC by https.", csp("upgrade-insecure-requests")),
      row("COEP require-corp", lhc({}), HEALED, SAVES_ONE, site("Cross-Origin-Embedder-Policy: require-corp")),
      row("COEP require-corp and COOP: a page that is isolated", lhc({}), WELL,
        "Nothing.", site("Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Opener-Policy: same-origin")),
      row("COEP credentialless and COOP", lhc({}), WELL,
        "Nothing.", site("Cross-Origin-Embedder-Policy: credentialless", "Cross-Origin-Opener-Policy: same-origin")),
      row("Permissions-Policy that allows nothing, Referrer-Policy unsafe-url", lhc({}), WELL,
        "Nothing.", site("Permissions-Policy: sync-xhr=(), geolocation=()", "Referrer-Policy: unsafe-url")),
      row("mixed content: an https page and an http server", lhc({}),
        cannot("the server has to be on another machine: from an https page the badge asks by https, this machine alone excepted"),
        "Serve LHC by https. In an https page `http:` in `base-url` is asked by https, with a warning."),
    ],
  },
  {
    title: "The site's service worker",
    // oxfmt-ignore
    rows: [
      row("a worker that answers cache-first", lhc({}), CHANGED,
        "Nothing: the address changes every 30 seconds. Better let the worker leave LHC's host alone.", { site: { worker: "cache first" }, ...ASKED_AGAIN }),
      row("a worker that answers cache-first, whatever the query", lhc({}),
        except(both("online - SS", "online - FF"), { chromium: both("offline - SS", "online - FF") }, PASSED_BY),
        "Let the worker leave LHC's host alone: it answers in its place, and nothing in a page can see that.", { site: { worker: "cache first, whatever the query" }, ...ASKED_AGAIN }),
      row("a worker that answers stale-while-revalidate", lhc({}), CHANGED,
        "Nothing: the address changes every 30 seconds.", { site: { worker: "stale while revalidate" }, ...ASKED_AGAIN }),
      row("a worker that never answers", lhc({}), except(TIMEOUT, { chromium: both("online - S", "unknown timeout F") }, PASSED_BY),
        "Mend the worker.", { site: { worker: "never" } }),
      row("a worker that answers with a page", lhc({}), except(NO_CALLBACK, { chromium: NO_PURE_JSON }, PASSED_BY),
        "Let the worker leave LHC's host alone.", { site: { worker: "a page" } }),
      row("a worker that fails", lhc({}), except(NETWORK, { chromium: FETCH_FAILS }, PASSED_BY),
        "Let the worker leave LHC's host alone.", { site: { worker: "an error" } }),
    ],
  },
];
