import { afterAll, beforeAll, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";

let server: LhcServer;
beforeAll(async () => {
  server = await startLhcServer({ state: { activeUsers: [3] } });
});
afterAll(() => server.close());

const ask = (init?: RequestInit): Promise<Response> =>
  fetch(`${server.origin}/widgetrestapi/onlinesettings`, init);

it("lists the visible and enabled departments with their states, those online first", async () => {
  const response = await ask({ method: "POST", body: "{}", headers: { "Content-Type": "text/plain" } });
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  const { department } = (await response.json()) as { department: { departments: unknown[] } };
  expect(department.departments.slice(0, 3)).toEqual([
    { online: true, value: "sales", name: "Sales" },
    { online: true, value: "uni", name: "Ünï Dép" },
    { online: false, value: 1, name: "Support" },
  ]);
});

it("answers nothing to a GET", async () => {
  expect(await (await ask()).text()).toBe("Invalid request!");
});
