/** The example runs in docs/doctor.md are what the command prints. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Fault, startLhcServer } from "../../demo/lhc-server/index.ts";
import { root } from "../../scripts/lib/project-files.ts";
import { failureOf } from "../../src/doctor/failures.ts";
import { runDoctor } from "../unit/doctor/support/run-doctor.ts";

const page = readFileSync(join(root, "docs/doctor.md"), "utf8");
const examples = Array.from(page.matchAll(/^```(\w*)\n([^]*?)\n```$/gm))
  .filter(([, language]) => language === "")
  .map(([, , text]) => text!);
/** The example with this text. */
const example = (text: string): string => examples.find((one) => one.includes(text)) ?? "";

async function printed(origin: string, documented: string): Promise<string> {
  const { out } = await runDoctor(["doctor", `${origin}/`]);
  return out.replaceAll(origin, documented);
}

describe("the example of", () => {
  it.each([
    ["a server that works", "by JSONP and fetch: online", {}],
    ["a database that is down", "no-maintenance", { maintenance: true }],
  ] satisfies [string, string, Fault][])("%s", async (_name, text, fault) => {
    const lhc = await startLhcServer({ state: { activeUsers: [1] } });
    onTestFinished(() => lhc.close());
    if (Object.keys(fault).length > 0) lhc.faults = [fault];
    expect(await printed(lhc.origin, "https://chat.example.com")).toBe(example(text));
  });

  it("a base URL without its folder", async () => {
    const server = createServer((_request, response) => response.writeHead(404).end()).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await printed(`http://127.0.0.1:${port}`, "https://www.example.com")).toBe(
      example("FAIL http-status"),
    );
  });

  it("a certificate without its intermediate certificates names it in the same words", () => {
    const code = "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
    const { message } = failureOf(Object.assign(new Error(code), { code }));
    expect(example("FAIL reachable")).toContain(message);
  });
});
