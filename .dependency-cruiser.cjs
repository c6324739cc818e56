/** Imports run one way, and everybody outside of src/ comes in by its doors. */
const { existsSync } = require("node:fs");
const { join } = require("node:path");

/** The top-level folders, lowest first: each may import the ones before it. */
const floors = ["src", "demo", "scripts", "site", "bench", "test"];
/** Of src/: each room may import itself and the ones that are named, nothing else: no door either. */
const rooms = {
  protocol: [],
  locales: [],
  page: ["protocol", "locales"],
  transport: ["page", "protocol"],
  status: ["transport", "page", "protocol"],
  element: ["status", "transport", "page", "protocol"],
  embed: ["element", "status", "transport", "page", "locales", "protocol"],
  frameworks: ["status", "page", "protocol"],
  rest: ["page", "protocol"],
  doctor: ["rest", "page", "protocol"],
};
const doors =
  "^src/((index|core|define|element|embed|rest)|frameworks/(react|preact|vue|svelte)|locales/[\\w-]+|doctor/doctor|protocol/(preload|question))[.]ts$";
const lit = "(^|node_modules/)(lit|lit-html|lit-element|@lit/[^/]+)(/|$)";

/** Throws if a folder is gone, so that no rule outlives it. */
function within(parent, ...names) {
  for (const name of names) {
    if (!existsSync(join(__dirname, parent, name)))
      throw new Error(`.dependency-cruiser.cjs names ${parent}${name}/, which does not exist`);
  }
  return `^${parent}(${names.join("|")})/`;
}
const inRooms = (...names) => within("src/", ...names);
const inFolders = (...names) => within("", ...names);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-resolvable",
      comment: "test/types imports the built package, and rest-in-page is there to fail",
      severity: "error",
      from: { pathNot: "^(test/types/|src/rest-in-page[.]ts$)" },
      to: { couldNotResolve: true },
    },
    ...floors.slice(0, -1).map((floor, i) => ({
      name: `${floor}-is-below`,
      comment: `${floor}/ may not import ${floors.slice(i + 1).join(", ")}`,
      severity: "error",
      from: { path: inFolders(floor) },
      to: { path: inFolders(...floors.slice(i + 1)) },
    })),
    {
      name: "integrations-stand-alone",
      severity: "error",
      from: { path: inFolders("integrations") },
      to: { pathNot: inFolders("integrations") },
    },
    {
      name: "nothing-imports-integrations",
      severity: "error",
      from: { pathNot: inFolders("integrations") },
      to: { path: inFolders("integrations") },
    },
    ...Object.entries(rooms).map(([room, others]) => ({
      name: `${room}-knows-only`,
      comment: `src/${room}/ may import ${others.join(", ") || "nothing"} of the other rooms`,
      severity: "error",
      from: { path: inRooms(room) },
      to: { path: "^src/", pathNot: inRooms(room, ...others) },
    })),
    {
      name: "schedule-is-pure",
      severity: "error",
      from: { path: "^src/status/schedule[.]ts$" },
      to: { pathNot: "^src/(protocol/|status/schedule[.]ts$)" },
    },
    {
      name: "protocol-needs-no-package",
      severity: "error",
      from: { path: inRooms("protocol") },
      to: { pathNot: "^src/" },
    },
    {
      name: "rules-know-protocol-only",
      comment: "pages judge an installation by these rules, too",
      severity: "error",
      from: { path: "^src/doctor/rules/" },
      to: { pathNot: "^src/(doctor/rules|protocol)/" },
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
      from: { path: "^src/(core[.]ts$|frameworks/)" },
      to: { path: [inRooms("element", "embed"), lit], reachable: true },
    },
    {
      name: "page-without-node",
      comment: "what a page loads must not import Node's modules",
      severity: "error",
      from: { path: "^src/", pathNot: inRooms("doctor", "rest") },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "by-the-doors",
      severity: "error",
      from: {
        path: inFolders(...floors.slice(1)),
        pathNot:
          "^(site/|test/(unit/|docs/|wordpress/|package/manifest)|scripts/(lib/bare-element|wordpress/))",
      },
      to: { path: "^src/", pathNot: doors },
    },
    {
      name: "site-uses-what-is-pure",
      comment: "the generator writes and checks by the rules of the protocol and the doctor",
      severity: "error",
      from: { path: inFolders("site") },
      to: {
        path: "^src/",
        pathNot:
          "^src/(protocol/|locales/|doctor/(rules/|find-base|departments|send)|embed/script-languages)",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|site/dist|coverage|reports|examples|[.]stryker-tmp|test/frameworks/[^/]+)/" },
    // Type imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
