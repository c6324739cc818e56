import type { Fault, LhcServer } from "../lhc-server/index.ts";
import { isDepartmentOnline, isSiteOnline, isUserOnline } from "../lhc-server/online.ts";

/** What the behaviours of the panel are at the server. */
export const BEHAVIOURS: Readonly<Record<string, (lhc: LhcServer) => Fault[]>> = {
  well: () => [],
  slow: () => [{ delay: 3 }],
  hang: () => [{ hang: "before" }],
  500: () => [{ status: 500, body: "", contentType: "text/html; charset=UTF-8" }],
  503: () => [{ maintenance: true }],
  nonsense: () => [{ body: '{callback}({"isonline":"perhaps"})' }],
  reset: () => [{ reset: true }],
  // LHC's own redirects are permanent, and browsers would remember them after the switch.
  redirect: () => [{ path: "/restapi/", redirect: "/chat/start" }],
  plain: plainJson,
  nosniff: () => [{ headers: [["X-Content-Type-Options", "nosniff"]] }],
};

/** The right answers, as if nobody had named a callback. */
function plainJson(lhc: LhcServer): Fault[] {
  const { users, departments } = lhc.installation;
  const plain = (path: string, online: () => boolean): Fault => ({
    path: new RegExp(`/restapi/${path}$`),
    // Read at each answer: the panel's switches go on working.
    get body() {
      return JSON.stringify({ isonline: online() });
    },
  });
  return [
    plain("isonline", () => isSiteOnline(lhc.installation, false, Date.now())),
    ...users.map(({ id }) =>
      plain(`isonlineuser/${id}`, () => isUserOnline(lhc.installation, id, Date.now())),
    ),
    ...departments.map(({ id }) =>
      plain(`isonlinedepartment/${id}`, () => isDepartmentOnline(lhc.installation, id, {}, Date.now())),
    ),
  ];
}
