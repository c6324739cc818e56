/** The common start and end of most views. */
import type { Call, View } from "./call.ts";
import { formatted, type Result } from "./output.ts";
import { PhpExit } from "./php.ts";

/** erLhcoreClassRestAPIHandler::setHeaders: also answers preflights. */
export function setHeaders({ request, response }: Call): void {
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

export function noStore({ response }: Call, first = "no-store, no-cache, must-revalidate, max-age=0"): void {
  response.header("Cache-Control", first);
  response.header("Cache-Control", "post-check=0, pre-check=0", false);
  response.header("Pragma", "no-cache");
}

export function output({ route, response }: Call, result: Result): void {
  response.body += formatted(result, route.query);
}

/** For views that this server does not support. Preflights are answered. */
export const notSupported: View = (call) => {
  setHeaders(call);
  call.response.status = 501;
  call.response.body = '{"error":true,"result":"not supported by this server"}';
};
