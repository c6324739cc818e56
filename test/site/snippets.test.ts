/** What the generator writes, on an empty page with the policy that came with it. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { output } from "../../site/build/build.ts";
import { readRelease } from "../../site/build/downloads.ts";
import { judge, type Values } from "../../site/generator/fields.ts";
import { blocksFor, type Package, policyLines } from "../../site/generator/snippets.ts";
import { anyValues } from "../unit/site/any-values.ts";
import { useSite } from "./support/site.ts";

const site = useSite();
const release: Package = {
  ...readRelease(),
  sha256: (text) => createHash("sha256").update(text).digest("base64"),
};
const script = readFileSync(join(output, release.serveAs));

let server: Server;
let origin: string;
let shown = { html: "", policy: "" };

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    if (url === `/${release.serveAs}`) {
      response
        .writeHead(200, { "Content-Type": "text/javascript", "Cache-Control": "max-age=60" })
        .end(script);
    } else if (url === "/") {
      response
        .writeHead(200, {
          "Content-Type": "text/html; charset=utf-8",
          "Content-Security-Policy": shown.policy,
        })
        .end(`<!doctype html><title>A site</title>${shown.html}`);
    } else response.writeHead(404).end();
  }).listen(0, "localhost");
  await once(server, "listening");
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Shows a page, and what its badge and the console say. */
async function show(html: string, policy: string): Promise<{ status: unknown; messages: string[] }> {
  shown = { html, policy };
  const context = await site.browser.newContext();
  try {
    const page = await context.newPage();
    const messages: string[] = [];
    page
      .on("console", (message) => {
        if (!message.location().url.endsWith("/favicon.ico")) messages.push(message.text());
      })
      .on("pageerror", (error) => messages.push(error.message));
    await page.goto(origin);
    const status = await page.evaluate(async () => {
      const badge = document.querySelector<HTMLElement>("lhc-status, .lhc-status")!;
      const status = (): unknown => {
        const { host } = (badge as unknown as { host?: HTMLElement }) ?? {};
        return (host ?? badge.querySelector("lhc-status") ?? badge)["status" as never];
      };
      for (let i = 0; i < 500; i += 1) {
        const now = status();
        if (now === "online" || now === "offline" || now === "unknown") return now;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return status();
    });
    return { status, messages };
  } finally {
    await context.close();
  }
}

/** What LHC itself says to the badge's question. */
async function expected({ department, user, match, nobot, nohours }: Values): Promise<string> {
  const flags = `?${nobot ? "exclude_bot=true&" : ""}${nohours ? "exclude_online_hours=true" : ""}`;
  const path = user
    ? `restapi/isonlineuser/${user}`
    : !department
      ? "restapi/isonline"
      : match === "inclusive"
        ? `widgetrestapi/chatcheckstatus?dep=${department}`
        : `restapi/isonlinedepartment/${department}${flags}`;
  const answer = (await (await fetch(`${site.lhc.origin}/${path}`)).json()) as Record<string, boolean>;
  return (answer["isonline"] ?? answer["online"]) ? "online" : "offline";
}

test("any configuration shows the live status under its own policy, with an empty console", async () => {
  site.lhc.lay({ activeUsers: [1, 2] });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyValues(`${site.lhc.origin}/`, { site: "html", csp: "1" }), async (values) => {
      const { settings, problems } = judge(values);
      expect(problems).toEqual({});
      const [page, policy] = blocksFor(settings, release);
      const shownNow = await show(page!.code, `default-src 'none'; ${policy!.code.replaceAll("\n", " ")}`);
      expect(shownNow).toEqual({ status: await expected(settings), messages: [] });
      seen.add(String(shownNow.status));
    }),
    { numRuns: 60, interruptAfterTimeLimit: 60_000 },
  );
  expect([...seen].sort()).toEqual(["offline", "online"]);
});

test.each(["cms", "tag-manager"])("the lines for %s show the live status", async (kind) => {
  const values = {
    server: `${site.lhc.origin}/`,
    whom: "department",
    department: "1",
    match: "inclusive",
    site: kind,
  };
  const { settings } = judge({ ...anyDefaults(), ...values });
  const html = blocksFor(settings, release)
    .map(({ code }) => code)
    .join("\n");
  expect(await show(html, "")).toEqual({ status: "online", messages: [] });
});

const anyDefaults = (): Values =>
  fc.sample(anyValues("", { lang: "", hide: "", nonce: "" }), { numRuns: 1, seed: 1 })[0]!;

test("a policy without its lines blocks the badge", async () => {
  const { settings } = judge({
    ...anyDefaults(),
    server: `${site.lhc.origin}/`,
    site: "html",
    transport: "jsonp",
  });
  const [script] = policyLines(settings, release);
  const [page] = blocksFor(settings, release);
  const { status } = await show(page!.code, `default-src 'none'; ${script!.replace(site.lhc.origin, "")}`);
  expect(status).toBe("unknown");
});
