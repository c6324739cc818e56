import type { OwnServer } from "./command-line.ts";
import type { Badge, Settings, Snapshot } from "./control/wire.ts";

const SITE: Badge = { kind: "site", name: "Anybody" };

/** Operators that have a badge in the demo: those of departments. admin, who is in all of them, is on the panel alone. */
const USERS = [2, 3];

/** The page about the demo's own server. */
export function demoSettings(baseUrl: string, { users, departments }: Snapshot): Settings {
  return {
    baseUrl,
    interval: 30,
    panel: true,
    badges: [
      SITE,
      ...users
        .filter(({ id }) => USERS.includes(id))
        .map(({ id, name }): Badge => ({ kind: "user", id, name })),
      ...departments
        .filter(({ onPanel }) => onPanel)
        .map(({ id, name }): Badge => ({ kind: "department", id, name })),
    ],
  };
}

/** The page about somebody's server: no panel, and the interval that it would have on their site. */
export function ownSettings({ baseUrl, department, user }: OwnServer): Settings {
  return {
    baseUrl,
    interval: 60,
    panel: false,
    badges: [
      SITE,
      ...(department === undefined
        ? []
        : [{ kind: "department", id: department, name: `Department ${department}` } as const]),
      ...(user === undefined ? [] : [{ kind: "user", id: user, name: `Operator ${user}` } as const]),
    ],
  };
}
