/** Replays every recorded exchange over a bare socket. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  baseInstallation,
  startLhcServer,
  type Installation,
  type LhcServer,
  type StatePatch,
} from "../../../demo/lhc-server/index.ts";
import { ask } from "./raw-http.ts";

interface Transcript {
  name: string;
  state: StatePatch;
  request: { method: string; target: string; headers: Record<string, string>; body: string };
  response: { status: number; headers: [string, string][]; body: string };
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../lhc-wire/${name}`, import.meta.url), "utf8"));
const transcripts = read("status-transcripts.json") as Transcript[];
const installation = read("installation.json") as Installation;

/** Session ids and times differ between runs. */
const normalized = (headers: readonly (readonly [string, string])[]): string[] =>
  headers.map(([name, value]) =>
    name === "Last-Modified"
      ? `${name}: ${value.replace(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/, "a date")}`
      : `${name}: ${value.replace(/^PHPSESSID=[0-9a-v]{26};/, "PHPSESSID=an id;")}`,
  );

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

describe("the recorded answers", () => {
  let server: LhcServer;
  beforeAll(async () => {
    server = await startLhcServer({ installation });
  });
  afterAll(() => server.close());

  it("are complete", () => {
    expect(transcripts).toHaveLength(266);
  });

  it("come from the default installation, except for its keys and names", () => {
    expect(baseInstallation).toMatchObject(installation);
  });

  for (const { name, state, request, response } of transcripts) {
    it(`${name}: ${request.method} ${request.target}`, async () => {
      server.lay(state);
      const { method, target, headers, body } = request;
      const answer = await ask(server.origin, { method, target: bytes(target), headers, body: bytes(body) });
      expect(answer.error).toBeUndefined();
      expect(answer.status).toBe(response.status);
      expect(normalized(answer.headers)).toEqual(normalized(response.headers));
      expect(answer.body).toBe(bytes(response.body));
    });
  }
});
