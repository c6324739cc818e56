/** Any address of LHC leads to its base URL. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { basesFrom } from "../../../src/doctor/rules/address.ts";
import { runDoctor } from "./support/run-doctor.ts";

/** LHC in a folder, without URL rewriting: only /lhc/index.php/… reaches it. */
let folder: Server;
let lhc: LhcServer;
let host: string;
const paths: string[] = [];

beforeAll(async () => {
  lhc = await startLhcServer({ state: { activeUsers: [1, 2] } });
  folder = createServer((request, response) => {
    const path = request.url ?? "";
    paths.push(path);
    if (!path.startsWith("/lhc/index.php/")) {
      response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not Found</h1>");
      return;
    }
    void fetch(lhc.origin + path.slice("/lhc".length), { redirect: "manual" }).then(async (answer) => {
      const headers = ["access-control-allow-origin", "content-type", "location"].flatMap((name) =>
        answer.headers.has(name) ? [[name, answer.headers.get(name)!]] : [],
      );
      response.writeHead(answer.status, Object.fromEntries(headers) as Record<string, string>);
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => folder.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(folder.address() as AddressInfo).port}`;
});
afterAll(async () => {
  folder.close();
  await lhc.close();
});
afterEach(() => {
  paths.length = 0;
  lhc.faults = [];
});

const baseOf = async (address: string): Promise<unknown> => {
  const { out } = await runDoctor(["doctor", address, "--json"]);
  return (JSON.parse(out) as { baseUrl: unknown }).baseUrl;
};

describe("LHC in a folder without rewriting", () => {
  it.each([
    "HOST/lhc/index.php/site_admin/user/login",
    "http://HOST/lhc/index.php/site_admin/",
    "http://HOST/lhc/index.php/chat/start/(department)/1?prefill[email]=a@b.example",
    "http://HOST/lhc/index.php",
    "http://HOST/lhc/index.php/",
    "http://HOST/lhc/",
    "http://HOST/lhc",
    "http://HOST/lhc/site_admin/user/login#top",
    "http://HOST/lhc/index.php/restapi/isonline",
    "http://HOST/lhc/design/defaulttheme/js/widgetv2/index.js",
    "var LHC_API = {args: {mode:'widget',lhc_base_url:'//HOST/lhc/index.php/',wheight:450}};",
    '{"lhc_base_url":"\\/\\/HOST\\/lhc\\/index.php\\/"}',
    '<script src="/x.js" data-lhc-base-url="http://HOST/lhc/index.php/" async></script>',
  ])("is found by %s", async (address) => {
    expect(await baseOf(address.replace("HOST", host))).toBe(`http://${host}/lhc/index.php/`);
  });

  it("keeps the site access of a link", async () => {
    expect(await baseOf(`${host}/lhc/index.php/lit/chat/start`)).toBe(`http://${host}/lhc/index.php/lit/`);
  });

  it("is not found by the host name, with at most ten questions and none that counts a visitor", async () => {
    const { code, found } = await runDoctor(["doctor", host]);
    expect([code, found]).toEqual([1, ["FAIL http-status"]]);
    expect(paths.filter((path) => !/\/(widget)?restapi\//.test(path))).toEqual([]);
    expect(new Set(paths.map((path) => path.replace(/restapi.*/, "")))).toEqual(
      new Set(["/", "/index.php/", "/widget"]),
    );
  });
});

describe("LHC at the root", () => {
  const targets: string[] = [];
  let stop: () => void;
  beforeAll(() => {
    stop = lhc.onRequest(({ target }) => targets.push(target));
  });
  afterAll(() => stop());
  afterEach(() => void (targets.length = 0));

  it.each(["", "/", "/site_admin", "/site_admin/user/login", "/chat/start", "/eng/chat/start"])(
    "is found by the host and %j, with the first question",
    async (path) => {
      const base = `${lhc.origin}/${path.startsWith("/eng") ? "eng/" : ""}`;
      expect(await baseOf(lhc.origin.replace("http://", "") + path)).toBe(base);
      expect(targets.filter((target) => target.includes("isonline?_"))[0]).toContain(new URL(base).pathname);
    },
  );

  it("is found where LHC redirects to, and no redirect is followed", async () => {
    const { code, found, out } = await runDoctor(["doctor", `${lhc.origin}/lhc_web/`]);
    expect([code, found]).toEqual([0, ["WARN address"]]);
    expect(out).toContain(`Use base-url="${lhc.origin}/index.php/"`);
    expect(out).toContain(`data-lhc-base-url="${lhc.origin}/index.php/"`);
    expect(targets.filter((target) => !/\/(widget)?restapi\//.test(target))).toEqual([]);
  });

  it("is not asked for more than ten addresses if everything redirects", async () => {
    lhc.faults = [{ redirect: "/a/b/c/d/index.php/" }];
    const { code } = await runDoctor(["doctor", `${lhc.origin}/1/2/3/4/5/6/`]);
    expect(code).toBe(1);
    expect(
      new Set(targets.filter((target) => /\/restapi\/isonline\?_/.test(target))).size,
    ).toBeLessThanOrEqual(10);
  });
});

describe("the addresses to try", () => {
  it.each([
    ["chat.example.com", ["https://chat.example.com/", "https://chat.example.com/index.php/"]],
    [
      "https://example.com/support/chat/",
      ["chat/", "chat/index.php/", "", "index.php/"].map((path) => `https://example.com/support/${path}`),
    ],
    [
      "https://example.com/chat/",
      ["chat/", "chat/index.php/", "", "index.php/"].map((path) => `https://example.com/${path}`),
    ],
    ["//chat.example.com/", ["https://chat.example.com/"]],
    ["localhost:8080", ["http://localhost:8080/"]],
    ["chat.local", ["http://chat.local/"]],
  ])("of %s", (address, bases) => {
    expect(basesFrom(address).bases.slice(0, bases.length)).toEqual(bases);
  });
});
