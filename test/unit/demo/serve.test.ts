import { afterEach, describe, expect, it } from "vitest";
import type { Settings } from "../../../demo/control/wire.ts";
import { type Demo, startDemo } from "../../../demo/serve.ts";

const started: Demo[] = [];

async function start(options: Parameters<typeof startDemo>[0] = {}): Promise<Demo> {
  const demo = await startDemo(options);
  started.push(demo);
  return demo;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((demo) => demo.close()));
});

const settingsOf = async ({ page }: Demo): Promise<Settings> =>
  (await (await fetch(`${page}settings.json`)).json()) as Settings;

const sendCommand = ({ page }: Demo, origin = page.slice(0, -1)): Promise<Response> =>
  fetch(`${page}control/user`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin },
    body: '{"id":3,"online":true}',
  });

describe("the demo", () => {
  it("serves its page and its LHC on two loopback origins, even if the default ports are taken", async () => {
    const [first, second] = [await start(), await start()];

    const origins = [first, second].flatMap(({ page, lhc }) => [new URL(page), new URL(lhc)]);
    expect(new Set(origins.map(({ origin }) => origin)).size).toBe(4);
    for (const { hostname } of origins) expect(["localhost", "127.0.0.1"]).toContain(hostname);
    expect(await settingsOf(second)).toMatchObject({ baseUrl: second.lhc, panel: true, interval: 30 });
  });

  it("accepts commands from its own page only", async () => {
    const demo = await start();
    const asked = async (): Promise<unknown> => (await fetch(`${demo.lhc}restapi/isonlineuser/3`)).json();

    expect((await sendCommand(demo, "http://evil.example")).status).toBe(403);
    expect(await asked()).toEqual({ isonline: false });
    expect((await sendCommand(demo)).status).toBe(204);
    expect(await asked()).toEqual({ isonline: true });
  });

  it("serves only the files that the page loads", async () => {
    const { page } = await start();
    const get = (path: string): Promise<Response> => fetch(page + path);

    expect(await (await get("")).text()).toContain("<title>lhc-status");
    expect((await get("page/main.ts")).headers.get("content-type")).toContain("javascript");
    expect((await get("page/icon.svg")).status).toBe(200);
    for (const path of ["start.ts", "lhc-server/index.ts", "../package.json", "@fs/etc/passwd"]) {
      expect((await get(path)).ok, path).toBe(false);
    }
  });

  it("cannot be framed, nor read by other origins", async () => {
    const { page } = await start();

    for (const path of ["", "settings.json", "page/main.ts"]) {
      const { headers } = await fetch(page + path, { headers: { Origin: "http://localhost:1" } });
      expect(headers.get("access-control-allow-origin"), path).toBeNull();
    }
    expect((await fetch(page)).headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("the user's own server", () => {
  it("is watched, with badges for the given ids", async () => {
    const ownServer = { baseUrl: "https://chat.example.com/", department: 3, user: 2 };
    const demo = await start({ ownServer });

    expect(demo.lhc).toBe(ownServer.baseUrl);
    expect(await settingsOf(demo)).toEqual({
      baseUrl: ownServer.baseUrl,
      interval: 60,
      panel: false,
      badges: [
        { kind: "site", name: "Anyone" },
        { kind: "department", id: 3, name: "Department 3" },
        { kind: "user", id: 2, name: "Operator 2" },
      ],
    });
  });

  it("cannot be controlled", async () => {
    const demo = await start({ ownServer: { baseUrl: "https://chat.example.com/" } });

    expect((await sendCommand(demo)).status).toBe(404);
    expect((await fetch(`${demo.page}control/events`)).status).toBe(404);
  });
});
