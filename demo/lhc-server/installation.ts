import type { Installation } from "./state.ts";

/** The installation behind the recorded answers: nobody is active. */
export const baseInstallation: Installation = {
  settings: { onlineTimeout: 300, ignoreUserStatus: false },
  users: [
    { id: 1, username: "admin", disabled: false, hideOnline: false, assignments: [{ department: 0 }] },
    {
      id: 2,
      username: "bob",
      disabled: false,
      hideOnline: false,
      assignments: [1, 3, 4, 8, 9, 10].map((department) => ({ department })),
    },
    {
      id: 3,
      username: "carol",
      disabled: false,
      hideOnline: false,
      assignments: [2, 11].map((department) => ({ department })),
    },
    {
      id: 4,
      username: "dave",
      disabled: false,
      hideOnline: false,
      assignments: [{ department: 5, readOnly: true }],
    },
    { id: 5, username: "eve", disabled: true, hideOnline: false, assignments: [{ department: 5 }] },
  ],
  departments: [
    { id: 1, name: "Support" },
    { id: 2, name: "Sales", alias: "sales" },
    { id: 3, name: "Closed desk", disabled: true },
    { id: 4, name: "Back office", hidden: true },
    { id: 5, name: "Nobody" },
    { id: 6, name: "Robot", hidden: true, bot: { followsOnlineHours: false } },
    { id: 7, name: "Round the clock", hidden: true, onlineHours: { everyDay: ["0000", "2359"] } },
    { id: 8, name: "Switched off", offline: true },
    { id: 9, name: "Overloaded", queueMax: 1, queueLength: 1 },
    { id: 10, name: "Ignores operators", ignoreOperatorStatus: true },
    { id: 11, name: "Ünï Dép", alias: "uni" },
  ],
};
