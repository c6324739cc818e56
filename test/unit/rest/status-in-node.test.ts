/** `checkStatus` of lhc-status/core in Node reports the system's error code. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { checkStatus, LhcStatusError } from "../../../src/core.ts";
import { startSelfSignedServer } from "./self-signed.ts";
import { startWireServer, type WireServer } from "./wire-server.ts";

let server: WireServer;
beforeAll(async () => {
  server = await startWireServer();
});
afterAll(() => server.close());
afterEach(() => {
  vi.unstubAllGlobals();
});

const failure = async (baseUrl: string): Promise<LhcStatusError> => {
  const error: unknown = await checkStatus({ baseUrl }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LhcStatusError);
  return error as LhcStatusError;
};

describe("a failure names its cause", () => {
  const expectCause = (error: LhcStatusError, cause: RegExp): void => {
    expect(error).toMatchObject({ code: "network", httpStatus: undefined });
    expect(error.message).toMatch(cause);
    expect(error.message).not.toMatch(/page|Access-Control/);
    expect(error.cause).toBeInstanceOf(Error);
  };

  it("a closed port", async () => {
    const gone = await startWireServer();
    await gone.close();
    const error = await failure(gone.origin);
    expectCause(error, /ECONNREFUSED/);
    expect((error.cause as Error).cause).toMatchObject({ code: "ECONNREFUSED" });
  });

  it("an unknown host", async () => {
    expectCause(await failure("https://no-such-host.invalid/"), /ENOTFOUND|EAI_AGAIN/);
  });

  it("a self-signed certificate", async () => {
    const selfSigned = await startSelfSignedServer();
    expectCause(await failure(selfSigned.origin), /DEPTH_ZERO_SELF_SIGNED_CERT/);
    selfSigned.close();
  });

  it("a server without TLS", async () => {
    expectCause(await failure(server.origin.replace("http:", "https:")), /ERR_SSL|EPROTO/);
  });

  it("a redirect", async () => {
    server.answers = [{ status: 302, headers: [["Location", "/eng/"]] }];
    expectCause(await failure(server.origin), /redirect/);
  });

  it("a connection reset", async () => {
    server.answers = ["cut"];
    expectCause(await failure(server.origin), /UND_ERR|ECONNRESET/);
  });
});

it("in a page, the message explains what pages cannot read", async () => {
  vi.stubGlobal("location", { protocol: "https:" });
  const gone = await startWireServer();
  await gone.close();
  const error = await failure(gone.origin);
  expect(error.message).toMatch(
    /this page may not read: a redirect, or no Access-Control-Allow-Origin header/,
  );
});
