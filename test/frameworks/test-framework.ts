/** The cases that every framework is run through. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { findChromium } from "../../scripts/lib/chromium.ts";
import {
  type Attribute,
  attributes,
  events,
  invalidFor,
  isBoolean,
  neededBy,
  notGivenTo,
  textsOf,
  validFor,
} from "./attributes.ts";
import { labels as german } from "../../src/locales/de.ts";
import { sectionsOf, withSections } from "../docs/sections.ts";
import type { Framework } from "./framework.ts";
import { LABEL, writeGeneratedApp } from "./generated-app.ts";
import { install, type Project } from "./project.ts";
import { type Site, startSite } from "./site.ts";
import { withRow } from "./spelling.ts";
import { type Snapshot, type Visit, visit } from "./visit.ts";

const dist = join(import.meta.dirname, "../../dist");
const DOC = join(import.meta.dirname, "../../docs/frameworks.md");

/** A page without a framework: `render` shows one badge, with a property or an attribute. */
const REFERENCE = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><script src="/lhc-status.js" data-lhc-base-url="LHC"></script><script>
  let badge;
  function render({ shown, value }) {
    badge?.remove();
    if (!shown) return;
    badge = document.createElement("lhc-status");
    const [way, name, needed] = shown.split(" ");
    if (needed) badge.setAttribute(needed, "1");
    if (way === "property") badge[name] = value;
    if (way === "attribute") badge.setAttribute(name, value);
    document.body.append(badge);
  }
</script>`;

/** How each event is caused. */
const CAUSES: Record<string, (lhc: LhcServer, page: Page) => Promise<unknown>> = {
  "lhc-status-change": async () => {},
  "lhc-status-error": async (lhc, page) => {
    lhc.faults = [{ status: 500, body: "" }];
    await page.evaluate(`document.querySelector("lhc-status").interval = 30`);
    await page.clock.runFor(40_000);
  },
  "lhc-chat-open": async (_lhc, page) => page.locator("lhc-status").click(),
};

export function testFramework(framework: Framework): void {
  describe(framework.name, () => {
    const times: string[] = [];
    let project: Project;
    let browser: Browser;
    let site: Site;
    let lhc: LhcServer;
    const opened: Visit[] = [];
    const { build = ["vite", "build", "--logLevel", "warn"] as const } = framework;
    /** A new tab for each attribute would take twice the time. */
    let attributePage: Visit;
    /** What badges without a framework make of each attribute. */
    const references = new Map<Attribute, Reference>();

    function timed<T>(what: string, act: () => T): T {
      const start = performance.now();
      try {
        return act();
      } finally {
        times.push(`${what} ${((performance.now() - start) / 1000).toFixed(1)} s`);
      }
    }

    beforeAll(async () => {
      [browser, lhc] = await Promise.all([
        findChromium().then((found) => chromium.launch(found)),
        startLhcServer({ state: { activeUsers: [2] } }),
      ]);
      project = timed("install", () => install(framework.folder, inject("tarball")));
      project.write(framework.file, framework.cases(markups(framework, lhc.origin)));
      timed("build", () => project.run(...build));
      site = await startSite(join(project.folder, "dist"), {
        "/reference.html": REFERENCE.replace("LHC", lhc.origin),
        "/lhc-status.js": readFileSync(join(dist, "lhc-status.js"), "utf8"),
      });
      const plain = await open("/reference.html");
      for (const attribute of attributes) references.set(attribute, await referenceOf(attribute, plain));
      await plain.close();
      attributePage = await open();
    });
    const began = performance.now();
    afterAll(async () => {
      const total = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${framework.name}: ${total} s (${times.join(", ")})`);
      await Promise.all([browser.close(), site.close(), lhc.close()]);
    });
    afterEach(async () => {
      lhc.faults = [];
      await Promise.all(opened.splice(0).map((page) => page.close()));
    });

    const failed: string[] = [];
    afterEach(({ task }) => {
      if (task.result?.state === "fail") failed.push(task.name);
    });

    const open = (path = "/", beforeLoad?: (page: Page) => Promise<void>): Promise<Visit> =>
      visit(browser, `${site.origin}${path}?lhc=${encodeURIComponent(lhc.origin)}`, lhc.origin, beforeLoad);
    /** Closed after the test. */
    async function openPage(beforeLoad?: (page: Page) => Promise<void>): Promise<Visit> {
      const page = await open("/", beforeLoad);
      opened.push(page);
      return page;
    }
    const openWithClock = (): Promise<Visit> => openPage((page) => page.clock.install());

    test("right usage compiles in the strictest mode, and wrong usage does not", { timeout: 120_000 }, () => {
      const { typeCheck, typeErrors } = framework;
      timed("types", () => project.run(...typeCheck));
      if (!typeErrors) return;
      let output = "";
      expect(() => {
        try {
          project.run(...typeErrors.command);
        } catch (error) {
          output = String(error);
          throw error;
        }
      }).toThrow();
      for (const message of typeErrors.messages) expect(output).toContain(message);
    });

    test.each(attributes)("$name: text, bound values, none, and changes", async (attribute) => {
      const { bare, invalid, messages } = references.get(attribute)!;
      const { name, fieldName } = attribute;
      await attributePage.reload();
      const page = attributePage;
      const expectGiven = (snapshot: Snapshot | undefined, value: unknown, how: string): void =>
        expect(snapshot?.settings, how).toEqual({
          ...bare.settings,
          [fieldName]: expectedSetting(attribute, value, lhc.origin),
        });

      for (const [i, [markup, value]] of texts(attribute).entries()) {
        const [snapshot] = await page.showAll(`${name} text ${i}`, [undefined], "new");
        if (value === "") expect(snapshot, markup).toEqual(bare);
        else expectGiven(snapshot, value, markup);
      }
      const none = notGivenTo(attribute);
      const { passes = () => true } = framework;
      for (const [i, bind] of framework.bindings.entries()) {
        const shown = `${name} ${i}`;
        const markup = bind(attribute, "value");
        const valid = validFor(attribute)
          .filter((value) => passes(i, attribute, value))
          .map((value) => resolve(value, lhc.origin));
        for (const [at, snapshot] of (await page.showAll(shown, [...valid, ...none], "new")).entries()) {
          const how = `${markup}, value = ${String([...valid, ...none][at])}`;
          if (at < valid.length) expectGiven(snapshot, valid[at], how);
          else expect(snapshot, how).toEqual(bare);
        }
        const changes = [...valid, ...none.flatMap((nothing) => [valid[0], nothing])];
        for (const [at, snapshot] of (await page.showAll(shown, changes, "changed")).entries()) {
          const how = `${markup}, value changed to ${String(changes[at])}`;
          if (none.includes(changes[at])) expect(snapshot.settings, how).toEqual(bare.settings);
          else expectGiven(snapshot, changes[at], how);
        }
      }
      expect(page.messages).toEqual([]);
      expect(page.questions).toEqual([...new Set(page.questions)]);

      for (const [i, bind] of framework.bindings.entries()) {
        const values = invalidFor(attribute).filter((value) => passes(i, attribute, value));
        for (const [at, snapshot] of (await page.showAll(`${name} ${i}`, values, "new")).entries()) {
          const how = `${bind(attribute, "value")}, value = ${String(values[at])}`;
          expect(invalid.get(values[at]), how).toContainEqual(snapshot);
        }
      }
      expect(messages).toEqual(expect.arrayContaining(page.messages));
    });

    test.each(events)("calls the handler of $name", async ({ name }) => {
      const cause = CAUSES[name];
      if (!cause)
        throw new Error(
          `No test causes the event "${name}". Add it to CAUSES in test/frameworks/test-framework.ts.`,
        );
      const page = await openWithClock();
      await page.show(`event ${name}`);
      await cause(lhc, page.page);
      await page.page.waitForFunction(`recorded.includes("${name}")`);
    });

    test("gives its element to a ref, and an event sets state", async () => {
      const page = await openWithClock();
      expect(await page.show("badge")).toMatchObject({ status: "online" });
      await page.page.getByText("Sales is online", { exact: true }).waitFor();
      expect(page.questions).toHaveLength(1);
      // A younger answer would be reused.
      await page.page.clock.runFor(6000);
      const asked = page.page.waitForRequest((request) => request.url().startsWith(lhc.origin));
      await page.page.getByRole("button", { name: "Refresh" }).click();
      await asked;
      expect(page.messages).toEqual([]);
    });

    test("moves the badges of a reordered list, with their state and without another request", async () => {
      const page = await openPage();
      const { page: tab } = page;
      const list = async (...keys: number[]): Promise<void> => {
        await page.render({ shown: "list", keys });
        await tab.waitForFunction(
          `(badges => badges.length === ${keys.length} && badges.every(({ status }) => status !== "checking"))([...document.querySelectorAll("lhc-status")])`,
        );
      };
      const shown = (): Promise<unknown> =>
        tab.evaluate(
          `[...document.querySelectorAll("lhc-status")].map(({ settings, mark, status }) => [Number(settings.department), mark, status])`,
        );
      await list(1, 2, 3);
      await tab.evaluate(
        `for (const badge of document.querySelectorAll("lhc-status")) badge.mark = Number(badge.settings.department);
        document.addEventListener("lhc-status-change", record, true);`,
      );
      const states = (await shown()) as [number, number, string][];
      expect(states.map(([department]) => department)).toEqual([1, 2, 3]);
      await list(3, 1, 2);
      expect(await shown()).toEqual([states[2], states[0], states[1]]);
      await list(2, 3);
      expect(await shown()).toEqual([states[1], states[2]]);
      await tab.evaluate("new Promise((resolve) => requestAnimationFrame(resolve))");
      expect(await tab.evaluate("recorded")).toEqual([]);
      expect(page.questions).toHaveLength(3);
      expect(page.messages).toEqual([]);
    });

    test("polls while mounted, and not after unmounting", async () => {
      const page = await openWithClock();
      const { clock } = page.page;
      await page.show("badge");
      const again = page.page.waitForRequest((request) => request.url().startsWith(lhc.origin));
      await clock.runFor(80_000);
      await again;
      await page.snapshot();
      const { length } = page.questions;
      await page.render({ shown: "" });
      expect(await page.page.locator("lhc-status").count()).toBe(0);
      await clock.runFor(600_000);
      expect(page.questions).toHaveLength(length);
      expect(page.messages).toEqual([]);
    });

    test.runIf(framework.hasStatus)("shows the status without a badge until it is unmounted", async () => {
      const page = await openWithClock();
      await page.render({ shown: "status" });
      await page.page.getByText("Sales is online", { exact: true }).waitFor();
      await page.render({ shown: "" });
      await page.page.clock.runFor(600_000);
      expect(page.questions).toHaveLength(1);
      expect(page.messages).toEqual([]);
    });

    test.runIf(framework.generated)(
      "compiles and runs what the generator writes",
      { timeout: 120_000 },
      async () => {
        const app = writeGeneratedApp(project, framework.generated!, `${lhc.origin}/`);
        app.run(...framework.typeCheck);
        app.run(...build);
        const served = await startSite(join(app.folder, "dist"), {});
        const page = await visit(browser, `${served.origin}/`, lhc.origin);
        try {
          const badge = page.page.locator("lhc-status");
          await badge.getByText(LABEL, { exact: true }).waitFor();
          expect(await page.snapshot()).toMatchObject({
            status: "online",
            settings: {
              department: "1",
              excludeBot: "true",
              variant: "button",
              chat: "popup",
              announce: "true",
            },
            html: expect.stringContaining(`<slot name="unknown">${german[3]}</slot>`) as string,
          });
          expect(await badge.evaluate((element) => getComputedStyle(element).fontSize)).toBe("24px");
          expect(page.questions).toEqual([`${lhc.origin}/restapi/isonlinedepartment/1?exclude_bot=true`]);
          expect(page.messages).toEqual([]);
        } finally {
          await Promise.all([page.close(), served.close()]);
        }
      },
    );

    test("docs/frameworks.md says how it is spelled", async () => {
      expect(failed, "The table is written only if all other tests pass").toEqual([]);
      const page = readFileSync(DOC, "utf8");
      const sections = sectionsOf(page);
      const updated = withSections(page, {
        ...sections,
        spelling: withRow(sections["spelling"] ?? "", framework),
      });
      await expect(updated, "Run: npm run test:frameworks -- --update").toMatchFileSnapshot(DOC);
    });
  });
}

interface Reference {
  /** With no value. */
  bare: Snapshot;
  /** With each value of a wrong type, as a property, as an attribute, and what else a framework may write. */
  invalid: ReadonlyMap<unknown, Snapshot[]>;
  messages: string[];
}

async function referenceOf(attribute: Attribute, plain: Visit): Promise<Reference> {
  const { name, fieldName } = attribute;
  const needed = neededBy(attribute) ?? "";
  const start = plain.messages.length;
  const bare = await plain.show(`none none ${needed}`);
  expect(plain.messages.slice(start)).toEqual([]);
  const values = invalidFor(attribute);
  const byProperty = await plain.showAll(`property ${fieldName} ${needed}`, values, "new");
  const byAttribute = await plain.showAll(`attribute ${name} ${needed}`, values, "new");
  const invalid = values.map((value, at): [unknown, Snapshot[]] => {
    const snapshots = [byProperty[at]!, byAttribute[at]!];
    // Some frameworks remove the attribute for false.
    return [value, value === false ? [...snapshots, bare] : snapshots];
  });
  return { bare, invalid: new Map(invalid), messages: plain.messages.slice(start) };
}

/** Text is static, so it is not bound. */
function texts(attribute: Attribute): [markup: string, value: unknown][] {
  const { name } = attribute;
  if (isBoolean(attribute))
    return [
      [name, true],
      [`${name}="false"`, false],
    ];
  return ["", ...textsOf(attribute)].map((text) => [`${name}="${text}"`, text]);
}

const resolve = (value: unknown, lhc: string): unknown =>
  typeof value === "string" ? value.replace("{lhc}", lhc) : value;

function expectedSetting(attribute: Attribute, value: unknown, lhc: string): string {
  if (isBoolean(attribute)) return String(value === true || value === "true");
  const text = String(resolve(value, lhc));
  // The setting is a list.
  return attribute.name === "hide-when" ? text.replace(" ", ",") : text;
}

/** The markup of each case by its name. */
function markups(framework: Framework, lhc: string): Map<string, string> {
  const { bindings, listen, value } = framework;
  const cases = new Map<string, string>();
  const add = (name: string, markup: string): void =>
    void cases.set(name, `<lhc-status ${resolve(markup, lhc) as string}></lhc-status>`);
  for (const attribute of attributes) {
    const needed = neededBy(attribute);
    const context = needed ? `${needed}="1" ` : "";
    for (const [i, [markup]] of texts(attribute).entries())
      add(`${attribute.name} text ${i}`, context + markup);
    for (const [i, bind] of bindings.entries())
      add(`${attribute.name} ${i}`, context + bind(attribute, value));
  }
  for (const { name } of events) add(`event ${name}`, `chat="link" ${listen(name, "record")}`);
  return cases;
}
