import type { Fault, LhcServer } from "../lhc-server/index.ts";
import { isDepartmentOnline, isSiteOnline, isUserOnline } from "../lhc-server/online.ts";

/** Server faults for each behaviour of the panel. */
export const BEHAVIOURS: Readonly<Record<string, (lhc: LhcServer) => Fault[]>> = {
  normal: () => [],
  slow: () => [{ delay: 3 }],
  hang: () => [{ hang: "before" }],
  500: () => [{ status: 500, body: "", contentType: "text/html; charset=UTF-8" }],
  503: () => [{ maintenance: true }],
  nonsense: () => [{ body: '{callback}({"isonline":"perhaps"})' }],
  reset: () => [{ reset: true }],
  // Temporary, because browsers would cache LHC's own permanent redirects.
  redirect: () => [{ path: "/restapi/", redirect: "/chat/start" }],
  plain: plainJson,
  nosniff: () => [{ headers: [["X-Content-Type-Options", "nosniff"]] }],
};

/** The correct answers, as if the request had no callback. */
function plainJson(lhc: LhcServer): Fault[] {
  const { users, departments } = lhc.installation;
  const plain = (path: string, online: () => boolean): Fault => ({
    path: new RegExp(`/restapi/${path}$`),
    // Computed for each answer, so that the panel's switches still work.
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
