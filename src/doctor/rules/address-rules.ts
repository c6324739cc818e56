/** Rules for the address of LHC. */
import { LOOPBACK } from "../../protocol/base-url.ts";
import { PRIVATE_HOST } from "./address.ts";
import type { Facts } from "./facts.ts";
import { info, ok, skipped, warning, type Verdict } from "./finding.ts";

export function address({ search, baseUrl, exchanges }: Facts): Verdict {
  if (!search) return skipped("the base URL is given");
  const { given, isBase, isFound, tried } = search;
  if (!isFound) {
    const isReached = exchanges.some(({ status }) => status !== undefined);
    if (!isReached || tried.length < 2) return skipped("no other address was tried");
    const others = tried.filter((url) => url !== baseUrl);
    return info(
      `LHC was not found at ${others.join(", ")} either`,
      "Open LHC's back office in a browser and check that address: npx lhc-status doctor https://…/site_admin/",
    );
  }
  const [first = ""] = tried;
  const isAsGiven = first === baseUrl;
  if (isAsGiven && isBase) return ok(baseUrl);
  const others = tried.slice(0, -1);
  const seen = `LHC answers at ${baseUrl}${others.length > 0 ? `, not at ${others.join(", ")}` : ""}`;
  const cure = `Use base-url="${baseUrl}".`;
  return isBase
    ? warning(seen, `A badge with base-url="${given.trim()}" gets no status.`, cure)
    : isAsGiven
      ? ok(seen)
      : info(seen, cure);
}

const hostOf = (url: string): string => new URL(url).hostname;

/** Whether pages of the internet can reach the server, and may. */
export function publicAddress({ baseUrl, exchanges, origin }: Facts): Verdict {
  const exchange = exchanges[0];
  if (!exchange) return skipped("no request was sent");
  if (exchange.failure) return skipped("there is no response");
  const host = hostOf(exchange.url);
  const remote = exchange.remoteAddress?.replace(/^::ffff:/, "");
  const isLocal = (name: string | undefined): boolean =>
    name !== undefined && (LOOPBACK.test(name) || /^(::1|127\..*)$/.test(name));
  if (isLocal(host) || isLocal(remote)) {
    return LOOPBACK.test(host)
      ? ok(`${host} is this computer`)
      : info(
          `${host} has the address ${remote ?? "of this computer"}`,
          "This computer is asked. Visitors may get another address, or none.",
        );
  }
  const named = [host, remote].find((name) => name !== undefined && PRIVATE_HOST.test(name));
  if (named === undefined) return ok(remote === undefined ? host : `${host} (${remote})`);
  if (origin !== undefined && PRIVATE_HOST.test(hostOf(origin)))
    return ok(`${named} is on the network of ${origin}`);
  return warning(
    `${baseUrl}: ${named} is a private address`,
    "Visitors outside of your network cannot reach it. Inside of it, browsers ask for permission before a public page may " +
      "use a private address, or refuse.",
    "Use a public host name. If the site is on your network, too, check it with --origin, for example --origin http://intranet/.",
  );
}
