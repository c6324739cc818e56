import { describe, expect, it } from "vitest";
import { canOpenBrowser } from "../../../demo/can-open-browser.ts";
import { readCommandLine } from "../../../demo/command-line.ts";

const read = (line: string) => readCommandLine(line.split(" ").filter(Boolean));

describe("the command line of the demo", () => {
  it("is optional", () => {
    expect(read("")).toEqual({ help: false, open: true });
  });

  it("accepts the user's own server", () => {
    expect(read("--base-url https://chat.example.com --department 3 --user=2")).toEqual({
      help: false,
      open: true,
      ownServer: { baseUrl: "https://chat.example.com/", department: 3, user: 2 },
    });
  });

  it("accepts a port and --no-open", () => {
    expect(read("--no-open --port 8000")).toEqual({ help: false, open: false, port: 8000 });
  });

  it.each([
    ["--departments 1", /Unknown option '--departments'/],
    ["--base-url chat.example.com", /--base-url chat\.example\.com is not a URL/],
    [
      "--base-url https://admin:secret@chat.example.com/",
      /^--base-url must not contain a user name or password/,
    ],
    ["--base-url https://chat.example.com/ --department sales", /--department sales is not an id/],
    ["--base-url https://chat.example.com/ --user 0", /--user 0 is not an id/],
    ["--user 2", /need --base-url/],
    ["--port 65536", /65535/],
  ])("rejects %s", (line, message) => {
    expect(() => read(line)).toThrow(message);
  });
});

describe("canOpenBrowser", () => {
  it.each([
    ["linux", { DISPLAY: ":0" }, true],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["linux", { DISPLAY: "" }, false],
    ["darwin", {}, true],
    ["linux", { CI: "1", DISPLAY: ":0" }, false],
  ] as const)("returns on %s with %o: %s", (platform, env, expected) => {
    expect(canOpenBrowser(platform, env)).toBe(expected);
  });
});
