import type { Facts } from "./facts.ts";
import { ok, skipped, warning, type Verdict } from "./finding.ts";

const DAY = 86_400;
/** Most authorities expect a renewal 30 days before the end, or after two thirds of a shorter life. */
const WARN_DAYS = 14;
const WARN_FRACTION = 1 / 6;

/** An invalid certificate is a failed connection, which `reachable` reports. */
export function certificate({ exchanges }: Facts): Verdict {
  const exchange = exchanges.find((one) => one.certificate && one.receivedAt !== undefined);
  if (!exchange?.certificate || exchange.receivedAt === undefined) return skipped("no certificate was seen");
  const { begins, ends } = exchange.certificate;
  const left = ends - exchange.receivedAt;
  const seen = `the certificate expires on ${new Date(ends * 1000).toISOString().slice(0, 10)}, in ${Math.floor(left / DAY)} days`;
  if (left >= Math.min(WARN_DAYS * DAY, WARN_FRACTION * (ends - begins))) return ok(seen);
  return warning(
    seen,
    "After that, the badge gets no status and shows 'unknown'.",
    "Renew the certificate, and check why it was not renewed automatically.",
  );
}
