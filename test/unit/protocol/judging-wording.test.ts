/** What a site owner reads, case by case: to be read by whoever changes a word of it. */
import { expect, it } from "vitest";
import { judgeInstallation } from "../../../src/protocol/installation/rules.ts";
import { CASES, factsOf, TARGETS } from "./judging-cases.ts";

const shown = (
  name: string,
  facts: Parameters<typeof judgeInstallation>[0],
  isMeant: (severity: string) => boolean,
) =>
  [
    `# ${name}`,
    ...judgeInstallation(facts)
      .filter(({ severity }) => isMeant(severity))
      .flatMap(({ severity, code, seen, means, cure }) => [
        `${severity} ${code}: ${seen}`,
        ...(means === undefined ? [] : [`  ${means}`]),
        ...(cure === undefined ? [] : [`  -> ${cure}`]),
      ]),
  ].join("\n");

it("is said where something is to be said", () => {
  const texts = CASES.filter(({ finds }) => Object.keys(finds).length > 0).map(({ name, facts }) =>
    shown(name, facts, (severity) => severity !== "ok" && severity !== "skipped"),
  );
  expect(`\n${texts.join("\n\n")}\n`).toMatchInlineSnapshot(`
    "
    # a user name
    error ids: user="bob" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of users, such as user="2".

    # a department's name
    error ids: department="Support" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of departments, such as department="2". Lists such as "1,2", and one alias among them, need department-match="inclusive".

    # an id with something behind it
    error ids: department="1abc" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of departments, such as department="2". Lists such as "1,2", and one alias among them, need department-match="inclusive".

    # a list where the explicit question is meant
    error ids: department="1,2" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of departments, such as department="2". Lists such as "1,2", and one alias among them, need department-match="inclusive".

    # an empty id
    error ids: department="" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of departments, such as department="2". Lists such as "1,2", and one alias among them, need department-match="inclusive".

    # an id of nobody
    error ids: user="0" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of users, such as user="2".

    # an alias for the inclusive question
    warning department-exists: department sales: no answer explicitly, online inclusively; a department that does not exist: online inclusively
      Asked with department-match="inclusive", LHC says 'online' of any number, known or not: if this one is mistyped, nothing will ever show it.
      -> Compare the number with the back office's list of departments, or check again while nobody is online.

    # two aliases
    error ids: department="sales,uni" is no id
      The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look like nobody being there.
      -> Write the number that the back office shows in the list of departments, such as department="2". Lists such as "1,2", and one alias among them, need department-match="inclusive".

    # no certificate
    warning https: the base URL begins with http:
      On a page that was loaded by https: the widget asks by https: instead, and fails if LHC is not there.
      -> Give LHC a certificate, and begin the base URL with https:.

    # an unknown host
    error reachable: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: the host is unknown (ENOTFOUND)
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> Check the spelling of the host in the base URL, and its DNS entry.

    # nobody listens
    error reachable: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: no connection (ECONNREFUSED)
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> Check host and port of the base URL, that the web server runs, and that no firewall closes the port.

    # a bad certificate
    error reachable: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: not trusted (CERT_HAS_EXPIRED)
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> Renew the certificate, or install it with its intermediate certificates, and check that it names this host.

    # a cut connection
    error reachable: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: ended too early (ECONNRESET)
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> Look for what ends the connection: the web server's error log, PHP's limits, the time-outs of a proxy.

    # no HTTP
    error reachable: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: no HTTP answer (HPE_INVALID_CONSTANT)
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> Look into the web server, or the proxy in front of it: what came is no HTTP answer.

    # a page that is told nothing
    error reachable: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Failed to fetch
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> A browser does not say why. Run \`npm run check:lhc\` from a terminal, or look into the browser's network panel: an unreachable server, a missing CORS header, a redirect and a blocker all look like this.

    # one cut connection of many
    error reachable: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: ended too early
      No whole answer arrives. The widget gets no status and shows 'unknown'.
      -> Look for what ends the connection: the web server's error log, PHP's limits, the time-outs of a proxy.

    # no answer in time
    error in-time: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: no whole answer in 8 s
      The widget waits 8 s (its timeout attribute) and gives up. The widget gets no status and shows 'unknown'.
      -> Look at the load of the server and at its database: a frozen database makes LHC hang for ever. A firewall that drops packets looks the same.

    # slow
    warning fast: the slowest of 8 answers took 1.0 s
      Visitors look at 'checking' for that long; after 8 s the widget gives up and shows 'unknown'.
      -> Switch PHP's opcache on, look at the load of the server and its database. LHC itself needs some 10 ms.

    # slower
    warning fast: the slowest of 8 answers took 4.0 s
      Visitors look at 'checking' for that long; after 8 s the widget gives up and shows 'unknown'.
      -> Switch PHP's opcache on, look at the load of the server and its database. LHC itself needs some 10 ms.

    # too slow
    error fast: the slowest of 8 answers took 4.0 s
      Visitors look at 'checking' for that long; after 8 s the widget gives up and shows 'unknown'.
      -> Switch PHP's opcache on, look at the load of the server and its database. LHC itself needs some 10 ms.

    # a folder too many
    error no-redirect: /lhc_web/restapi/isonline, /lhc_web/restapi/isonline?callback=lhcStatus and 3 more: status 301 to /index.php/
      The base URL is wrong. LHC sends such questions on to its chat page, which adds a visitor to its database each time. The widget gets no status and shows 'unknown'.
      -> LHC seems to be in another place. Write base-url="https://chat.example.com/index.php/".

    # the front page of LHC itself
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 302 to /
      The base URL is wrong. LHC sends such questions on to its chat page, which adds a visitor to its database each time. The widget gets no status and shows 'unknown'.
      -> Check the base URL: the address under which LHC's back office opens, without site_admin/. Is LHC in a sub-folder, or does it need index.php/ at the end?

    # a site access
    error no-redirect: /xyz/restapi/isonline, /xyz/restapi/isonline?callback=lhcStatus and 3 more: status 301 to /index.php/lit/
      The base URL is wrong. LHC sends such questions on to its chat page, which adds a visitor to its database each time. The widget gets no status and shows 'unknown'.
      -> LHC seems to be in another place. Write base-url="https://chat.example.com/index.php/lit/".

    # the chat page in a folder
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 302 to https://chat.example.com/support/index.php/chat/start
      The base URL is wrong. LHC sends such questions on to its chat page, which adds a visitor to its database each time. The widget gets no status and shows 'unknown'.
      -> LHC seems to be in another place. Write base-url="https://chat.example.com/support/index.php/".

    # somewhere else
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 302 to /welcome.html?x=1
      The base URL is wrong. If this is LHC's chat page, each question adds a visitor to LHC's database. The widget gets no status and shows 'unknown'.
      -> Check the base URL: the address under which LHC's back office opens, without site_admin/. Is LHC in a sub-folder, or does it need index.php/ at the end?

    # nowhere
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 302
      The base URL is wrong. If this is LHC's chat page, each question adds a visitor to LHC's database. The widget gets no status and shows 'unknown'.
      -> Check the base URL: the address under which LHC's back office opens, without site_admin/. Is LHC in a sub-folder, or does it need index.php/ at the end?

    # no address
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 302 to http://
      The base URL is wrong. If this is LHC's chat page, each question adds a visitor to LHC's database. The widget gets no status and shows 'unknown'.
      -> Check the base URL: the address under which LHC's back office opens, without site_admin/. Is LHC in a sub-folder, or does it need index.php/ at the end?

    # no web address
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 302 to mailto:me@example.com
      The base URL is wrong. If this is LHC's chat page, each question adds a visitor to LHC's database. The widget gets no status and shows 'unknown'.
      -> Check the base URL: the address under which LHC's back office opens, without site_admin/. Is LHC in a sub-folder, or does it need index.php/ at the end?

    # to the installer
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 302 to /index.php/site_admin/install/install
      LHC is not installed yet. The widget gets no status and shows 'unknown'.
      -> Finish LHC's installation.

    # to a log-in
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 302 to https://sso.example.com/Log-In?to=lhc
      A log-in stands in front of LHC. The widget gets no status and shows 'unknown'.
      -> Let the paths restapi/ and widgetrestapi/ through without a log-in: visitors have none.

    # from http to https
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 308 to https://localhost/restapi/isonline?_=59084640
      Each question makes a detour, and on an https: page the browser blocks it.
      -> Begin the base URL with https://. Write base-url="https://localhost/".

    # from http to https on a public host
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: status 301 to https://chat.example.com/restapi/isonline?_=59084640
      Each question makes a detour, and on an https: page the browser blocks it.
      -> Begin the base URL with https://. Write base-url="https://chat.example.com/".

    # to another host
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 301 to https://www.example.org/chat/restapi/isonline?_=59084640
      LHC has moved. A callback script follows, with a detour at each question; transport="fetch" does not.
      -> Use the new address. Write base-url="https://www.example.org/chat/".

    # a redirect in a page
    error no-redirect: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: a redirect
      The base URL is wrong. If this is LHC's chat page, each question adds a visitor to LHC's database. The widget gets no status and shows 'unknown'.
      -> Check the base URL: the address under which LHC's back office opens, without site_admin/. Is LHC in a sub-folder, or does it need index.php/ at the end?

    # a challenge of a CDN
    error no-firewall: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 403, "<!doctype html> <html><head><title>Just a moment...</title><…"
      A firewall or a CDN answers in place of LHC with a page for humans, which a widget cannot solve. The widget gets no status and shows 'unknown'.
      -> Add an exception for the paths restapi/isonline* and widgetrestapi/chatcheckstatus: no challenge, no bot check.

    # a challenge without words
    error no-firewall: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 200, "{\\"isonline\\":true}"
      A firewall or a CDN answers in place of LHC with a page for humans, which a widget cannot solve. The widget gets no status and shows 'unknown'.
      -> Add an exception for the paths restapi/isonline* and widgetrestapi/chatcheckstatus: no challenge, no bot check.

    # a block
    error no-firewall: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 200, "{\\"isonline\\":true}"
      A firewall or a CDN answers in place of LHC with a page for humans, which a widget cannot solve. The widget gets no status and shows 'unknown'.
      -> Add an exception for the paths restapi/isonline* and widgetrestapi/chatcheckstatus: no challenge, no bot check.

    # a challenge with status 200
    error no-firewall: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 200, "<!doctype html> <html><head><title>Checking your browser</ti…"
      A firewall or a CDN answers in place of LHC with a page for humans, which a widget cannot solve. The widget gets no status and shows 'unknown'.
      -> Add an exception for the paths restapi/isonline* and widgetrestapi/chatcheckstatus: no challenge, no bot check.

    # a firewall's no
    error no-firewall: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 406, "<!doctype html> <html><head><title>Mod_Security</title></hea…"
      A firewall or a CDN answers in place of LHC with a page for humans, which a widget cannot solve. The widget gets no status and shows 'unknown'.
      -> Add an exception for the paths restapi/isonline* and widgetrestapi/chatcheckstatus: no challenge, no bot check.

    # LHC's maintenance page
    error no-maintenance: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 503, LHC's maintenance page
      LHC shows this page whenever something inside it fails, mostly its database. The widget gets no status and shows 'unknown'.
      -> Check that the database runs and that LHC can log in to it; the reason stands in PHP's error log and in LHC's cache/default.log.

    # LHC's message about its database
    error no-maintenance: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 503, LHC's maintenance page
      LHC shows this page whenever something inside it fails, mostly its database. The widget gets no status and shows 'unknown'.
      -> Check that the database runs and that LHC can log in to it; the reason stands in PHP's error log and in LHC's cache/default.log.

    # the maintenance page for one question
    error no-maintenance: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: status 503, LHC's maintenance page
      LHC shows this page whenever something inside it fails, mostly its database. The widget gets no status and shows 'unknown'.
      -> Check that the database runs and that LHC can log in to it; the reason stands in PHP's error log and in LHC's cache/default.log.

    # another 503
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 503
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look into the error logs of the web server and of PHP.

    # a fatal error of PHP
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 500
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look into the error logs of the web server and of PHP.

    # a password
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 401
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Let the paths restapi/ and widgetrestapi/ through without a password: visitors have none.

    # a proxy's password
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 407
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Let the paths restapi/ and widgetrestapi/ through without a password: visitors have none.

    # forbidden
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 403
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look for a rule of the web server, a firewall or a rate limit that refuses restapi/ or widgetrestapi/, and add an exception.

    # too many requests
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 429
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look for a rule of the web server, a firewall or a rate limit that refuses restapi/ or widgetrestapi/, and add an exception.

    # no rewriting
    error http-status: /lhc/restapi/isonline, /lhc/restapi/isonline?callback=lhcStatus and 3 more: status 404
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Check the folder in the base URL; if the server does not rewrite addresses, end it with index.php/, as in https://chat.example.com/lhc/index.php/

    # not there
    error http-status: /index.php/restapi/isonline, /index.php/restapi/isonline?callback=lhcStatus and 3 more: status 404
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Check the folder in the base URL: it is the address under which LHC's back office opens, without site_admin/.

    # an empty success
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 204
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look into the error logs of the web server and of PHP.

    # an error status with an answer
    error http-status: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: status 400
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look into the error logs of the web server and of PHP.

    # a web page
    error no-html: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: "<!doctype html> <html><head><title>Welcome</title></head></h…"
      A web page is no answer. The widget gets no status and shows 'unknown'.
      -> Check the base URL: is LHC really there? A log-in page or a proxy in front of LHC looks like this, too.

    # a message of PHP
    error no-html: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: "<br /> <b>Warning</b>: Undefined array key in x.php on line …"
      PHP writes its messages into LHC's answers. The widget gets no status and shows 'unknown'.
      -> Set display_errors to Off in php.ini, and mend what the message names.

    # broken compression
    error compression: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: gzip, the body is no gzip (Z_DATA_ERROR)
      Browsers refuse such an answer. The widget gets no status and shows 'unknown'.
      -> Something says that it compresses and does not, or does it twice: switch compression off in all places but one (PHP's zlib.output_compression, the web server, the CDN).

    # no widget endpoint
    error widget-endpoint: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: status 404, while restapi/ answers
      With department-match="inclusive" the widget gets no status and shows 'unknown'.
      -> Update LHC, or let widgetrestapi/ through as restapi/ is.

    # no widget endpoint, none needed
    warning widget-endpoint: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus: status 410, while restapi/ answers
      Nothing for the questions in use; department-match="inclusive" would fail.
      -> Update LHC, or let widgetrestapi/ through as restapi/ is.

    # a widget endpoint that redirects
    error widget-endpoint: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: status 301, while restapi/ answers
      With department-match="inclusive" the widget gets no status and shows 'unknown'.
      -> Update LHC, or let widgetrestapi/ through as restapi/ is.

    # a widget endpoint with a web page
    error widget-endpoint: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: status 200, while restapi/ answers
      With department-match="inclusive" the widget gets no status and shows 'unknown'.
      -> Update LHC, or let widgetrestapi/ through as restapi/ is.

    # a widget endpoint out of order
    error http-status: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: status 500
      A browser does not run the script of such an answer. The widget gets no status and shows 'unknown'.
      -> Look into the error logs of the web server and of PHP.

    # JSON with a semicolon
    error json: /restapi/isonline, /widgetrestapi/chatcheckstatus?dep=2147483647 and 3 more: "{\\"isonline\\":true};"
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> Check the base URL: is it LHC that answers? If it is, look for what changes its answers on the way.

    # no JSON
    error json: /restapi/isonline, /widgetrestapi/chatcheckstatus?dep=2147483647 and 3 more: "OK"
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> Check the base URL: is it LHC that answers? If it is, look for what changes its answers on the way.

    # no boolean
    error json: /restapi/isonline, /widgetrestapi/chatcheckstatus?dep=2147483647 and 3 more: "{\\"isonline\\":\\"true\\"}"
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> Check the base URL: is it LHC that answers? If it is, look for what changes its answers on the way.

    # XML
    error json: /restapi/isonline, /widgetrestapi/chatcheckstatus?dep=2147483647 and 3 more: "<?xml version=\\"1.0\\"?> <root/>"
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> Check the base URL: is it LHC that answers? If it is, look for what changes its answers on the way.

    # no byte
    error json: /restapi/isonline, /widgetrestapi/chatcheckstatus?dep=2147483647 and 3 more: an empty body
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> PHP ended without a word, or the server takes the asking program for a crawler: LHC's recipe for nginx answers those with nothing. Look into the error log and into that rule.

    # no byte for one question
    error json: /restapi/isonlineuser/2: an empty body
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> PHP ended without a word, or the server takes the asking program for a crawler: LHC's recipe for nginx answers those with nothing. Look into the error log and into that rule.

    # much text
    error json: /restapi/isonline, /widgetrestapi/chatcheckstatus?dep=2147483647 and 3 more: "way too way too way too way too way too way too way too way …"
      The widget refuses what is not LHC's true or false, and shows 'unknown'.
      -> Check the base URL: is it LHC that answers? If it is, look for what changes its answers on the way.

    # an ignored callback
    error jsonp: /restapi/isonline?callback=lhcStatus, /restapi/isonline?callback=lhcStatusCheck and 1 more: "{\\"isonline\\":true}", without the callback
      A callback script never calls back. The widget then tries fetch, once; if that fails too, it shows 'unknown'.
      -> Something drops the query string or answers from a cache that ignores it: let the parameters callback and _ through, and make them part of the cache's key. Until then use transport="fetch".

    # a callback spoilt on the way
    error jsonp: /restapi/isonline?callback=lhcStatus, /restapi/isonline?callback=lhcStatusCheck and 1 more: "/*-secure-*/ ("
      The callback script does not run, or does not call back. The widget then tries fetch, once.
      -> Look for what changes LHC's answers to questions with a callback: a filter of a firewall or of a proxy. Until then use transport="fetch".

    # a silent callback
    error jsonp: /restapi/isonline?callback=lhcStatus, /restapi/isonline?callback=lhcStatusCheck and 1 more: ""
      The callback script does not run, or does not call back. The widget then tries fetch, once.
      -> Look for what changes LHC's answers to questions with a callback: a filter of a firewall or of a proxy. Until then use transport="fetch".

    # another callback
    error callback: /restapi/isonline?callback=lhcStatus, /restapi/isonline?callback=lhcStatusCheck and 1 more: calls "LHCSTATUS" where "lhcStatus" was asked for
      A call by another name reaches nobody: the answer is lost, or a visitor gets that of another question.
      -> A cache answers without looking at the query string, or a filter rewrites it: make the parameters callback and _ part of the cache's key, or do not cache restapi/ and widgetrestapi/.

    # a cache that ignores the query
    error callback: /restapi/isonline, /restapi/isonline?callback=lhcStatusCheck and 2 more: calls "lhcStatus" where no call was asked for
      A call by another name reaches nobody: the answer is lost, or a visitor gets that of another question.
      -> A cache answers without looking at the query string, or a filter rewrites it: make the parameters callback and _ part of the cache's key, or do not cache restapi/ and widgetrestapi/.

    # CORS is missing
    error cors: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: no Access-Control-Allow-Origin
      Callback scripts work all the same, but transport="fetch" fails, and so does the widget's second attempt where a script is blocked, and every page that is cross-origin isolated.
      -> LHC sends it; find what removes it (web server, proxy or CDN), and let it pass.

    # CORS is missing once
    error cors: /widgetrestapi/chatcheckstatus?dep=2147483647, /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus and 1 more: no Access-Control-Allow-Origin
      Callback scripts work all the same, but transport="fetch" fails, and so does the widget's second attempt where a script is blocked, and every page that is cross-origin isolated.
      -> LHC sends it; find what removes it (web server, proxy or CDN), and let it pass.

    # CORS is doubled
    error cors: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Access-Control-Allow-Origin: *, *
      Callback scripts work all the same, but transport="fetch" fails, and so does the widget's second attempt where a script is blocked, and every page that is cross-origin isolated.
      -> LHC sends it already: remove the one that the web server or a proxy adds.

    # CORS is doubled in one line
    error cors: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Access-Control-Allow-Origin: *, *
      Callback scripts work all the same, but transport="fetch" fails, and so does the widget's second attempt where a script is blocked, and every page that is cross-origin isolated.
      -> LHC sends it already: remove the one that the web server or a proxy adds.

    # CORS for somebody else
    error cors: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Access-Control-Allow-Origin: https://a.example
      Callback scripts work all the same, but transport="fetch" fails, and so does the widget's second attempt where a script is blocked, and every page that is cross-origin isolated.
      -> Let LHC's own * pass, or name the origin of the pages that show the widget.

    # CORS for who asks
    warning cors: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Access-Control-Allow-Origin: https://www.example.com, the origin that asked
      It works, but visitors of different sites get different answers, so that a shared cache can mix them up.
      -> Let LHC's own * pass.

    # nosniff
    error nosniff: /restapi/isonline?callback=lhcStatus, /restapi/isonline?callback=lhcStatusCheck and 1 more: X-Content-Type-Options: nosniff, with application/json
      Browsers refuse to run JSON as a script, so each page's first question fails and is asked again by fetch, which works as long as the CORS header is there.
      -> Use transport="fetch", or do not send X-Content-Type-Options for restapi/ and widgetrestapi/.

    # nosniff with a page's type
    error content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: text/html
      With X-Content-Type-Options: nosniff, browsers do not run such an answer as a script.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # a page's type
    error content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: text/html
      The widget works, but LHC repeats the name of the callback in its answer: as a web page, that lets anybody make links that show foreign content under LHC's address.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # XML's type
    error content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: application/xml
      The widget works, but LHC repeats the name of the callback in its answer: as a web page, that lets anybody make links that show foreign content under LHC's address.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # an image's type
    error content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: image/png
      Browsers never run such an answer as a script.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # a table's type
    error content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: text/csv
      Browsers never run such an answer as a script.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # a drawing's type
    error content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: image/svg+xml
      The widget works, but LHC repeats the name of the callback in its answer: as a web page, that lets anybody make links that show foreign content under LHC's address.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # text
    warning content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: text/plain
      The widget works, but a server that sends nosniff some day breaks its scripts.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # no type
    warning content-type: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: no Content-Type
      The widget works, but a server that sends nosniff some day breaks its scripts.
      -> LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.

    # CORP same-origin
    error corp: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Cross-Origin-Resource-Policy: same-origin
      Browsers keep callback scripts from pages of other origins, so each page's first question fails and is asked again by fetch.
      -> Send "cross-origin" for restapi/ and widgetrestapi/, or nothing at all; or use transport="fetch".

    # CORP same-site
    error corp: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Cross-Origin-Resource-Policy: Same-Site
      Browsers keep callback scripts from pages of other origins, so each page's first question fails and is asked again by fetch.
      -> Send "cross-origin" for restapi/ and widgetrestapi/, or nothing at all; or use transport="fetch".

    # a cookie of a load balancer
    warning no-cookie: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Set-Cookie: AWSALB
      The widget needs no cookie, but callback scripts take the ones that they get: your visitors may have to agree.
      -> Use transport="fetch", which takes no cookies, or do not set any for restapi/ and widgetrestapi/.

    # a session
    error no-cookie: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Set-Cookie: PHPSESSID
      LHC opens a session for every question: a cookie for each visitor, a file on the server for each question.
      -> Look for what starts a session: session.auto_start in php.ini, or an extension of LHC.

    # the back office
    error no-cookie: /site_admin/restapi/isonline, /site_admin/restapi/isonline?callback=lhcStatus and 3 more: Set-Cookie: PHPSESSID
      LHC opens a session for every question: a cookie for each visitor, a file on the server for each question.
      -> Leave site_admin/ out of the base URL: that is the back office.

    # kept for longer
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Cache-Control: max-age=31, so 31 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.

    # kept by shared caches
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Cache-Control: s-maxage="60", so 60 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.

    # in two lines
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Cache-Control: max-age=3600, so 3600 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.

    # expires later
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: Expires: Tue, 03 Mar 2026 12:00:31 GMT, so 31 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.

    # expires after its date
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: Expires: Tue, 03 Mar 2026 11:01:00 GMT, so 60 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.

    # modified before
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: Last-Modified: Tue, 03 Mar 2026 11:54:50 GMT, so 31 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.

    # long in a cache
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: Age: 31
      A cache answers in place of LHC, with a status that may be over, and does not look at the query string.
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these. Make the whole query string part of the cache's key.

    # an operator who is not there
    info user-exists: operator 2 is offline
      LHC says the same of an operator that does not exist: compare the number with the back office's list of users, or check again while that operator is at work.

    # a department: offline, offline, offline
    info department-exists: department 1: offline explicitly, offline inclusively; a department that does not exist: offline inclusively
      LHC says the same of a department that does not exist: compare the number with the back office's list of departments, or check again while somebody is at work in it.

    # a department: offline, online, offline
    warning department-match: department 1: offline explicitly, online inclusively
      Somebody of 'all departments' is there, and only the inclusive question counts them. On a fresh LHC every operator has all departments, so that the explicit question, the widget's default, says 'offline' for ever.
      -> Write department-match="inclusive", or assign the operators to the department itself.

    # a department: offline, online, online
    warning department-exists: department 1: offline explicitly, online inclusively; a department that does not exist: online inclusively
      Asked with department-match="inclusive", LHC says 'online' of any number, known or not: if this one is mistyped, nothing will ever show it.
      -> Compare the number with the back office's list of departments, or check again while nobody is online.
    warning department-match: department 1: offline explicitly, online inclusively
      If the department exists, somebody of 'all departments' is there, and only the inclusive question counts them. On a fresh LHC every operator has all departments, so that the explicit question, the widget's default, says 'offline' for ever.
      -> First make sure that the number is right: see department-exists. Then write department-match="inclusive", or assign the operators to the department itself.

    # a department: online, offline, offline
    warning department-match: department 1: online explicitly, offline inclusively
      LHC's setting to ignore the status of operators holds for the inclusive question alone, or the status has changed between the two questions.
      -> Choose the question that you mean: department-match="explicit" counts operators in spite of that setting.

    # a department: online, offline, online
    warning department-match: department 1: online explicitly, offline inclusively
      LHC's setting to ignore the status of operators holds for the inclusive question alone, or the status has changed between the two questions.
      -> Choose the question that you mean: department-match="explicit" counts operators in spite of that setting.

    # a page that reads what freezes a status
    error caching: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 3 more: Last-Modified: Mon, 02 Mar 2026 12:00:00 GMT, so 8640 s
      A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)
      -> Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.
    "
  `);
});

it("is said of rules that hold", () => {
  expect(`\n${shown("sound", factsOf(TARGETS), () => true)}\n`).toMatchInlineSnapshot(`
    "
    # sound
    ok ids: department 1, operator 2
    ok https: the base URL begins with https:
    ok reachable: the server answered
    ok in-time: every answer was whole in time
    ok no-redirect: no question was redirected
    ok no-firewall: no page of a firewall or a CDN came
    ok no-maintenance: LHC's maintenance page did not come
    ok http-status: every answer had status 200
    ok no-html: no web page came in place of an answer
    ok compression: every body could be unpacked
    ok json: 5 questions, 5 answers, such as {"isonline":true}
    ok jsonp: such as lhcStatus({"isonline":true})
    ok callback: lhcStatus and lhcStatusCheck came back as asked
    ok widget-endpoint: widgetrestapi/chatcheckstatus is there
    ok cors: Access-Control-Allow-Origin: *
    ok nosniff: no X-Content-Type-Options
    ok content-type: application/json
    ok corp: no Cross-Origin-Resource-Policy
    ok no-cookie: no Set-Cookie
    ok caching: no header that lets a cache keep it
    ok fast: the slowest of 8 answers took 0.020 s
    ok user-exists: operator 2 is online
    ok department-exists: department 1: online explicitly, online inclusively; a department that does not exist: online inclusively
    ok department-match: department 1: online explicitly, online inclusively
    "
  `);
});

it("is said of rules that could not be checked", () => {
  const nothing = shown("nothing asked", { baseUrl: "https://chat.example.com/", exchanges: [] }, () => true);
  const silent = factsOf(TARGETS, () => ({
    failure: { kind: "timeout", message: "no whole answer in 8 s" },
  }));
  const page = factsOf(TARGETS, () => ({ headersSeen: "readable" }));
  expect(
    `\n${[
      nothing,
      shown("no answer", silent, () => true),
      shown("a page", page, (severity) => severity === "skipped"),
    ].join("\n\n")}\n`,
  ).toMatchInlineSnapshot(`
    "
    # nothing asked
    skipped ids: not seen: neither a department nor an operator was named
    skipped https: not seen: nothing was asked
    skipped reachable: not seen: no answer came
    skipped in-time: not seen: no answer came
    skipped no-redirect: not seen: no answer came
    skipped no-firewall: not seen: no answer came
    skipped no-maintenance: not seen: no answer came
    skipped http-status: not seen: no answer came
    skipped no-html: not seen: no answer came
    skipped compression: not seen: no answer came
    skipped json: not seen: no plain answer came
    skipped jsonp: not seen: no answer to a callback came
    skipped callback: not seen: no callback was called
    skipped widget-endpoint: not seen: it was not asked
    skipped cors: not seen: LHC did not answer
    skipped nosniff: not seen: LHC did not answer
    skipped content-type: not seen: LHC did not answer
    skipped corp: not seen: LHC did not answer
    skipped no-cookie: not seen: LHC did not answer
    skipped caching: not seen: no answer showed its headers
    skipped fast: not seen: no answer was timed
    skipped user-exists: not seen: no operator was named
    skipped department-exists: not seen: no department was named
    skipped department-match: not seen: no department was named

    # no answer
    ok ids: department 1, operator 2
    ok https: the base URL begins with https:
    skipped reachable: not seen: no answer came
    error in-time: /restapi/isonline, /restapi/isonline?callback=lhcStatus and 6 more: no whole answer in 8 s
      The widget waits 8 s (its timeout attribute) and gives up. The widget gets no status and shows 'unknown'.
      -> Look at the load of the server and at its database: a frozen database makes LHC hang for ever. A firewall that drops packets looks the same.
    skipped no-redirect: not seen: no answer came
    skipped no-firewall: not seen: no answer came
    skipped no-maintenance: not seen: no answer came
    skipped http-status: not seen: no answer came
    skipped no-html: not seen: no answer came
    skipped compression: not seen: no answer came
    skipped json: not seen: no plain answer came
    skipped jsonp: not seen: no answer to a callback came
    skipped callback: not seen: no callback was called
    skipped widget-endpoint: not seen: no answer came
    skipped cors: not seen: LHC did not answer
    skipped nosniff: not seen: LHC did not answer
    skipped content-type: not seen: LHC did not answer
    skipped corp: not seen: LHC did not answer
    skipped no-cookie: not seen: LHC did not answer
    skipped caching: not seen: no answer showed its headers
    skipped fast: not seen: no answer was timed
    skipped user-exists: not seen: no answer for the operator
    skipped department-exists: not seen: no answer for the department
    skipped department-match: not seen: the department was not asked for in both ways

    # a page
    skipped cors: not seen: a page cannot read this header
    skipped nosniff: not seen: a page cannot read this header
    skipped corp: not seen: a page cannot read this header
    skipped no-cookie: not seen: a page cannot read this header
    "
  `);
});
