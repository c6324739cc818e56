import type { Department, Installation, LhcServer } from "../lhc-server/index.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import type { Order } from "./orders.ts";
import type { Snapshot } from "./wire.ts";

/** Who can be switched; the installation has others, too. */
const USERS: readonly number[] = [1, 2, 3];
const DEPARTMENTS: readonly number[] = [1, 2, 7];

/** Carries the panel's orders out at the demo's LHC server. */
export class Driver {
  readonly known = { users: USERS, departments: DEPARTMENTS, behaviours: Object.keys(BEHAVIOURS) };
  readonly #lhc: LhcServer;
  #behaviour = "well";

  constructor(lhc: LhcServer) {
    this.#lhc = lhc;
  }

  obey(order: Order): void {
    if (order.kind === "behaviour") {
      this.#lhc.faults = BEHAVIOURS[order.name]?.(this.#lhc) ?? [];
      this.#behaviour = order.name;
    } else {
      this.#lhc.update((installation) => switchOne(installation, order));
    }
  }

  get snapshot(): Snapshot {
    const { users, departments } = this.#lhc.installation;
    return {
      users: users
        .filter(({ id }) => USERS.includes(id))
        .map(({ id, username, secondsSinceActivity, assignments }) => ({
          id,
          name: username,
          online: typeof secondsSinceActivity === "number",
          departments: assignments.map(({ department }) => department),
        })),
      departments: departments.map((department) => ({
        id: department.id,
        name: department.name,
        onPanel: DEPARTMENTS.includes(department.id),
        online: !department.offline,
        hidden: department.hidden === true,
        takesChats: takesChats(department),
        roundTheClock: Boolean(department.onlineHours?.everyDay),
      })),
      behaviour: this.#behaviour,
    };
  }
}

type Switch = Exclude<Order, { readonly kind: "behaviour" }>;

function switchOne({ users, departments }: Installation, { kind, id, online }: Switch): void {
  const user = kind === "user" && users.find((candidate) => candidate.id === id);
  if (user) user.secondsSinceActivity = online ? 0 : null;
  const department = kind === "department" && departments.find((candidate) => candidate.id === id);
  if (department) department.offline = !online;
}

function takesChats(department: Department): boolean {
  const { disabled, offline, ignoreOperatorStatus, queueMax = 0, queueLength = 0 } = department;
  return !disabled && !offline && !ignoreOperatorStatus && (queueMax === 0 || queueLength < queueMax);
}
