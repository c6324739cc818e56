/** docs/preload.md shows the very bytes of `preloadScript`, and the questions' very addresses. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { preloadScript } from "../../src/protocol/preload.ts";
import { questionFor, requestUrl } from "../../src/protocol/question.ts";
import type { Target } from "../../src/protocol/target.ts";
import { root } from "../../scripts/lib/project-files.ts";

const baseUrl = "https://chat.example.com/";
const page = readFileSync(join(root, "docs/preload.md"), "utf8");
const question = (target: Target) => questionFor({ baseUrl, ...target }, {}, () => {});
const script = preloadScript(question({}));

it("the snippet is what preloadScript returns", () => {
  expect(page).toContain(`<script>${script}</script>`);
});

it.each([
  ["<lhc-status>", {}],
  [`<lhc-status user="5">`, { user: 5 }],
  [`<lhc-status department="2">`, { department: 2 }],
  [`<lhc-status department="2" exclude-bot>`, { department: 2, excludeBot: true }],
  [
    `<lhc-status department="2" department-match="inclusive">`,
    { department: 2, departmentMatch: "inclusive" },
  ],
] as [string, Target][])("the address of %s", (badge, target) => {
  const row = page.split("\n").find((line) => line.includes(`\`${badge}\``) && line.startsWith("|"));
  expect(`${baseUrl}${row?.split("`")[3]}0`).toBe(requestUrl(question(target), 0));
});

it("the command computes the hash", () => {
  const command = /^printf .*$/m.exec(page)![0].replace(/'document.*?'/, `'${script}'`);
  expect(execFileSync("sh", ["-c", command], { encoding: "utf8" }).trim()).toBe(
    createHash("sha256").update(script).digest("base64"),
  );
});
