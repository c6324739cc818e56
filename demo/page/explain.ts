import type { Badge, PanelDepartment, PanelUser, Snapshot } from "../control/wire.ts";

/** Explains the status of a badge. Returns '' if the panel does not know. */
export function explain(badge: Badge, state: Snapshot): string {
  switch (badge.kind) {
    case "site":
      return explainSite(state);
    case "user": {
      const user = state.users.find(({ id }) => id === badge.id);
      if (!user) return "";
      return user.online ? `${user.name} has the back office open.` : `${user.name} is away.`;
    }
    case "department": {
      const department = state.departments.find(({ id }) => id === badge.id);
      return department ? explainDepartment(department, state.users) : "";
    }
  }
}

function explainDepartment(department: PanelDepartment, users: readonly PanelUser[]): string {
  const { name } = department;
  if (!department.online) return `${name} is switched off.`;
  const online = users.filter((user) => user.online);
  const assigned = online.filter((user) => user.departments.includes(department.id));
  if (assigned.length > 0) return `${names(assigned)} ${are(assigned)} online and assigned to ${name}.`;
  if (department.roundTheClock) return "Its online hours are round the clock, so no operator is needed.";
  const ofAll = online.filter((user) => user.departments.includes(0));
  if (ofAll.length > 0) {
    return (
      `${names(ofAll)} ${are(ofAll)} online, but in ‘all departments’. ` +
      `LHC counts only operators assigned to ${name} itself.`
    );
  }
  return `No operator assigned to ${name} is online.`;
}

function explainSite({ users, departments }: Snapshot): string {
  const online = users.filter((user) => user.online);
  const open = departments.filter((department) => department.takesChats && !department.hidden);
  const counting = online.filter((user) =>
    user.departments.some((id) => id === 0 || open.some((one) => one.id === id)),
  );
  if (counting.length > 0)
    return `${names(counting)} ${are(counting)} online. One operator of any department is enough.`;
  if (online.length > 0) return `${names(online)} ${are(online)} online, but not in an open department.`;
  const hiddenOnline = departments.find(
    (department) => department.hidden && department.online && department.roundTheClock,
  );
  return (
    "No operator is online." +
    (hiddenOnline ? ` ${hiddenOnline.name} is a hidden department and does not count here.` : "")
  );
}

function names(users: readonly PanelUser[]): string {
  return new Intl.ListFormat("en").format(users.map((user) => user.name));
}

function are(users: readonly PanelUser[]): string {
  return users.length > 1 ? "are" : "is";
}
