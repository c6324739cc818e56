/** Real web servers that keep the Authorization header from PHP are found, and cured by the lines that the doctor prints. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runDoctor, type Run } from "../unit/doctor/support/run-doctor.ts";
import { missingFor, startServer, type WebServer } from "./servers.ts";

/** The first lines of a printed configuration, by its first word, up to an empty line. */
function printedLines(out: string, first: string): string {
  const lines = out.split("\n").map((line) => line.trim());
  const start = lines.findIndex((line) => line.startsWith(first));
  expect(start, `the output contains ${first}`).toBeGreaterThanOrEqual(0);
  const length = lines.slice(start).findIndex((line) => line === "" || line.startsWith("The badge"));
  return lines.slice(start, start + length).join("\n");
}

describe.each([
  ["apache", "RewriteEngine"],
  ["apache", "CGIPassAuth"],
  ["nginx", "fastcgi_param"],
] as const)("%s without %s", (kind, first) => {
  const missing = missingFor(kind);
  if (missing.length > 0) {
    it.skip(`is not installed. Run: apt-get install -y ${missing.join(" ")}`, () => {});
    return;
  }
  let server: WebServer;
  beforeAll(async () => {
    server = await startServer(kind);
  });
  afterAll(() => server.close());
  const examine = (): Promise<Run> => runDoctor(["doctor", server.baseUrl]);

  it("is found, and cured by the printed lines", async () => {
    const before = await examine();
    expect(before).toMatchObject({ code: 0, found: [], noted: ["note authorization"] });
    await server.apply(printedLines(before.out, first));
    const after = await examine();
    expect(after).toMatchObject({ code: 0, found: [], noted: [] });
  });
});

describe("apache with the lines of LHC's documentation", () => {
  if (missingFor("apache").length > 0) {
    it.skip("is not installed", () => {});
    return;
  }
  it("is not named, although they set an empty header", async ({ onTestFinished }) => {
    const server = await startServer("apache");
    onTestFinished(() => server.close());
    await server.apply(
      "RewriteEngine On\nRewriteCond %{HTTP:Authorization} ^(.*)\nRewriteRule .* - [e=HTTP_AUTHORIZATION:%1]",
    );
    expect(await runDoctor(["doctor", server.baseUrl])).toMatchObject({ code: 0, found: [], noted: [] });
  });
});
