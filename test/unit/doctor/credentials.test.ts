/** Credentials: which calls they allow, and that they stay secret. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { unsafeFor } from "../../../src/doctor/rest-calls.ts";
import { runDoctor, type Run } from "./support/run-doctor.ts";

const KEY = "a-secret-key-0123456789";
const READER = { LHC_USERNAME: "bob", LHC_API_KEY: KEY };

let server: LhcServer;
const arrived: { target: string; authorization: string | undefined }[] = [];
beforeAll(async () => {
  server = await startLhcServer();
  server.onRequest(({ target, headers }) =>
    arrived.push({ target, authorization: headers["authorization"] }),
  );
});
afterAll(() => server.close());
afterEach(() => {
  server.faults = [];
  arrived.length = 0;
});

/** Bob has the key, and these permissions. */
function permit(...permissions: string[]): void {
  server.lay({ activeUsers: [1] });
  server.update((installation) => {
    installation.restKeys = [{ key: KEY, user: 2 }];
    installation.users = installation.users.map((user) => (user.id === 2 ? { ...user, permissions } : user));
  });
}
const examine = (environment: Record<string, string>, ...args: string[]): Promise<Run> =>
  runDoctor(["doctor", `${server.origin}/`, ...args], { environment });
/** How often the credentials were sent. */
const logins = (): number =>
  arrived.filter(({ authorization = "" }) => atob(authorization.replace("Basic ", "")).startsWith("bob:"))
    .length;

describe("without credentials", () => {
  it("the Authorization header of a user that cannot exist is the only one", async () => {
    await examine({});
    const sent = arrived.flatMap(({ authorization = [] }) => authorization);
    expect(sent).toHaveLength(1);
    expect(atob(sent[0]!.replace("Basic ", ""))).toMatch(/^no-such-user-x{100,}:/);
  });
});

describe("with a user name and a key in the environment", () => {
  it("names the calls that the role lacks", async () => {
    permit("lhchat.use");
    const { code, out, noted } = await examine(READER);
    expect([code, noted]).toEqual([0, ["note credentials"]]);
    expect(out).toContain("these calls work: chatsCount, chats;");
    expect(out).toContain("lhuser userlist (users)");
    expect(out).not.toContain(KEY);
  });

  it("says nothing if all calls work", async () => {
    permit("*");
    const { out, found, noted } = await examine(READER);
    expect([found, noted]).toEqual([[], []]);
    expect(out).not.toContain(KEY);
  });

  it("only reads", async () => {
    permit("*");
    await examine(READER);
    const calls = arrived
      .filter(({ authorization }) => authorization !== undefined)
      .map(({ target }) => target);
    expect(calls.map((target) => target.replace(/\?.*/, ""))).toEqual([
      "/restapi/chats",
      "/restapi/chatscount",
      "/restapi/chats",
      "/restapi/departments",
      "/restapi/getusers",
      "/restapi/onlineusers",
    ]);
  });

  it.each([
    ["a wrong key", { LHC_USERNAME: "bob", LHC_API_KEY: "wrong-0123456789" }],
    ["a wrong password", { LHC_USERNAME: "bob", LHC_PASSWORD: "wrong-0123456789" }],
  ])("stops after the first refusal of %s", async (_, environment) => {
    permit("*");
    const { code, found, out } = await examine(environment);
    expect([code, found]).toEqual([0, ["WARN credentials"]]);
    expect(logins()).toBe(1);
    expect(out).not.toContain("wrong-0123456789");
  });

  it("prints no secret, whatever the server echoes", async () => {
    permit("*");
    server.faults = [
      {
        path: "/restapi/chatscount",
        body: JSON.stringify({ error: true, result: `no ${KEY} for ${btoa(`bob:${KEY}`)}` }),
      },
    ];
    for (const args of [[], ["--json"], ["--verbose"]]) {
      const { out, complaint } = await examine(READER, ...args);
      expect(out).toContain("chatsCount");
      expect(out + complaint).not.toContain(KEY);
      expect(out + complaint).not.toContain(btoa(`bob:${KEY}`));
    }
  });

  it("sends them only where the API works", async () => {
    permit("*");
    server.faults = [{ redirect: "https://evil.example/restapi/isonline" }];
    await examine(READER);
    expect(logins()).toBe(0);
  });
});

describe("with --login", () => {
  it("uses what is typed, instead of the environment", async () => {
    permit("*");
    const askLogin = () => Promise.resolve({ username: "bob", apiKey: KEY });
    const { noted, out } = await runDoctor(["doctor", server.origin, "--login", "--verbose"], { askLogin });
    expect(noted).toEqual([]);
    expect(out).toMatch(/^ok {3}credentials: .*onlineUsers$/m);
  });
});

describe("credentials are not sent", () => {
  it.each([
    ["by http", "http://chat.example.com/", "http://chat.example.com/", "http:"],
    ["to another server", "https://evil.example/", "https://chat.example.com/", "evil.example"],
    [
      "to a server that only contains the name",
      "https://chat.example.com.evil.example/",
      "chat.example.com",
      "evil",
    ],
    ["to another port", "https://chat.example.com:8443/", "https://chat.example.com/", "8443"],
  ])("%s", (_, baseUrl, given, reason) => {
    expect(unsafeFor(baseUrl, given)).toContain(reason);
  });

  it.each([
    ["https://chat.example.com/lhc/index.php/", "chat.example.com"],
    ["https://chat.example.com/", "https://chat.example.com/site_admin/user/login"],
    ["http://localhost:8080/", "localhost:8080"],
  ])("but are to %s, given %s", (baseUrl, given) => {
    expect(unsafeFor(baseUrl, given)).toBeUndefined();
  });
});
