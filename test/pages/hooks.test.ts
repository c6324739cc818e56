/** The hooks for React, Preact, Vue and Svelte, in an app of each. */
import { beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./support/scripts.ts";
import { usePages } from "./support/pages.ts";

const pages = usePages();

/** Starts an app whose target is an expression. `rendered` collects what its component renders. */
async function visit(framework: string, target: string, options = "undefined"): Promise<void> {
  await pages.visit(`<script type="module">
    import { setDefaults, start } from "/${framework}.js";
    globalThis.rendered = [];
    const baseUrl = "${pages.lhc.origin}";
    Object.assign(globalThis, { setDefaults, baseUrl });
    globalThis.app = start(${target}, ${options}, (each) => {
      rendered.push(each);
      dispatchEvent(new Event("rendered"));
    });
  </script>`);
}

/** The last status and error code rendered, when the status is the expected one. */
const shows = (status: string): Promise<unknown> =>
  pages.tab.evaluate(`new Promise((resolve) => {
    const check = () => {
      const { status, error } = globalThis.rendered?.at(-1) ?? {};
      if (status === "${status}") resolve([status, error?.code ?? null]);
    };
    addEventListener("rendered", check);
    check();
  })`);
const run = (code: string): Promise<unknown> => pages.tab.evaluate(`(async () => { ${code} })()`);
const paths = (): string[] => pages.questions.map(({ target }) => target.split("?")[0] ?? "");

describe.each(["react", "preact", "vue", "svelte"])("in %s", (framework) => {
  beforeAll(async () => {
    pages.site.serve(`/${framework}.js`, await bundle(`test/pages/hooks/${framework}.ts`));
  });

  test("renders checking first, then the answer of one request", async () => {
    await visit(framework, `{ baseUrl, user: 2 }`);
    expect(await shows("online")).toEqual(["online", null]);
    expect(await run(`return rendered[0].status`)).toBe("checking");
    expect(await run(`return rendered.at(-1).checkedAt instanceof Date`)).toBe(true);
    expect(paths()).toEqual(["/restapi/isonlineuser/2"]);
    expect(pages.tab.messages).toEqual([]);
  });

  test("asks for another target, and shows nothing of the former one", async () => {
    await visit(framework, `{ baseUrl, user: 2 }`);
    await shows("online");
    await run(`rendered.length = 0; app.show({ baseUrl, user: 4 });`);
    expect(await shows("offline")).toEqual(["offline", null]);
    expect(await run(`return rendered.map(({ status }) => status)`)).not.toContain("unknown");
    expect(await run(`return rendered.slice(1).map(({ status }) => status)`)).not.toContain("online");
    expect(paths()).toEqual(["/restapi/isonlineuser/2", "/restapi/isonlineuser/4"]);
  });

  test("an equal target in another object asks nothing and shows no other status", async () => {
    await visit(framework, `{ baseUrl, user: 2 }`, `{ share: "page" }`);
    await shows("online");
    await run(`rendered.length = 0; app.show({ user: 2, baseUrl }, { share: "page" });`);
    await run(`await new Promise(requestAnimationFrame);`);
    const isOnline = `return rendered.filter(({ status }) => status !== "online").length`;
    // A store of Svelte is a new one; it has the known answer a microtask later.
    expect(await run(isOnline)).toBe(framework === "svelte" ? 1 : 0);
    expect(paths()).toHaveLength(1);
  });

  test("refresh() asks again, and renders the newer answer", async () => {
    await visit(framework, `{ baseUrl, user: 2 }`);
    await shows("online");
    await run(
      `globalThis.first = rendered.at(-1).checkedAt; const now = Date.now; Date.now = () => now() + 6000;`,
    );
    pages.lhc.lay({ activeUsers: [] });
    expect(await run(`return rendered.at(-1).refresh()`)).toBe("offline");
    await shows("offline");
    expect(await run(`return rendered.at(-1).checkedAt > first`)).toBe(true);
  });

  test("an answer that changes nothing but its time is rendered, too", async () => {
    await visit(framework, `{ baseUrl, user: 2 }`);
    await shows("online");
    await run(
      `globalThis.first = rendered.at(-1).checkedAt; const now = Date.now; Date.now = () => now() + 6000;`,
    );
    await run(`await rendered.at(-1).refresh(); await new Promise(requestAnimationFrame);`);
    expect(await run(`return rendered.at(-1).checkedAt > first`)).toBe(true);
  });

  test("unmounting aborts the request and stops", async () => {
    pages.lhc.faults = [{ hang: "before" }];
    const arrived = new Promise<void>((resolve) => pages.lhc.onRequest(() => resolve()));
    await visit(framework, `{ baseUrl, user: 2 }`);
    await arrived;
    await run(`globalThis.refresh = rendered.at(-1).refresh; app.unmount();`);
    expect(await run(`await new Promise(requestAnimationFrame); return window.length`)).toBe(0);
    expect(await run(`return refresh()`)).toBe("checking");
    expect(paths()).toHaveLength(1);
    expect(pages.tab.messages).toEqual([]);
  });

  test.each([
    ["no base URL", `{ user: 2 }`],
    ["a wrong id", `{ baseUrl, user: "anna" }`],
    ["null", `null`],
    ["a symbol", `{ baseUrl, user: Symbol("2") }`],
  ])("with %s the status is unknown with a config error, and nothing throws", async (_name, target) => {
    await visit(framework, target);
    expect(await shows("unknown")).toEqual(["unknown", "config"]);
    expect(paths()).toEqual([]);
    expect(pages.tab.messages).toEqual([]);
  });

  test("defaults that are set later apply", async () => {
    await visit(framework, `{ user: 2 }`);
    await shows("unknown");
    await run(`setDefaults({ baseUrl });`);
    expect(await shows("online")).toEqual(["online", null]);
    expect(paths()).toHaveLength(1);
  });

  test("an invalid option is reported and replaced by its default", async () => {
    await visit(framework, `{ baseUrl, user: 2 }`, `{ interval: "often" }`);
    expect(await shows("online")).toEqual(["online", null]);
    // WebKit does not report console messages.
    if (pages.tab.requested) {
      expect(pages.tab.messages.join()).toContain(`interval="often" is not valid, so 60 is used`);
    }
  });
});
