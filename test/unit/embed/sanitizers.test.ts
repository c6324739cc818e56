import { readFileSync } from "node:fs";
import { join } from "node:path";
import sanitizeHtml from "sanitize-html";
import { expect, it } from "vitest";
import { HOSTILE } from "./hostile-contents.ts";
import { column, columnIn, WAYS } from "./ways.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

it("docs/cms.md says what sanitize-html does (else: npx tsx scripts/cms-table.ts)", () => {
  const sanitized = Object.values(WAYS).map((way) => sanitizeHtml(way));
  expect(columnIn(read("../../../docs/cms.md"), 2)).toEqual(column(sanitized));
});

it("sanitized.json is what sanitize-html makes of the hostile contents (else: npx tsx scripts/cms-table.ts)", () => {
  const sanitized = Object.entries(HOSTILE).map(([name, content]) => [name, sanitizeHtml(content)]);
  expect(JSON.parse(read("sanitized.json"))).toEqual(Object.fromEntries(sanitized));
});
