/** What is worth knowing, and what must not be named, over real sockets. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type Fault,
  type LhcServer,
  startLhcServer,
  type StatePatch,
} from "../../../demo/lhc-server/index.ts";
import { selfSigned } from "../../faults/certificate.ts";
import { runDoctor } from "./support/run-doctor.ts";

let server: LhcServer;
beforeAll(async () => {
  server = await startLhcServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.faults = [];
});

/** Department 6 has a bot, and 7 has online hours. */
const AWAY: StatePatch = { activeUsers: [] };
const AT_WORK: StatePatch = { activeUsers: [1, 2, 3] };

async function notes(state: StatePatch, ...args: string[]): Promise<{ noted: string[]; out: string }> {
  server.lay(state);
  const { noted, out } = await runDoctor(["doctor", `${server.origin}/`, ...args]);
  return { noted: noted.map((line) => line.slice(5)), out };
}

describe("a note", () => {
  it.each([
    [
      "edge-cache",
      "an answer from a cache",
      {
        headers: [
          ["X-Cache", "HIT"],
          ["Age", "7"],
        ],
      },
    ],
    ["edge-cache", "an old answer of an unknown cache", { headers: [["Age", "7"]] }],
  ] satisfies [string, string, Fault][])("%s: %s", async (rule, _name, fault) => {
    server.faults = [fault];
    const { noted, out } = await notes(AT_WORK);
    expect(noted).toEqual([rule]);
    expect(out).toContain("The oldest answer was 7 s old");
  });

  it.each([
    ["people", "a bot keeps a department online", AWAY, "6", "its bot keeps"],
    ["people", "online hours keep a department online", AWAY, "7", "its online hours keep"],
    ["listed", "an alias that LHC does not offer", AT_WORK, "sails", "LHC does not offer department sails"],
    ["why-offline", "a department is offline", AWAY, "1", "all departments"],
  ] satisfies [string, string, StatePatch, string, string][])(
    "%s: %s",
    async (rule, _name, state, department, text) => {
      const { noted, out } = await notes(
        state,
        "--department",
        department,
        ...(/^\d/.test(department) ? [] : ["--department-match", "inclusive"]),
      );
      expect(noted).toContain(rule);
      expect(out).toContain(text);
    },
  );
});

it("WARN consistent: an answer with other headers than the rest", async () => {
  server.lay(AT_WORK);
  const args = ["doctor", `${server.origin}/`];
  server.faults = [{ contentType: "application/javascript", times: 1 }];
  expect((await runDoctor(args)).found).toEqual(["WARN consistent"]);
  server.faults = [{ contentType: "application/javascript" }];
  expect((await runDoctor(args)).found).toEqual([]);
});

it("user-exists: an operator who is offline or unknown, but not one who is online", async () => {
  expect((await notes(AT_WORK, "--user", "99")).noted).toContain("user-exists");
  expect((await notes(AT_WORK, "--user", "2")).noted).toEqual([]);
});

describe("no note", () => {
  it.each([
    ["edge-cache", "a proxy that passes on every question", { headers: [["Via", "1.1 proxy"]] }, AT_WORK],
    ["edge-cache", "a cache that asks LHC", { headers: [["X-Cache", "MISS"]] }, AT_WORK],
    ["people", "operators are at work", {}, AT_WORK],
    ["listed", "the department is offered", {}, AT_WORK],
    ["why-offline", "the department is online", {}, AT_WORK],
  ] satisfies [string, string, Fault, StatePatch][])("%s: %s", async (rule, _name, fault, state) => {
    server.faults = [fault];
    const { noted } = await notes(state, "--department", "1");
    expect(noted).not.toContain(rule);
  });
});

/** This computer's address in a private network, if it has one. */
const privateAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .map(({ address }) => address)
  .find((address) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(address));

it.skipIf(privateAddress === undefined)(
  "WARN https and public-address: by http: in a private network, but not from a site in it",
  async () => {
    server.lay(AT_WORK);
    const proxy = createTcpServer((socket) => {
      const upstream = connect(Number(new URL(server.origin).port), "127.0.0.1");
      socket.pipe(upstream).pipe(socket);
    }).listen(0, privateAddress);
    await once(proxy, "listening");
    const host = privateAddress!.includes(":") ? `[${privateAddress}]` : privateAddress!;
    const args = ["doctor", `http://${host}:${(proxy.address() as AddressInfo).port}/`];
    const [far, near] = [
      await runDoctor(args),
      await runDoctor([...args, "--origin", "http://192.168.0.1/"]),
    ];
    proxy.close();
    expect(far.found.toSorted()).toEqual(["WARN https", "WARN public-address"]);
    expect(near.found).toEqual([]);
  },
);

describe("the certificate", () => {
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A process of its own, because Node reads the trusted certificates when it starts. */
  async function check(ends: number, isTrusted = true): Promise<string> {
    const { key, cert } = selfSigned(Date.now(), ends);
    const authority = join(folder, "authority.pem");
    writeFileSync(authority, cert);
    const https = createServer({ key, cert }, ({ url = "/" }, response) => {
      void fetch(server.origin + url).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(await answer.text());
      });
    }).listen(0, "127.0.0.1");
    await once(https, "listening");
    const { port } = https.address() as AddressInfo;
    const command = join(import.meta.dirname, "../../../src/doctor/command.ts");
    const child = spawn(
      process.execPath,
      ["--import", "tsx", command, "doctor", `https://127.0.0.1:${port}/`, "--verbose"],
      { env: { ...process.env, ...(isTrusted && { NODE_EXTRA_CA_CERTS: authority }) } },
    );
    let out = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    await once(child, "close");
    https.closeAllConnections();
    https.close();
    return out;
  }
  const DAY = 86_400_000;

  it("that ends soon is a warning", async () => {
    const out = await check(5 * DAY);
    expect(out).toMatch(/^WARN certificate: the certificate expires on \d{4}-\d\d-\d\d, in [45] days/m);
    expect(out).toContain("Renew the certificate");
  });

  it("that has weeks left is fine", async () => {
    expect(await check(60 * DAY)).toMatch(/^ok {3}certificate/m);
  });

  it.each([
    ["expired", -1000, true, /has expired/],
    ["self-signed", 60 * DAY, false, /self-signed/],
  ])("that is %s is named in plain words", async (_name, ends, isTrusted, words) => {
    const out = await check(ends, isTrusted);
    expect(out).toMatch(/^FAIL reachable/m);
    expect(out).toMatch(words);
  });
});
