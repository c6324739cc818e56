import { describe, expect, it } from "vitest";
import { canOpenBrowser } from "../../../demo/can-open-browser.ts";
import { readCommandLine } from "../../../demo/command-line.ts";

const read = (line: string) => readCommandLine(line.split(" ").filter(Boolean));

describe("the command line of the demo", () => {
  it("needs nothing", () => {
    expect(read("")).toEqual({ help: false, open: true });
  });

  it("takes somebody's own server", () => {
    expect(read("--base-url https://chat.example.com --department 3 --user=2")).toEqual({
      help: false,
      open: true,
      ownServer: { baseUrl: "https://chat.example.com/", department: 3, user: 2 },
    });
  });

  it("takes a port, and can leave the browser alone", () => {
    expect(read("--no-open --port 8000")).toEqual({ help: false, open: false, port: 8000 });
  });

  it.each([
    ["--departments 1", /Unknown option '--departments'/],
    ["--base-url chat.example.com", /--base-url chat\.example\.com is no address/],
    [
      "--base-url https://admin:secret@chat.example.com/",
      /^--base-url must not contain a user name or password/,
    ],
    ["--base-url https://chat.example.com/ --department sales", /--department sales is no number/],
    ["--base-url https://chat.example.com/ --user 0", /--user 0 is no number/],
    ["--user 2", /need --base-url/],
    ["--port 65536", /65535/],
  ])("does not understand %s", (line, message) => {
    expect(() => read(line)).toThrow(message);
  });
});

describe("a browser is opened", () => {
  it.each([
    ["linux", { DISPLAY: ":0" }, true],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["linux", { DISPLAY: "" }, false],
    ["darwin", {}, true],
    ["linux", { CI: "1", DISPLAY: ":0" }, false],
  ] as const)("on %s with %o: %s", (platform, env, expected) => {
    expect(canOpenBrowser(platform, env)).toBe(expected);
  });
});
