/** The fast form: a preload link has sent the page's first question. */
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { preloadScript } from "../../src/protocol/preload.ts";
import { questionFor } from "../../src/protocol/question.ts";
import { badge as badgeWith, NPM_APP, ONLINE, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();

/** A base URL for each test, because WebKit keeps preloads in memory, also for other pages. */
let baseUrl = "";
let tests = 0;
beforeEach(() => {
  baseUrl = `${pages.lhc.origin}/?test=${tests++}`;
});
const badge = (attributes = ""): string => badgeWith(`base-url="${baseUrl}" ${attributes}`);

/** The documented inline script. */
const fastForm = (user = 2, server = baseUrl): string =>
  `<script>${preloadScript(questionFor({ baseUrl: server, user }, {}, () => {}))}</script>`;
/** A link with another slot, in seconds from now. */
const linkOf = (seconds: number): string =>
  `<script>document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "",
    href: "${pages.lhc.origin}/restapi/isonlineuser/2?test=${tests - 1}&_=" + Math.floor((Date.now() / 1000 + ${seconds}) / 30) }))</script>`;
/** What was asked: `F` by fetch or the link, `S` by script. */
const asked = (): string =>
  pages.questions.map(({ target }) => (target.includes("callback=") ? "S" : "F")).join("");
/** Questions of one time slot can be compared only if the slot does not end in between. */
const inOneSlot = async (): Promise<void> => {
  while (30 - ((Date.now() / 1000) % 30) < 5) await new Promise((resolve) => setTimeout(resolve, 500));
};

/** Seconds from the answer's time to now, and from the slot's beginning to now. */
const AGES = `(() => {
  const now = Date.now() / 1000;
  return [document.querySelector("lhc-status").checkedAt.getTime() / 1000 - now, now % 30];
})()`;

describe("a link with the question's own URL", () => {
  test.each([
    ["jsonp", "the script tag", () => scriptTag(pages.lhc)],
    ["fetch", "the script tag", () => scriptTag(pages.lhc)],
    ["jsonp", "the npm package", () => NPM_APP],
  ])("is the only request: %s, with %s", async (transport, _name, script) => {
    await inOneSlot();
    await pages.visit(fastForm() + script() + badge(`transport="${transport}"`));
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(asked()).toBe("F");
    expect(await pages.tab.evaluate("document.querySelectorAll(':root > div').length")).toBe(0);
  });

  test("is dated from the beginning of its time slot, because a cache may have had the answer", async () => {
    await inOneSlot();
    await pages.visit(fastForm() + scriptTag(pages.lhc) + badge());
    await outcome(pages.tab);
    const [age, sinceSlot] = (await pages.tab.evaluate(AGES)) as [number, number];
    expect(-age).toBeCloseTo(sinceSlot, 0);
  });

  test.each(["jsonp", "fetch"])("is used once, even where the browser keeps it: %s", async (transport) => {
    await inOneSlot();
    await pages.visit(fastForm() + scriptTag(pages.lhc) + badge(`transport="${transport}"`));
    await outcome(pages.tab);
    pages.lhc.lay({ activeUsers: [] });
    const status = await pages.tab.evaluate(`(async () => {
      const real = performance.now.bind(performance);
      performance.now = () => real() + 6000;
      return document.querySelector("lhc-status").refresh();
    })()`);
    expect(status).toBe("offline");
    expect(asked()).toBe(transport === "fetch" ? "FF" : "FS");
  });

  test("is allowed by the hash of its script", async () => {
    await inOneSlot();
    const form = fastForm();
    const hash = createHash("sha256")
      .update(form.slice("<script>".length, -"</script>".length))
      .digest("base64");
    await pages.visit(form + scriptTag(pages.lhc) + badge(), {
      "Content-Security-Policy": `default-src 'none'; script-src 'self' 'sha256-${hash}'; connect-src ${pages.lhc.origin}`,
    });
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(asked()).toBe("F");
  });

  test("serves only the target it names", async () => {
    await inOneSlot();
    await pages.visit(fastForm(3) + scriptTag(pages.lhc) + badge() + badge().replace(`"2"`, `"3"`));
    await outcome(pages.tab);
    const statuses = await pages.tab.evaluate(`new Promise((resolve) => {
      const badges = [...document.querySelectorAll("lhc-status")];
      const check = () => badges.every(({ status }) => status !== "checking") && resolve(badges.map(({ status }) => status));
      for (const badge of badges) badge.addEventListener("lhc-status-change", check);
      check();
    })`);
    expect(statuses).toEqual(["online", "offline"]);
    expect(["FS", "SF"]).toContain(asked());
  });
});

describe("a link counts for nothing", () => {
  test.each([
    ["with an older slot", () => linkOf(-30)],
    ["with a later slot", () => linkOf(30)],
    [
      "without a slot",
      () =>
        `<link rel="preload" as="fetch" crossorigin href="${pages.lhc.origin}/restapi/isonlineuser/2?test=${tests - 1}">`,
    ],
    ["to another server", () => fastForm(2, "http://127.0.0.1:9/")],
    ["that sends no CORS request", () => fastForm().replace('crossOrigin:"",', "")],
    ["in the body", () => `</head><body>${fastForm().replace("document.head", "document.body")}`],
  ])("%s", async (_name, link) => {
    await inOneSlot();
    await pages.visit(link() + scriptTag(pages.lhc) + badge());
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(asked()).toMatch(/^F?S$/);
  });
});

describe("a preload that fails leaves the question its usual way", () => {
  test.each([
    ["an HTTP error", { status: 503 }, /^FS$/],
    ["not a boolean", { body: '{"isonline":"true"}' }, /^FS$/],
    ["inherited", { body: '{"__proto__":{"isonline":true}}' }, /^FS$/],
    ["not JSON", { body: "<!doctype html>" }, /^FS$/],
    [
      "a redirect, even to an answer",
      { redirect: "/restapi/isonlineuser/3", headers: [["Access-Control-Allow-Origin", "*"]] },
      /^FFS$/,
    ],
    // Some browsers do not keep these, so the badge's own request is the second one.
    ["a reset connection", { reset: true }, /^F[FS]$/],
    ["without CORS", { without: ["Access-Control-Allow-Origin"] }, /^F[FS]$/],
  ] as const)("%s", async (_name, fault, expected) => {
    await inOneSlot();
    pages.lhc.faults = [{ path: "/restapi/isonlineuser/2", times: 1, ...(fault as object) }];
    await pages.visit(fastForm() + scriptTag(pages.lhc) + badge());
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(asked()).toMatch(expected);
  });

  test("a hanging one ends at the question's timeout", async () => {
    await inOneSlot();
    pages.lhc.faults = [{ hang: "before" }];
    await pages.visit(fastForm() + scriptTag(pages.lhc) + badge(`timeout="0.5"`));
    expect(await outcome(pages.tab)).toMatchObject({ status: "unknown", code: "timeout" });
    expect(asked()).toBe("F");
  });

  test("blocked by the page's policy", async () => {
    await inOneSlot();
    await pages.visit(fastForm() + scriptTag(pages.lhc) + badge(), {
      "Content-Security-Policy": `default-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' ${pages.lhc.origin}`,
    });
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(asked()).toBe("S");
  });
});
