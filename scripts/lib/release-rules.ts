/** What a release has to fulfil. Pure. */

/** A release has an entry of its own, with a date, and nothing is left under Unreleased. */
export function changelogProblem(changelog: string, version: string): string | undefined {
  const sections = Array.from(changelog.matchAll(/^## \[([^\]]+)\](.*)\n([^]*?)(?=^## |$(?![^]))/gm));
  const own = sections.find(([, name]) => name === version);
  if (!own)
    return `CHANGELOG.md has no entry for ${version}. Move the entries under Unreleased to "## [${version}] - 2026-01-31".`;
  if (!/^ - \d{4}-\d\d-\d\d$/.test(own[2] ?? ""))
    return `The entry for ${version} in CHANGELOG.md has no date. Write "## [${version}] - 2026-01-31".`;
  const unreleased = sections.find(([, name]) => name === "Unreleased");
  return unreleased?.[3]?.trim()
    ? `CHANGELOG.md has entries under Unreleased. Move them to ${version}.`
    : undefined;
}

const ALLOWED = /^(dist\/.+|docs\/[\w-]+\.md|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;
const FORBIDDEN = /\.(test|spec)\.|\.env|\.tgz$|node_modules|tsconfig/;
const REQUIRED = [
  "dist/lhc-status.js",
  "dist/lhc-status.js.map",
  "dist/sri.json",
  "dist/index.js",
  "dist/index.d.ts",
  "dist/custom-elements.json",
  "dist/doctor/command.js",
  "docs/errors.md",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "package.json",
];

/** What is missing from the package, or should not be in it. */
export function packageProblems(files: readonly string[]): string[] {
  return [
    ...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing from the package.`),
    ...files
      .filter((file) => !ALLOWED.test(file) || FORBIDDEN.test(file))
      .map((file) => `${file} does not belong in the package. See "files" in package.json.`),
  ];
}
