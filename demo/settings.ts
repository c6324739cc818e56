import type { OwnServer } from "./command-line.ts";
import type { Badge, Settings, Snapshot } from "./control/wire.ts";

const SITE: Badge = { kind: "site", name: "Anyone" };

/** Operators with a badge. admin, who is in all departments, is only on the panel. */
const USERS = [2, 3];

/** Settings of the page for the demo's own server. */
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

/** Settings of the page for the user's own server: no panel, and the default interval. */
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
