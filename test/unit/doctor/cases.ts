/** Observations of an installation and the expected findings. */
import type { Asked, Exchange, Facts, FailureKind, Header } from "../../../src/doctor/rules/facts.ts";
import type { Severity } from "../../../src/doctor/rules/finding.ts";
import { ORIGIN, planQuestions } from "../../../src/doctor/rules/plan.ts";

/** Unix time in seconds: Tue, 03 Mar 2026 12:00:00 GMT. */
const NOW = Date.UTC(2026, 2, 3, 12) / 1000;
export const BASE_URL = "https://chat.example.com/";
export const TARGETS = { department: "1", user: "2" };

/** LHC's headers. */
const LHC_HEADERS: readonly Header[] = [
  ["Access-Control-Allow-Origin", "*"],
  ["Access-Control-Allow-Credentials", "true"],
  ["Access-Control-Allow-Headers", "Origin, X-Requested-With, Content-Type, Accept, API-Key, Authorization"],
  ["Content-Type", "application/json"],
];
const WIDGET_HEADERS: readonly Header[] = [
  ["Cache-Control", "no-store, no-cache, must-revalidate, max-age=0"],
  ["Cache-Control", "post-check=0, pre-check=0"],
  ["Pragma", "no-cache"],
];

function lhcAnswer(url: string): Pick<Exchange, "status" | "headers" | "body"> {
  const isWidget = url.includes("/widgetrestapi/");
  const callback = new URL(url).searchParams.get("callback");
  const body = isWidget ? '{"change_status":true,"online":true}' : '{"isonline":true}';
  return {
    status: 200,
    headers: isWidget ? [...LHC_HEADERS, ...WIDGET_HEADERS] : LHC_HEADERS,
    body: callback === null ? body : `${callback}(${body})`,
  };
}

/** The facts of a working installation that is online, or with exchanges changed by `spoil`. */
export function factsOf(
  asked: Partial<Asked> = {},
  spoil: (exchange: Exchange) => Partial<Exchange> = () => ({}),
  more: Partial<Facts> = {},
): Facts {
  const whole: Asked = { baseUrl: BASE_URL, ...asked };
  const exchanges = planQuestions(whole, NOW).map(({ name, url }) => {
    const exchange: Exchange = { name, url, duration: 0.02, receivedAt: NOW, ...lhcAnswer(url) };
    return { ...exchange, ...spoil(exchange) };
  });
  return { ...whole, origin: ORIGIN, exchanges, ...more };
}

const DAY = 86_400;
/** What a page cannot see. */
const WHOLE: Partial<Facts> = {
  search: { given: BASE_URL, isBase: true, isFound: true, tried: [BASE_URL] },
  refusals: { without: "Authorization header is missing!", withUnknownUser: "Authorization failed!" },
  calls: [{ call: "chats", needs: "lhchat use" }],
  departments: [
    { value: "1", name: "Support" },
    { value: "2", name: "Sales" },
  ],
};
/** The facts of a program that was given credentials. */
export const wholeFacts = (spoil: (exchange: Exchange) => Partial<Exchange> = () => ({})): Facts => {
  const facts = factsOf(
    TARGETS,
    (exchange) => ({
      remoteAddress: "203.0.113.7",
      certificate: { begins: NOW - 30 * DAY, ends: NOW + 60 * DAY },
      ...spoil(exchange),
    }),
    WHOLE,
  );
  const [site] = facts.exchanges;
  return { ...facts, exchanges: [...facts.exchanges, { ...site!, name: "repeat" }] };
};

export interface Case {
  readonly name: string;
  readonly facts: Facts;
  /** The severity of all rules that neither pass nor are skipped. */
  readonly finds: Readonly<Record<string, Severity>>;
}

type Spoil = Partial<Exchange> | ((exchange: Exchange) => Partial<Exchange>);

function found(
  name: string,
  finds: Case["finds"],
  spoil: Spoil,
  asked: Partial<Asked> = TARGETS,
  more: Partial<Facts> = {},
): Case {
  return { name, finds, facts: factsOf(asked, typeof spoil === "function" ? spoil : () => spoil, more) };
}

const isWidget = ({ url }: Exchange): boolean => url.includes("/widgetrestapi/");
const hasCallback = ({ url }: Exchange): boolean => url.includes("callback=");
const only =
  (isMeant: (exchange: Exchange) => boolean, change: Partial<Exchange>) =>
  (exchange: Exchange): Partial<Exchange> =>
    isMeant(exchange) ? change : {};
const failed = (kind: FailureKind, message: string): Exchange => ({
  ...({ status: undefined, headers: undefined, body: undefined, duration: undefined } as object),
  ...({ failure: { kind, message } } as Exchange),
});
/** Replaces a header by these values. */
const withHeader =
  (name: string, ...values: string[]) =>
  ({ headers = [] }: Exchange): Partial<Exchange> => ({
    headers: [
      ...headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()),
      ...values.map((value): Header => [name, value]),
    ],
  });
const headers = (...more: Header[]) =>
  ((exchange) => ({ headers: [...(exchange.headers ?? []), ...more] })) satisfies Spoil;
const redirect = (status: number, location: string): Partial<Exchange> => ({
  status,
  headers: [
    ["Location", location],
    ["Content-type", "text/html; charset=UTF-8"],
  ],
  body: "",
});
const answers =
  (byName: Partial<Record<Exchange["name"], boolean>>) =>
  (exchange: Exchange): Partial<Exchange> => {
    const online = byName[exchange.name];
    return online === undefined || exchange.body === undefined
      ? {}
      : { body: exchange.body.replace(/true(?=\}\)?$)/, String(online)) };
  };
/** With and without online hours and bot. */
const answersOf = (online: boolean, withoutHours: boolean, withoutBot: boolean) => ({
  department: online,
  "department-inclusive": online,
  "department-without-hours": withoutHours,
  "department-without-bot": withoutBot,
  "unknown-inclusive": !online,
});
const page = (title: string): string => `<!doctype html>\n<html><head><title>${title}</title></head></html>`;

/** Checks another base URL; `path` is that of its API. */
const at = (baseUrl: string): Partial<Asked> => ({ baseUrl });

export const CASES: readonly Case[] = [
  found("a sound installation", {}, {}),
  found("a working installation without targets", {}, {}, {}),

  // ids
  found("a user name", { ids: "error" }, {}, { user: "bob" }),
  found("a department's name", { ids: "error" }, {}, { department: "Support" }),
  found("an id with something behind it", { ids: "error" }, {}, { department: "1abc" }),
  found("a list where the explicit question is meant", { ids: "error" }, {}, { department: "1,2" }),
  found("an empty id", { ids: "error" }, {}, { department: "", departmentMatch: "inclusive" }),
  found("an id of zero", { ids: "error" }, {}, { user: "0" }),
  found(
    "an alias for the inclusive question",
    { "department-exists": "warning" },
    {},
    { department: "sales", departmentMatch: "inclusive" },
  ),
  found("numbers for the inclusive question", {}, answers({ "unknown-inclusive": false }), {
    department: "1, 2",
    departmentMatch: "inclusive",
  }),
  found("an alias in a list", {}, answers({ "unknown-inclusive": false }), {
    department: "1,sales",
    departmentMatch: "inclusive",
  }),

  found("two aliases", { ids: "error" }, {}, { department: "sales,uni", departmentMatch: "inclusive" }),

  // the connection
  found("no certificate", { https: "warning" }, {}, at("http://chat.example.com/")),
  ...["localhost:8080", "lhc.localhost", "127.0.0.1:8088", "[::1]"].map((host) =>
    found(`on this computer: ${host}`, {}, {}, at(`http://${host}/`)),
  ),
  found("an unknown host", { reachable: "error" }, failed("host", "the host is unknown (ENOTFOUND)")),
  found("a closed port", { reachable: "error" }, failed("refused", "no connection (ECONNREFUSED)")),
  found("a bad certificate", { reachable: "error" }, failed("certificate", "not trusted (CERT_HAS_EXPIRED)")),
  found("a cut connection", { reachable: "error" }, failed("cut", "ended too early (ECONNRESET)")),
  found("no HTTP", { reachable: "error" }, failed("garbled", "no HTTP answer (HPE_INVALID_CONSTANT)")),
  found("a page without details", { reachable: "error" }, failed("unknown", "Failed to fetch")),
  found(
    "one cut connection of many",
    { reachable: "error" },
    only(isWidget, failed("cut", "ended too early")),
  ),
  found("no answer in time", { "in-time": "error" }, failed("timeout", "no whole answer in 8 s")),
  found("just fast enough", {}, { duration: 0.999 }),
  found("slow", { fast: "warning" }, { duration: 1 }),
  found("slower", { fast: "warning" }, only(isWidget, { duration: 3.999 })),
  found("too slow", { fast: "error" }, only(isWidget, { duration: 4 })),

  // redirects
  found(
    "a folder too many",
    { "no-redirect": "error" },
    redirect(301, "/index.php/"),
    at(`${BASE_URL}lhc_web/`),
  ),
  found("the front page of LHC itself", { "no-redirect": "error" }, redirect(302, "/"), {}),
  found("a site access", { "no-redirect": "error" }, redirect(301, "/index.php/lit/"), at(`${BASE_URL}xyz/`)),
  found(
    "the chat page in a folder",
    { "no-redirect": "error" },
    redirect(302, "https://chat.example.com/support/index.php/chat/start"),
    {},
  ),
  found("somewhere else", { "no-redirect": "error" }, redirect(302, "/welcome.html?x=1"), {}),
  found("nowhere", { "no-redirect": "error" }, { status: 302, headers: [], body: "" }, {}),
  found("no address", { "no-redirect": "error" }, redirect(302, "http://"), {}),
  found("no web address", { "no-redirect": "error" }, redirect(302, "mailto:me@example.com"), {}),
  found(
    "to the installer",
    { "no-redirect": "error" },
    redirect(302, "/index.php/site_admin/install/install"),
  ),
  found("to a log-in", { "no-redirect": "error" }, redirect(302, "https://sso.example.com/Log-In?to=lhc")),
  found(
    "from http to https",
    { "no-redirect": "error" },
    ({ url }) => redirect(308, url.replace("http:", "https:")),
    at("http://localhost/"),
  ),
  found(
    "from http to https on a public host",
    { "no-redirect": "error" },
    ({ url }) => redirect(301, url.replace("http:", "https:")),
    at("http://chat.example.com/"),
  ),
  found("to another host", { "no-redirect": "error" }, ({ url }) =>
    redirect(301, url.replace("chat.example.com", "www.example.org/chat")),
  ),
  found("a redirect in a page", { "no-redirect": "error" }, { status: 0, headers: [], redirected: true }),

  // responses of other software
  found("a challenge of a CDN", { "no-firewall": "error" }, (exchange) => ({
    status: 403,
    body: page("Just a moment..."),
    ...headers(["cf-mitigated", "challenge"])(exchange),
  })),
  found("a challenge without words", { "no-firewall": "error" }, headers(["x-amzn-waf-action", "captcha"])),
  found("a block", { "no-firewall": "error" }, headers(["x-sucuri-block", "1"])),
  found("a challenge with status 200", { "no-firewall": "error" }, { body: page("Checking your browser") }),
  found("a firewall's no", { "no-firewall": "error" }, { status: 406, body: page("Mod_Security") }),
  found(
    "LHC's maintenance page",
    { "no-maintenance": "error" },
    {
      status: 503,
      body: "<!doctype html>\n<title>Site Maintenance</title>",
    },
  ),
  found(
    "LHC's message about its database",
    { "no-maintenance": "error" },
    {
      status: 503,
      body: '{"error":true,"message":"SQLSTATE[HY000] [2002] Connection refused"}',
    },
  ),
  found(
    "the maintenance page for one question",
    { "no-maintenance": "error" },
    only(isWidget, {
      status: 503,
      body: page("Site Maintenance"),
    }),
  ),
  found("another 503", { "http-status": "error" }, { status: 503, body: page("No server is available") }),
  found("a fatal error of PHP", { "http-status": "error" }, { status: 500, body: "" }),
  found("a password", { "http-status": "error" }, { status: 401, body: "" }),
  found("a proxy's password", { "http-status": "error" }, { status: 407, body: "" }),
  found("forbidden", { "http-status": "error" }, { status: 403, body: page("403 Forbidden") }),
  found("too many requests", { "http-status": "error" }, { status: 429, body: "" }),
  found(
    "no rewriting",
    { "http-status": "error" },
    { status: 404, body: page("404 Not Found") },
    at(`${BASE_URL}lhc`),
  ),
  found("not there", { "http-status": "error" }, { status: 404, body: "" }, at(`${BASE_URL}index.php/`)),
  found("an empty success", { "http-status": "error" }, { status: 204, body: "" }),
  found("an error status with an answer", { "http-status": "error" }, { status: 400 }),
  found("a web page", { "no-html": "error" }, { body: page("Welcome") }),
  found("a message of PHP", { "no-html": "error" }, ({ body = "" }) => ({
    body: `<br />\n<b>Warning</b>: Undefined array key in x.php on line <b>1</b><br />\n${body}`,
  })),
  found("broken compression", { compression: "error" }, (exchange) => ({
    ...headers(["Content-Encoding", "gzip"])(exchange),
    body: "",
    failure: { kind: "compression", message: "the body is no gzip (Z_DATA_ERROR)" },
  })),
  found(
    "no widget endpoint",
    { "widget-endpoint": "warning" },
    only(isWidget, { status: 404, body: page("404") }),
  ),
  found(
    "no widget endpoint, but needed",
    { "widget-endpoint": "error" },
    only(isWidget, { status: 404, body: page("404") }),
    { department: "1", departmentMatch: "inclusive" },
  ),
  found(
    "no widget endpoint, none needed",
    { "widget-endpoint": "warning" },
    only(isWidget, { status: 410 }),
    {},
  ),
  found(
    "a widget endpoint that redirects",
    { "widget-endpoint": "warning" },
    only(isWidget, redirect(301, "/")),
  ),
  found(
    "a widget endpoint with a web page",
    { "widget-endpoint": "warning" },
    only(isWidget, { body: page("Hi") }),
  ),
  found("a widget endpoint out of order", { "http-status": "error" }, only(isWidget, { status: 500 })),

  // answers
  found("JSON with a semicolon", { json: "error" }, ({ body = "" }) => ({ body: `${body};` })),
  found("no JSON", { json: "error" }, { body: "OK" }),
  found("no boolean", { json: "error" }, { body: '{"isonline":"true"}' }),
  found("XML", { json: "error" }, { body: '<?xml version="1.0"?>\n<root/>' }),
  found("no byte", { json: "error" }, { body: "" }),
  found(
    "no byte for one question",
    { json: "error" },
    only(({ name }) => name === "user", { body: " \n" }),
  ),
  found("much text", { json: "error" }, { body: `${"way too ".repeat(20)}long` }),
  found("a semicolon and white space", {}, ({ body = "" }) => ({
    body: `\n ${body} ${body.endsWith(")") ? ";" : ""}\n`,
  })),
  found("an ignored callback", { jsonp: "error" }, ({ body = "" }) => ({
    body: body.replace(/^\w+\((.*)\)$/, "$1"),
  })),
  found("a callback spoilt on the way", { jsonp: "error" }, ({ body = "" }) => ({
    body: body.endsWith(")") ? `/*-secure-*/ (` : body,
  })),
  found("a silent callback", { jsonp: "error" }, only(hasCallback, { body: "" })),
  found("another callback", { callback: "error" }, ({ body = "" }) => ({
    body: body.replace(/^\w+/, "LHCSTATUS"),
  })),
  found(
    "a cache that ignores the query",
    { callback: "error" },
    only((exchange) => !isWidget(exchange), {
      body: 'lhcStatus({"isonline":true})',
    }),
  ),

  // headers
  found("CORS is missing", { cors: "error" }, withHeader("Access-Control-Allow-Origin")),
  found("CORS is missing once", { cors: "error" }, (exchange) =>
    isWidget(exchange) ? withHeader("Access-Control-Allow-Origin")(exchange) : {},
  ),
  found("CORS is doubled", { cors: "error" }, withHeader("Access-Control-Allow-Origin", "*", "*")),
  found("CORS is doubled in one line", { cors: "error" }, withHeader("access-control-allow-origin", "*, *")),
  found(
    "CORS for another origin",
    { cors: "error" },
    withHeader("Access-Control-Allow-Origin", "https://a.example"),
  ),
  found("CORS for who asks", { cors: "warning" }, withHeader("Access-Control-Allow-Origin", ORIGIN)),
  found(
    "CORS for a host without its scheme",
    { cors: "error" },
    withHeader("Access-Control-Allow-Origin", "www.example.com"),
  ),
  found(
    "a firewall against callbacks",
    { "no-firewall": "error" },
    only(hasCallback, { status: 403, body: page("mod_security") }),
  ),
  found(
    "a nameless firewall against callbacks",
    { "http-status": "error" },
    only(hasCallback, { status: 403, body: page("No") }),
  ),
  found(
    "only the badge's API is allowed",
    { "http-status": "error" },
    only((exchange) => !isWidget(exchange), { status: 403, body: page("403 Forbidden") }),
    {},
  ),
  found(
    "to http behind a TLS proxy",
    { "no-redirect": "error" },
    ({ url }) => redirect(301, url.replace("https:", "http:")),
    {},
  ),
  found(
    "IIS without its rules",
    { "http-status": "error" },
    { status: 404, headers: [["Server", "Microsoft-IIS/10.0"]], body: "" },
    {},
  ),
  found("nosniff", { nosniff: "error" }, headers(["X-Content-Type-Options", "NoSniff"])),
  found("nosniff for plain answers only", {}, (exchange) =>
    hasCallback(exchange) ? {} : headers(["X-Content-Type-Options", "nosniff"])(exchange),
  ),
  found("nosniff with a script's type", {}, (exchange) =>
    headers(["X-Content-Type-Options", "nosniff"])({
      ...exchange,
      ...withHeader("Content-Type", "text/javascript; charset=utf-8")(exchange),
    }),
  ),
  found("nosniff with a page's type", { "content-type": "error" }, (exchange) =>
    headers(["X-Content-Type-Options", "nosniff"])({
      ...exchange,
      ...withHeader("Content-Type", "text/html")(exchange),
    }),
  ),
  found("some other word than nosniff", {}, headers(["X-Content-Type-Options", "none"])),
  found("a page's type", { "content-type": "error" }, withHeader("Content-Type", "text/html; charset=UTF-8")),
  found("XML's type", { "content-type": "error" }, withHeader("Content-Type", "application/xml")),
  found("an image's type", { "content-type": "error" }, withHeader("Content-Type", "image/png")),
  found("a table's type", { "content-type": "error" }, withHeader("Content-Type", "text/csv")),
  found("a drawing's type", { "content-type": "error" }, withHeader("Content-Type", "image/svg+xml")),
  found("text", { "content-type": "warning" }, withHeader("Content-Type", "text/plain")),
  found("no type", { "content-type": "warning" }, withHeader("Content-Type")),
  found("other types of JSON", {}, withHeader("Content-Type", "Application/Vnd.Api+JSON")),
  found(
    "two types, the last of which counts",
    {},
    withHeader("Content-Type", "text/html", "application/json"),
  ),
  found("CORP same-origin", { corp: "error" }, headers(["Cross-Origin-Resource-Policy", "same-origin"])),
  found("CORP same-site", { corp: "error" }, headers(["cross-origin-resource-policy", "Same-Site"])),
  found("CORP cross-origin", {}, headers(["Cross-Origin-Resource-Policy", "cross-origin"])),
  found(
    "a cookie of a load balancer",
    { "no-cookie": "warning" },
    headers(["Set-Cookie", "AWSALB=abc; Path=/"]),
  ),
  found("a session", { "no-cookie": "error" }, headers(["Set-Cookie", "PHPSESSID=abc; path=/; HttpOnly"])),
  found(
    "the back office",
    { "no-cookie": "error" },
    headers(["Set-Cookie", "PHPSESSID=abc; path=/; HttpOnly"]),
    at(`${BASE_URL}site_admin/`),
  ),

  // caches
  found("kept for a slot", {}, withHeader("Cache-Control", "public, max-age=30")),
  found("kept for longer", { caching: "error" }, withHeader("Cache-Control", "public, max-age=31")),
  found(
    "kept by shared caches",
    { caching: "error" },
    withHeader("Cache-Control", 'max-age=0, s-maxage="60"'),
  ),
  found("kept, but asked again", {}, withHeader("Cache-Control", "No-Cache, max-age=3600")),
  found("in two lines", { caching: "error" }, withHeader("Cache-Control", "public", "max-age=3600")),
  found("expires soon", {}, (exchange) => ({
    headers: [...(exchange.headers ?? []), ["Expires", "Tue, 03 Mar 2026 12:00:30 GMT"]],
  })),
  found("expires later", { caching: "error" }, headers(["Expires", "Tue, 03 Mar 2026 12:00:31 GMT"])),
  found(
    "expires after its date",
    { caching: "error" },
    headers(["Date", "Tue, 03 Mar 2026 11:00:00 GMT"], ["Expires", "Tue, 03 Mar 2026 11:01:00 GMT"]),
  ),
  found(
    "expires by a lesser word",
    {},
    headers(["Cache-Control", "max-age=5"], ["Expires", "Tue, 03 Mar 2027 12:00:00 GMT"]),
  ),
  found("expired", {}, headers(["Expires", "0"])),
  found("modified lately", {}, headers(["Last-Modified", "Tue, 03 Mar 2026 11:55:00 GMT"])),
  found("modified before", { caching: "error" }, headers(["Last-Modified", "Tue, 03 Mar 2026 11:54:50 GMT"])),
  found("an invalid Last-Modified", {}, headers(["Last-Modified", "yesterday"])),
  found("just out of a cache", { "edge-cache": "info" }, headers(["Age", "30"])),
  found("long in a cache", { caching: "error", "edge-cache": "info" }, headers(["Age", "31"])),

  // targets
  found(
    "an operator who is not there",
    { "user-exists": "info", "why-offline": "info" },
    answers({ user: false }),
  ),
  found("kept online by its hours", { people: "info" }, answers(answersOf(true, false, false))),
  found("kept online by its bot", { people: "info" }, answers(answersOf(true, true, false))),
  found("kept online by an operator", {}, answers(answersOf(true, true, true))),
  found(
    "offline, whatever counts",
    { "why-offline": "info" },
    answers({ ...answersOf(false, false, false), "department-inclusive": false }),
  ),
  found("a hidden department", { listed: "info" }, {}, { department: "4" }, WHOLE),
  found(
    "an alias that LHC does not offer",
    { listed: "info", "department-exists": "warning" },
    {},
    { department: "sails", departmentMatch: "inclusive" },
    WHOLE,
  ),
  found(
    "a number where LHC lists aliases",
    {},
    {},
    { department: "4" },
    { departments: [{ value: "sales", name: "Sales" }] },
  ),

  // the address
  found(
    "an address that is not LHC's",
    { address: "info", "http-status": "error" },
    { status: 404, body: "" },
    {},
    {
      search: {
        given: "chat.example.com",
        isBase: false,
        isFound: false,
        tried: [BASE_URL, `${BASE_URL}index.php/`],
      },
    },
  ),
  found(
    "a base URL in another folder",
    { address: "warning" },
    {},
    {},
    {
      search: { given: `${BASE_URL}lhc/`, isBase: true, isFound: true, tried: [`${BASE_URL}lhc/`, BASE_URL] },
    },
  ),
  found(
    "a link that leads elsewhere",
    { address: "info" },
    {},
    {},
    {
      search: {
        given: `${BASE_URL}lhc/chat/start`,
        isBase: false,
        isFound: true,
        tried: [`${BASE_URL}lhc/`, BASE_URL],
      },
    },
  ),
  found(
    "the address of the back office",
    {},
    {},
    {},
    {
      search: { given: `${BASE_URL}site_admin/`, isBase: false, isFound: true, tried: [BASE_URL] },
    },
  ),
  found("a private address", { "public-address": "warning" }, { remoteAddress: "::ffff:192.168.1.5" }, {}),
  found("a private host", { "public-address": "warning" }, {}, at("https://chat.local/")),
  found("a private host for pages of the same network", {}, {}, at("https://chat.local/"), {
    origin: "http://intranet",
  }),
  found("a public host on this computer", { "public-address": "info" }, { remoteAddress: "127.0.0.1" }, {}),
  found("http: for http: pages", {}, {}, at("http://chat.example.com/"), {
    origin: "http://www.example.com",
  }),

  // the certificate
  found(
    "a certificate that ends soon",
    { certificate: "warning" },
    { certificate: { begins: NOW - 80 * DAY, ends: NOW + 10 * DAY } },
    {},
  ),
  found("a short-lived certificate", {}, { certificate: { begins: NOW - DAY, ends: NOW + 5 * DAY } }, {}),
  ...(
    ["certificate-expired", "certificate-host", "certificate-untrusted", "certificate-chain", "tls"] as const
  ).map((kind) =>
    found(`a failed handshake: ${kind}`, { reachable: "error" }, failed(kind, `failed (${kind})`), {}),
  ),

  // the REST API
  found(
    "no Authorization header for PHP",
    { authorization: "info" },
    {},
    {},
    { refusals: { without: "Missing!", withUnknownUser: "Missing!", server: "Apache/2.4" } },
  ),
  found(
    "no Authorization header for PHP behind nginx",
    { authorization: "info" },
    {},
    {},
    { refusals: { without: "Missing!", withUnknownUser: "Missing!", server: "nginx" } },
  ),
  found(
    "no Authorization header for PHP behind a proxy",
    { authorization: "info" },
    {},
    {},
    { refusals: { without: "Missing!", withUnknownUser: "Missing!" } },
  ),
  found(
    "an empty Authorization header, set by a rewrite rule",
    {},
    {},
    {},
    { refusals: { without: "Authorization failed!", withUnknownUser: "Authorization failed!" } },
  ),
  found(
    "a REST API that says nothing",
    {},
    {},
    {},
    { refusals: { without: undefined, withUnknownUser: undefined } },
  ),
  found(
    "a wrong key",
    { credentials: "warning" },
    {},
    {},
    { calls: [{ call: "chats", needs: "lhchat use", refusal: "Authorization failed!", isFinal: true }] },
  ),
  found(
    "a key that may not do all",
    { credentials: "info" },
    {},
    {},
    {
      calls: [
        { call: "chats", needs: "lhchat use" },
        { call: "users", needs: "lhuser userlist", refusal: "You do not have permission." },
      ],
    },
  ),

  // what differs
  ...[
    found("answers that differ", { consistent: "warning", cors: "error" }, {}, {}),
    found("failures now and then", { consistent: "warning", "http-status": "error" }, {}, {}),
  ].map(({ facts, ...rest }, index) => {
    const [site] = facts.exchanges;
    const spoilt = index === 0 ? withHeader("Access-Control-Allow-Origin")(site!) : { status: 500, body: "" };
    return {
      ...rest,
      facts: { ...facts, exchanges: [...facts.exchanges, { ...site!, name: "repeat" as const, ...spoilt }] },
    };
  }),
  found("a cache in front", { "edge-cache": "info" }, headers(["X-Cache-Status", "HIT"], ["Age", "7"]), {}),
  found("a CDN that passes on", {}, headers(["CF-Cache-Status", "DYNAMIC"]), {}),
  ...[false, true].flatMap((explicit) =>
    [false, true].flatMap((inclusive) =>
      [false, true].map((unknown) => {
        const doubtful = !explicit && inclusive === unknown;
        return found(
          `a department: ${[explicit, inclusive, unknown].map((online) => (online ? "online" : "offline")).join(", ")}`,
          {
            ...(doubtful && { "department-exists": inclusive ? "warning" : "info" }),
            ...(explicit !== inclusive && { "department-match": "warning" }),
            ...(!explicit && { "why-offline": "info" }),
          },
          answers({ department: explicit, "department-inclusive": inclusive, "unknown-inclusive": unknown }),
        );
      }),
    ),
  ),

  // missing facts
  found(
    "a page that may not read all headers",
    {},
    {
      headersSeen: "readable",
      headers: [["Content-Type", "application/json"]],
    },
  ),
  found(
    "a page that reads what freezes a status",
    { caching: "error" },
    {
      headersSeen: "readable",
      headers: [
        ["Content-Type", "application/json"],
        ["Last-Modified", "Mon, 02 Mar 2026 12:00:00 GMT"],
      ],
    },
    {},
  ),
];
