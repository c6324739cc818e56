/** Runs the examples of docs/rest.md and README.md against the demo's LHC. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { LhcRestClient, LhcRestError } from "../../../src/rest.ts";
import * as rest from "../../../src/rest.ts";
import { sleep } from "../../../src/rest/clock.ts";

vi.mock(import("../../../src/rest/clock.ts"), async (original) => ({
  ...(await original()),
  sleep: vi.fn(),
}));

const document = readFileSync(new URL("../../../docs/rest.md", import.meta.url), "utf8");
const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const codeIn = (text: string): string[] =>
  Array.from(text.matchAll(/```js\n([^]*?)```/g), ([, code]) => code!);
const examples = [...codeIn(document), ...codeIn(readme).filter((code) => code.includes("lhc-status/rest"))];

/** The console output of each example. */
const OUTPUT: string[][] = [
  ["1 waiting"],
  ["true", "true", "true", "true", "true"],
  [expect.stringMatching(/^Bob Brown: Can I help\? \(http:\/\/\S+\/chat\/readoperatormessage\/\S+\)$/)],
  ["continue"],
  ["visitor: Are you there?", "operator: Ten a month."],
  ["Hello"],
  ["1 Vera"],
  ["11 sales", '["admin","bob","carol","dave","eve"]', "true", "[2]"],
  ["not-found 400 Chat could not be found!"],
  ["Bob Brown: Can I help?", "2 Can I help?", "0 Yes, please!"],
];

const AsyncFunction = (async () => {}).constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => Promise<void>;

let server: LhcServer;
beforeAll(async () => {
  server = await startLhcServer();
});
beforeEach(() => {
  const chat = { id: 1, department: 1, hash: "h", nick: "Vera" };
  server.lay({
    activeUsers: [2],
    chats: [chat],
    messages: [{ id: 1, chat: 1, user: 0, text: "Hello", time: 1 }],
  });
  vi.mocked(sleep).mockImplementation(() => {
    server.update(({ visitors, chats }) => {
      for (const visitor of visitors ?? [])
        Object.assign(visitor, { operatorMessage: "Can I help?", operatorUser: 2 });
      for (const chat of chats ?? []) chat.status = 2;
    });
    return Promise.resolve();
  });
});
afterAll(() => server.close());

async function run(code: string): Promise<string[]> {
  const output: string[] = [];
  const text = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  const console = { log: (...values: unknown[]) => output.push(values.map(text).join(" ")) };
  const apiKey = "0123456789abcdef0123456789abcdef";
  const lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey });
  const scope: Record<string, unknown> = { ...rest, console, process: { env: { LHC_API_KEY: apiKey } } };
  if (!code.includes("const lhc =")) scope["lhc"] = lhc;
  const own = code
    .replace(/^import .*\n/m, "")
    .replace("https://chat.example.com/", server.origin)
    .replace('"robot"', '"admin"');
  await new AsyncFunction(...Object.keys(scope), own)(...Object.values(scope));
  return output;
}

it("all have an expected output", () => {
  expect(examples).toHaveLength(OUTPUT.length);
});

describe.each(examples.map((code, i) => ({ code, i })))("example $i", ({ code, i }) => {
  it(code.trim().split("\n")[0]!, async () => {
    expect(await run(code)).toEqual(OUTPUT[i]);
  });
});

it("imports name what the door has", () => {
  for (const [, names] of document.matchAll(/^import \{ (.*) \} from "lhc-status\/rest"/gm)) {
    for (const name of names!.split(", ")) expect(rest).toHaveProperty(name);
  }
});

it("each error code has a paragraph, and each call has a row", () => {
  const codes =
    "unauthorized forbidden not-found bad-request maintenance not-lhc timeout network bad-answer".split(" ");
  for (const code of codes) expect(document).toContain(`\n### ${code}\n`);
  expect(new LhcRestError("timeout", "x").message).toMatch(/docs\/rest\.md#timeout$/);
  for (const name of Object.getOwnPropertyNames(LhcRestClient.prototype)) {
    if (name !== "constructor") expect(document.slice(document.indexOf("## Calls"))).toContain(`\`${name}\``);
  }
});
