/** Servers and texts that are no LHC: each ends with a finding in plain words. */
import { createServer as createHttps, type Server as HttpsServer } from "node:https";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { describe, expect, it, type TestContext, vi } from "vitest";
import { startLhcServer } from "../../../demo/lhc-server/index.ts";
import { failureOf } from "../../../src/doctor/failures.ts";
import { send } from "../../../src/doctor/send.ts";
import { selfSigned } from "../../faults/certificate.ts";
import { runDoctor } from "./support/run-doctor.ts";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n";

async function listen(server: Server | HttpsServer, { onTestFinished }: TestContext): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A server that answers each request by what `answer` does. */
const startRaw = async (
  context: TestContext,
  answer: (socket: Socket, count: number) => void,
): Promise<string> => {
  let count = 0;
  const port = await listen(
    createServer((socket) => void socket.once("data", () => answer(socket, count++))),
    context,
  );
  return `http://127.0.0.1:${port}/`;
};

describe("texts that are no address", () => {
  it.each([
    ["hello world", "is not a valid URL"],
    ["ftp://chat.example.com/", "ftp: address"],
    ["https://admin:hunter2@chat.example.com/", "contains a password"],
    ["javascript:alert(1)", "javascript: address"],
    ["https://", "is not a valid URL"],
    ["\x1b[31m", "is not a valid URL"],
  ])("%j", async (address, seen) => {
    const { code, out, complaint } = await runDoctor(["doctor", address]);
    expect(out).toContain("FAIL address");
    expect(out).toContain(seen);
    expect(out).not.toMatch(/hunter2|\x1b|\n {4}at /);
    expect([code, complaint]).toEqual([1, ""]);
  });
});

describe("servers", () => {
  it("that answer slowly are given 25 s in all", async ({ onTestFinished }) => {
    const lhc = await startLhcServer({ state: { activeUsers: [1] } });
    onTestFinished(() => lhc.close());
    // Each question takes 5 s by this clock, so the sixth has no time left.
    let seconds = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (seconds += 5) * 1000);
    onTestFinished(() => clock.mockRestore());
    lhc.faults = [{ delay: 0.02 }];
    const { code, out, found } = await runDoctor(["doctor", lhc.origin, "--timeout", "8"]);
    expect([code, found]).toEqual([1, ["FAIL in-time"]]);
    expect(out).toContain("no complete answer within");
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it("without a name are unknown hosts", async () => {
    const { code, found, out } = await runDoctor(["doctor", "https://lhc.invalid/"]);
    expect([code, found]).toEqual([1, ["FAIL reachable"]]);
    expect(out).toContain("the host is unknown");
  });

  it("with static files have no LHC", async (context) => {
    const url = await startRaw(context, (socket) =>
      socket.end(
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>404</h1>",
      ),
    );
    const { code, found, out } = await runDoctor(["doctor", url]);
    expect([code, found]).toEqual([1, ["FAIL http-status"]]);
    expect(out).toContain("LHC was not found at");
    expect(out).toContain("back office");
  });

  it("with an endless body are read up to 1 MB", async (context) => {
    const page = "<html>".padEnd(65_536, "x");
    let written = 0;
    const url = await startRaw(context, (socket) => {
      socket.write(HEAD);
      const write = (): void => {
        while (!socket.destroyed && socket.write(page)) written += page.length;
        written += page.length;
        if (!socket.destroyed) socket.once("drain", write);
      };
      write();
    });
    const exchange = await send({ name: "site", url, headers: [] }, 8, Date.now);
    expect(exchange.body?.length).toBeGreaterThanOrEqual(1024 * 1024);
    expect(exchange.body?.length).toBeLessThan(1.2 * 1024 * 1024);
    expect(written).toBeLessThan(64 * 1024 * 1024);
    const { code, found } = await runDoctor(["doctor", url]);
    expect([code, found]).toEqual([1, ["FAIL no-html"]]);
  });

  it("that send nothing, or a byte now and then, time out", async (context) => {
    const lhc = await startLhcServer();
    context.onTestFinished(() => lhc.close());
    for (const fault of [{ hang: "before" as const }, { drip: 0.05 }]) {
      lhc.faults = [fault];
      const { code, found, out } = await runDoctor(["doctor", lhc.origin, "--timeout", "0.2"]);
      expect([code, found]).toEqual([1, ["FAIL in-time"]]);
      expect(out).toContain("no complete answer within 0.2 s");
    }
  });

  it("that redirect in a loop are not followed", async (context) => {
    const url = await startRaw(context, (socket) =>
      socket.end(
        "HTTP/1.1 302 Found\r\nLocation: /restapi/isonline\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
      ),
    );
    const { code, found } = await runDoctor(["doctor", url]);
    expect([code, found]).toEqual([1, ["FAIL no-redirect"]]);
  });

  it("that answer each request differently are inconsistent", async (context) => {
    const lhc = await startLhcServer();
    context.onTestFinished(() => lhc.close());
    const answers = [
      "HTTP/1.1 500 Oops\r\n",
      "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n",
      "HTTP/1.1 200 OK\r\n",
    ];
    const url = await startRaw(context, (socket, count) =>
      socket.end(
        `${answers[count % 3]}Content-Type: application/json\r\nConnection: close\r\n\r\n{"isonline":true}`,
      ),
    );
    const { code, found, out } = await runDoctor(["doctor", `${url}index.php/`]);
    expect(code).toBe(1);
    expect(found).toContain("WARN consistent");
    expect(out).not.toMatch(/\n {4}at /);
  });

  it("with a captcha page are behind a firewall", async (context) => {
    const url = await startRaw(context, (socket) =>
      socket.end(`${HEAD}<html><title>Attention Required! | Complete the captcha</title></html>`),
    );
    const { code, found } = await runDoctor(["doctor", url]);
    expect([code, found]).toEqual([1, ["FAIL no-firewall"]]);
  });

  it("with a self-signed certificate are untrusted, in plain words", async (context) => {
    const port = await listen(createHttps(selfSigned()), context);
    const { code, found, out } = await runDoctor(["doctor", `https://127.0.0.1:${port}/`]);
    expect([code, found]).toEqual([1, ["FAIL reachable"]]);
    expect(out).toContain("self-signed");
    expect(out).toContain("Let's Encrypt");
  });
});

describe("codes of OpenSSL have plain words", () => {
  it.each([
    ["CERT_HAS_EXPIRED", "certificate-expired", "has expired"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-host", "another host"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-untrusted", "self-signed"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate-chain", "intermediate"],
    ["CERT_REVOKED", "certificate", "revoked"],
    ["CERT_SIGNATURE_FAILURE", "certificate", "not trusted"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tls", "TLS version"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "garbled", "does not speak HTTPS"],
    ["ENOTFOUND", "host", "unknown"],
    ["ECONNREFUSED", "refused", "no connection"],
  ])("%s", (code, kind, words) => {
    const failure = failureOf(Object.assign(new Error("technical"), { code }));
    expect(failure).toEqual({ kind, message: expect.stringContaining(words) });
    expect(failure.message).toContain(code);
  });
});
