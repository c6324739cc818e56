/** Imports run one way, and everybody outside of src/ comes in by its doors. */
const doors = "^src/(index|core|define|element|embed|rest)[.]ts$";
const lit = "(^|node_modules/)(lit|lit-html|lit-element|@lit/[^/]+)(/|$)";
const rooms = (...names) => `^src/(${names.join("|")})/`;

/** Of src/, a room knows itself and the rooms that are named, nothing else: no door either. */
const knowsOnly = (room, ...others) => ({
  name: `${room}-knows-only`,
  comment: `${room} may import ${others.join(", ") || "nothing"} of the other rooms`,
  severity: "error",
  from: { path: rooms(room) },
  to: { path: "^src/", pathNot: rooms(room, ...others) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-resolvable",
      comment: "rest-in-page is there to fail",
      severity: "error",
      from: { pathNot: "^src/rest-in-page[.]ts$" },
      to: { couldNotResolve: true },
    },
    knowsOnly("protocol"),
    knowsOnly("transport", "protocol"),
    knowsOnly("status", "transport", "protocol"),
    knowsOnly("element", "status", "transport", "protocol"),
    knowsOnly("embed", "element", "status", "transport", "protocol"),
    knowsOnly("rest", "protocol"),
    knowsOnly("doctor", "rest", "protocol"),
    {
      name: "schedule-is-pure",
      severity: "error",
      from: { path: "^src/status/schedule[.]ts$" },
      to: { pathNot: "^src/(protocol/|status/schedule[.]ts$)" },
    },
    {
      name: "protocol-needs-no-package",
      severity: "error",
      from: { path: rooms("protocol") },
      to: { pathNot: "^src/" },
    },
    {
      name: "lit-for-elements-only",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(element/|(index|define|element|embed)[.]ts$)" },
      to: { path: lit },
    },
    {
      name: "core-without-lit",
      comment: "whoever asks without the element must not load Lit",
      severity: "error",
      from: { path: "^src/core[.]ts$" },
      to: { path: [rooms("element", "embed"), lit], reachable: true },
    },
    {
      name: "by-the-doors",
      severity: "error",
      from: { path: "^(demo|bench|test)/", pathNot: "^test/(unit/|package/manifest)" },
      to: { path: "^src/", pathNot: doors },
    },
    {
      name: "src-knows-src",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(demo|bench|test|scripts)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage|reports)/" },
    // Type imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
