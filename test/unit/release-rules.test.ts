import { describe, expect, test } from "vitest";
import { changelogProblem, packageProblems } from "../../scripts/lib/release-rules.ts";

describe("the changelog of a release", () => {
  const entry = "## [0.2.0] - 2026-03-01\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-01-01\n\n- First.\n";

  test("has an entry with a date, and nothing unreleased", () => {
    expect(changelogProblem(`# Changelog\n\n## [Unreleased]\n\n${entry}`, "0.2.0")).toBeUndefined();
    expect(changelogProblem(entry, "0.1.0")).toBeUndefined();
  });

  test.each([
    [entry, "0.3.0", /no entry for 0\.3\.0/],
    ["## [0.2.0]\n\n- A thing.\n", "0.2.0", /no date/],
    [`## [Unreleased]\n\n- More.\n\n${entry}`, "0.2.0", /entries under Unreleased/],
  ])("is named otherwise", (changelog, version, problem) => {
    expect(changelogProblem(changelog, version)).toMatch(problem);
  });
});

test("a package lacks nothing, and contains nothing else", () => {
  expect(packageProblems(["src/index.ts", "dist/.env"])).toEqual(
    expect.arrayContaining([
      "dist/lhc-status.js is missing from the package.",
      'src/index.ts does not belong in the package. See "files" in package.json.',
      'dist/.env does not belong in the package. See "files" in package.json.',
    ]),
  );
});
