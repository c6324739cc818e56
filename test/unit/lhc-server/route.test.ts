/** Unusual URLs are routed as in LHC. */
import { describe, expect, it } from "vitest";
import { routeOf, unorderedParameter } from "../../../demo/lhc-server/route.ts";

const place = (target: string): string => {
  const { prefix, module, view, parameters } = routeOf(target);
  return [prefix, module, view, ...parameters].join("|");
};

describe("the route to a view", () => {
  it.each([
    ["/restapi/isonline", "|restapi|isonline"],
    ["/index.php/restapi/isonline", "|restapi|isonline"],
    ["/index.php/index.php/restapi/isonline", "|restapi|isonline"],
    ["/index%2Ephp/restapi/isonline", "|restapi|isonline"],
    ["/sub/folder/index.php/restapi/isonline", "|restapi|isonline"],
    ["//restapi//isonline//", "|restapi|isonline"],
    ["/restapi%2Fisonline", "|restapi|isonline"],
    ["/restapi/isonline#x", "|restapi|isonline"],
  ])("%s", (target, expected) => expect(place(target)).toBe(expected));

  it("is empty for the front page", () => {
    for (const target of ["/", "//", "/index.php", "/index.php/", "/index.php?a=b", "/eng/", "*"]) {
      expect(routeOf(target)).toMatchObject({ prefix: "", view: "" });
    }
    expect(routeOf("/").module).toBe("");
  });

  it("drops characters that module names cannot contain", () => {
    expect(place("/rest.api/is%20on%00line")).toBe("|restapi|ison_line");
    expect(place("/restapi'/isonline\"")).toBe("|restapi|isonline");
  });
  it("is case-sensitive", () => expect(place("/RestAPI/isOnline")).toBe("|RestAPI|isOnline"));
  it("has an empty view between three slashes", () =>
    expect(place("/restapi///isonline")).toBe("|restapi||isonline"));
});

describe("site accesses", () => {
  it.each([
    ["/lit/restapi/isonline", "/lit|restapi|isonline"],
    ["/index.php/site_admin/restapi/isonline", "/site_admin|restapi|isonline"],
    ["/eng/restapi/isonline", "|restapi|isonline"],
  ])("%s", (target, expected) => expect(place(target)).toBe(expected));

  it("may be any two letters", () => expect(place("/de/restapi/isonline")).toBe("|restapi|isonline"));
  it("are treated as a module if unknown", () => expect(place("/xyz/restapi")).toBe("|xyz|restapi"));
  it("cannot be combined", () => expect(place("/lit/eng/restapi")).toBe("/lit|eng|restapi"));
});

describe("parameters", () => {
  it("are decoded, including plus signs", () =>
    expect(place("/restapi/isonlineuser/+1%2C2")).toBe("|restapi|isonlineuser| 1,2"));
  it("end at a decoded question mark", () =>
    expect(place("/restapi/isonlineuser/1%3F2/3")).toBe("|restapi|isonlineuser|1"));
  it("keep a decoded hash", () =>
    expect(place("/restapi/isonlineuser/1%232")).toBe("|restapi|isonlineuser|1#2"));
  it("are dropped with the whole path if it contains an invalid port", () => {
    expect(place("/restapi/isonlineuser/1:65535")).toBe("|restapi|isonlineuser|1:65535");
    expect(routeOf("/restapi/isonlineuser/1:65536").module).toBe("");
  });
  it("have control characters replaced", () =>
    expect(place("/restapi/isonlineuser/%0A1")).toBe("|restapi|isonlineuser|_1"));
  it("are separated from the query at the first question mark", () =>
    expect(routeOf("/restapi/isonline?a=1?b&c=2#d").query.get("a")).toBe("1?b"));
});

describe("unordered parameters", () => {
  const values = (path: string, name = "x") => unorderedParameter(path.split("/"), name);
  it("have all values up to the next name", () => expect(values("(x)/1/2/(y)/3")).toEqual(["1", "2"]));
  it("may be empty", () => expect(values("(x)")).toEqual([]));
  it("use the last of that name", () => expect(values("(x)/1/(x)/2")).toEqual(["2"]));
  it("may be missing", () => expect(values("x/1")).toBeUndefined());
});
