/** Returns LHC's answer to a request (erLhcoreClassModule::moduleInit and runModule, index.php). */
import { randomBytes } from "node:crypto";
import type { Call, Request } from "./call.ts";
import { NotInstalled } from "./online.ts";
import { jsonEncode, parseForm, PhpError, PhpException, PhpExit, PhpFatal, type Query } from "./php.ts";
import { PhpResponse } from "./php-response.ts";
import { routeOf, type Route } from "./route.ts";
import type { Installation } from "./state.ts";
import { hasModule, viewOf } from "./views.ts";

const ENTRY = "/index.php";

/**
 * The installation is the database: endpoints that write change it.
 * @param now Unix time in ms
 */
export function answer(
  request: Request,
  installation: Installation,
  now: number,
  random: Call["random"] = randomBytes,
): PhpResponse {
  const response = new PhpResponse();
  const route = routeOf(request.target);
  const call = { request, route, form: formOf(request), installation, now, random, response };
  try {
    run(call);
  } catch (error) {
    handle(error, call);
  }
  response.finish();
  if (request.method === "HEAD") response.body = "";
  return response;
}

const formOf = ({ method, headers, body = "" }: Request): Query =>
  method === "POST" ? parseForm(body, headers["content-type"] ?? "") : new Map();

function run(call: Call): void {
  const { route, response, request, installation, random } = call;
  const isBackOffice = route.siteAccess === "site_admin";
  if (isBackOffice) response.startSession(request.headers["cookie"] ?? "", () => newSessionId(random));

  const isFrontPage = route.module === "";
  if (!isFrontPage && !hasModule(route.module)) {
    response.status = 301;
    response.redirect(frontPage(route));
    return;
  }
  const view = isFrontPage ? viewOf("chat", "start") : viewOf(route.module, route.view);
  if (!view) {
    response.redirect(frontPage(route));
    return;
  }
  if (isBackOffice) response.header("Content-Security-Policy", "frame-ancestors 'self'");
  if (installation.fault === "php-parse-error") throw new PhpError("syntax error");
  view(call);
}

const frontPage = (route: Route): string => `${ENTRY}${route.prefix}/`;

function handle(error: unknown, { request, response }: Call): void {
  if (error instanceof PhpExit) return;
  if (error instanceof NotInstalled) {
    response.redirect(`${ENTRY}/site_admin/install/install`);
  } else if (error instanceof PhpFatal) {
    response.status = 500;
  } else if (error instanceof PhpException || error instanceof PhpError) {
    response.status = 503;
    response.header("Status", "503 Service Temporarily Unavailable");
    response.header("Retry-After", "300");
    const wantsJson =
      error instanceof PhpException && request.headers["accept"]?.includes("application/json");
    response.body += wantsJson ? jsonEncode({ error: true, message: error.message }) : MAINTENANCE_PAGE;
  } else {
    throw error;
  }
}

/** 26 letters and digits, as in PHP. */
function newSessionId(random: Call["random"]): string {
  return Array.from(random(26), (byte) => (byte % 32).toString(32)).join("");
}

/** LHC's own page, byte for byte. */
export const MAINTENANCE_PAGE = `<!doctype html>
<title>Site Maintenance</title>
<style>
    body { text-align: center; padding: 150px; }
    h1 { font-size: 50px; }
    body { font: 20px Helvetica, sans-serif; color: #333; }
    article { display: block; text-align: left; width: 650px; margin: 0 auto; }
    a { color: #dc8100; text-decoration: none; }
    a:hover { color: #333; text-decoration: none; }
</style>

<article>
    <h1>We&rsquo;ll be back soon!</h1>
    <div>
        <p>This service is currently unavailable due to an emergency or scheduled maintenance window. The service will be back online within the next two hours. Sorry for the inconvenience.</p>
        <p>&mdash; Online Service Support Team</p>
    </div>
</article>`;
