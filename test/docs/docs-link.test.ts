import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFiles, root } from "../../scripts/lib/project-files.ts";
import { docsPage } from "../../src/protocol/docs.ts";

it("messages link to the documentation of the homepage in package.json, or to the package if it has none", () => {
  const { homepage } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { homepage?: string };
  expect(docsPage("errors")).toBe(
    homepage === undefined ? "lhc-status/docs/errors.md" : `${homepage.replace(/\/?$/, "/")}docs/errors.html`,
  );
});

it("no other module of the source has a link to docs/", () => {
  const files = projectFiles("ts").filter(
    (file) => file.startsWith("src/") && file !== "src/protocol/docs.ts",
  );
  expect(files.filter((file) => /lhc-status\/docs\//.test(readFileSync(join(root, file), "utf8")))).toEqual(
    [],
  );
});
