/**
 * What authors of each role may write, in the classic and in the block editor, and what comes alive. A run of all
 * versions writes the table of docs/cms.md.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/lib/project-files.ts";
import { sectionsOf, withSections } from "../docs/sections.ts";
import { hiddenByScript, type Outcome, outcomesOf } from "../pages/support/content-outcome.ts";
import { WAYS } from "../unit/embed/ways.ts";
import { missing, VERSIONS } from "./builds.ts";
import { installPlugin, publish, statuses, useWorld } from "./visits.ts";
import { type Role, ROLES, startWordPress, type WordPress } from "./wordpress.ts";

const reason = missing();
if (reason) it.skip(reason, () => {});

const world = reason ? undefined! : useWorld();

const EDITORS = ["block editor", "classic editor"] as const;
type Editor = (typeof EDITORS)[number];

/** What is written, by its name in docs/cms.md. */
const CONTENTS: Record<string, string> = {
  "the block": `<!-- wp:lhc-status/badge {"department":"3"} /-->`,
  "`[lhc_status]`": `[lhc_status department="3"]`,
  ...Object.fromEntries(Object.entries(WAYS).map(([name, way]) => [name, hiddenByScript(way)])),
  "an empty `span` with a class": `<span class="lhc-status"></span>`,
};

/** One post with everything that can be written in an editor. */
const postIn = (editor: Editor): string =>
  Object.entries(CONTENTS)
    .map(([name, content], i) => {
      const text = content.replaceAll("https://chat.example.com/", `${world.lhc.origin}/`);
      const html = (code: string): string => `<!-- wp:html -->${code}<!-- /wp:html -->`;
      const start = `<div id="way-${i}">`;
      if (editor === "classic editor") return name === "the block" ? "" : `${start}${text}</div>`;
      if (name === "the block") return html(start) + text + html("</div>");
      if (name === "`[lhc_status]`")
        return `${html(start)}<!-- wp:shortcode -->${text}<!-- /wp:shortcode -->${html("</div>")}`;
      return html(`${start}${text}</div>`);
    })
    .join("\n\n");

const results: Record<string, Outcome[]>[] = [];

describe.skipIf(reason).each(VERSIONS)("WordPress %s", (version) => {
  let wp: WordPress;
  const outcomes: Record<string, Outcome[]> = {};

  beforeAll(async () => {
    wp = await startWordPress(version);
    installPlugin(wp, world.zip, { address: world.lhc.origin });
    const cases = ROLES.flatMap((role) => EDITORS.map((editor) => ({ role, editor })));
    const paths = publish(
      wp,
      cases.map(({ role, editor }) => ({ role, content: postIn(editor) })),
    );
    for (const [i, { role, editor }] of cases.entries()) {
      const { page, requests, close } = await world.visit(wp, paths[i]!);
      // The question of data-lhc-show and data-lhc-text.
      await page.evaluate(`void document.body.append(document.createElement("lhc-status"))`);
      await statuses(page);
      outcomes[`${role}, ${editor}`] = await page.evaluate(outcomesOf(Object.values(CONTENTS)));
      expect(requests.filter((url) => !url.startsWith(`${world.lhc.origin}/`))).toEqual([]);
      await close();
    }
    results.push(outcomes);
  });
  afterAll(() => wp?.close());

  it.each(ROLES.flatMap((role) => EDITORS.map((editor) => [role, editor] as const)))(
    "shows the status in posts: %s, %s",
    (role, editor) => {
      const found = Object.fromEntries(
        Object.keys(CONTENTS).map((name, i) => [name, outcomes[`${role}, ${editor}`]![i]]),
      );
      expect(found).toEqual(expected(role, editor));
    },
  );

  it("causes no notice", () => {
    expect(wp.notices()).toBe("");
  });
});

/** Authors and contributors may not write unknown elements, nor the markup of forms. */
function expected(role: Role, editor: Editor): Record<string, Outcome> {
  const isFiltered = role === "author" || role === "contributor";
  return {
    ...Object.fromEntries(Object.keys(CONTENTS).map((name) => [name, "live"])),
    ...(isFiltered && { "`<lhc-status>`": "plain text", "`data-lhc-show` on a form": "nothing" }),
    ...(editor === "classic editor" && { "the block": "–" }),
  };
}

/** A row for each form, and a column for each group of roles with the same outcomes. */
function table(outcomes: Record<string, Outcome[]>): string {
  const cell = (role: Role, i: number): string => {
    const [block, classic] = EDITORS.map((editor) => outcomes[`${role}, ${editor}`]![i]!);
    return classic === "–" || block === classic ? block! : `${block} (block), ${classic} (classic)`;
  };
  const columns = ROLES.map((role) => [role, Object.keys(CONTENTS).map((_, i) => cell(role, i))] as const);
  const groups = new Map<string, string[]>();
  for (const [role, cells] of columns) {
    const key = JSON.stringify(cells);
    groups.set(key, [...(groups.get(key) ?? []), role]);
  }
  const rows = Object.keys(CONTENTS).map((name, i) => [
    name,
    ...Array.from(groups.keys(), (key) => (JSON.parse(key) as string[])[i]!),
  ]);
  const head = ["what the author writes", ...Array.from(groups.values(), (roles) => roles.join(", "))];
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

describe.skipIf(reason)("the table in docs/cms.md", () => {
  it("is the same for all versions, and up to date", async ({ skip }) => {
    skip(results.length < VERSIONS.length, "Not all versions ran.");
    const [first] = results;
    for (const result of results) expect(result).toEqual(first);
    const guide = join(root, "docs/cms.md");
    const text = readFileSync(guide, "utf8");
    const updated = withSections(text, { ...sectionsOf(text), wordpress: table(first!) });
    await expect(updated, "Run: npm run test:wordpress -- --update").toMatchFileSnapshot(guide);
  });
});
