import type { Department, Installation, LhcServer } from "../lhc-server/index.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import type { Command } from "./commands.ts";
import type { Snapshot } from "./wire.ts";

/** The ones with a switch on the panel. The installation has more. */
const USERS: readonly number[] = [1, 2, 3];
const DEPARTMENTS: readonly number[] = [1, 2, 7];

/** Executes the panel's commands on the demo's LHC server. */
export class Driver {
  readonly known = { users: USERS, departments: DEPARTMENTS, behaviours: Object.keys(BEHAVIOURS) };
  readonly #lhc: LhcServer;
  #behaviour = "normal";

  constructor(lhc: LhcServer) {
    this.#lhc = lhc;
  }

  execute(command: Command): void {
    if (command.kind === "behaviour") {
      this.#lhc.faults = BEHAVIOURS[command.name]?.(this.#lhc) ?? [];
      this.#behaviour = command.name;
    } else {
      this.#lhc.update((installation) => switchOne(installation, command));
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

type Switch = Exclude<Command, { readonly kind: "behaviour" }>;

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
