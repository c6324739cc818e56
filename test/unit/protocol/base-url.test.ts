import { describe, expect, it } from "vitest";
import { type PageAddress, resolveBaseUrl } from "../../../src/protocol/base-url.ts";

const page: PageAddress = { baseUri: "https://www.example.com/shop/index.html", protocol: "https:" };

function resolve(baseUrl: string | URL | null | undefined, on: PageAddress = page) {
  const warnings: string[] = [];
  const url = resolveBaseUrl(baseUrl, on, (message) => warnings.push(message)).href;
  return { url, warnings };
}

function errorOf(baseUrl: string | null | undefined, on: PageAddress = page): string {
  try {
    resolve(baseUrl, on);
  } catch (error) {
    expect(error).toMatchObject({ name: "LhcStatusError", code: "config", httpStatus: undefined });
    return (error as Error).message;
  }
  throw new Error(`${String(baseUrl)} was taken`);
}

describe("a base URL is normalized", () => {
  it.each([
    ["https://chat.example.com", "https://chat.example.com/"],
    ["https://chat.example.com/", "https://chat.example.com/"],
    ["  https://chat.example.com/\n", "https://chat.example.com/"],
    ["https://chat.example.com//", "https://chat.example.com/"],
    ["https://chat.example.com/index.php", "https://chat.example.com/index.php/"],
    ["https://chat.example.com/index.php/eng/", "https://chat.example.com/index.php/eng/"],
    ["https://example.com/support/lhc_web", "https://example.com/support/lhc_web/"],
    ["https://example.com/lhc//index.php///", "https://example.com/lhc//index.php/"],
    ["https://example.com:8443/lit", "https://example.com:8443/lit/"],
    ["https://example.com/?key=1", "https://example.com/?key=1"],
    ["https://example.com/lhc?key=1#top", "https://example.com/lhc/?key=1"],
    ["HTTPS://Chat.Example.COM/Lhc", "https://chat.example.com/Lhc/"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
  ])("%j", (given, url) => {
    expect(resolve(given)).toEqual({ url, warnings: [] });
  });

  it("may be a URL object", () => {
    expect(resolve(new URL("https://chat.example.com/lhc")).url).toBe("https://chat.example.com/lhc/");
  });
});

describe("a relative base URL is resolved against the document", () => {
  it.each([
    ["/lhc", "https://www.example.com/lhc/"],
    ["lhc/", "https://www.example.com/shop/lhc/"],
    ["index.php", "https://www.example.com/shop/index.php/"],
    ["index.php/eng", "https://www.example.com/shop/index.php/eng/"],
    ["../lhc", "https://www.example.com/lhc/"],
    ["./v2.chat/", "https://www.example.com/shop/v2.chat/"],
    ["lhc/v2.1/", "https://www.example.com/shop/lhc/v2.1/"],
    ["/", "https://www.example.com/"],
    [".", "https://www.example.com/shop/"],
    ["//chat.example.com/lhc", "https://chat.example.com/lhc/"],
  ])("%j", (given, url) => {
    expect(resolve(given)).toEqual({ url, warnings: [] });
  });
});

describe("http is replaced by https on an https page", () => {
  it.each([
    ["http://chat.example.com/", "https://chat.example.com/"],
    ["http://chat.example.com:8080/", "https://chat.example.com:8080/"],
    ["http://localhost.example.com/", "https://localhost.example.com/"],
    ["http://my-localhost/", "https://my-localhost/"],
    ["http://1127.0.0.1.example/", "https://1127.0.0.1.example/"],
    ["http://127.0.0.1.example/", "https://127.0.0.1.example/"],
    ["http://10.127.0.0.1.example/", "https://10.127.0.0.1.example/"],
  ])("%j", (given, url) => {
    const result = resolve(given);
    expect(result.url).toBe(url);
    expect(result.warnings).toEqual([
      `base-url="${given}" is requested by https:, because the page was loaded by https:.`,
    ]);
  });

  it.each([
    "http://localhost:8080/",
    "http://lhc.localhost/",
    "http://127.0.0.1/",
    "http://127.10.200.3/",
    "http://[::1]:81/",
  ])("except on the loopback interface: %j", (given) => {
    expect(resolve(given)).toEqual({ url: given, warnings: [] });
  });

  it.each([{ ...page, protocol: "http:" }, { ...page, protocol: undefined }, {}])(
    "nor elsewhere: %j",
    (on) => {
      expect(resolve("http://chat.example.com/", on)).toEqual({
        url: "http://chat.example.com/",
        warnings: [],
      });
    },
  );
});

describe("an invalid base URL is an error that says what to do", () => {
  it.each([[null], [undefined], [""], ["  "]])("missing: %j", (given) => {
    expect(errorOf(given)).toBe(
      'base-url is missing. Write base-url="https://chat.example.com/", or data-lhc-base-url in a script tag in head.',
    );
  });

  it.each([
    "chat.example.com",
    "chat.example.com/lhc",
    "chat.example.com:8443",
    "chat.example.com?x",
    "10.0.0.5/lhc",
    "chat.example.com#x",
    "a.b\\c",
  ])("a host without https:// would be resolved against the page: %j", (given) => {
    expect(errorOf(given)).toContain(
      `base-url="${given}" looks like a host name. Write "https://${given}", or "./" before a folder.`,
    );
  });

  it.each([
    ["javascript:alert(1)", "javascript:"],
    ["data:text/html,x", "data:"],
    ["ftp://chat.example.com/", "ftp:"],
    ["file:///lhc/", "file:"],
    ["localhost:8080", "localhost:"],
    ["xhttp://a/", "xhttp:"],
    ["httpsx://a/", "httpsx:"],
  ])("another scheme: %j", (given, scheme) => {
    expect(errorOf(given)).toContain(
      `base-url="${given}" is a ${scheme} address. It must begin with https:// (or http://).`,
    );
  });

  it.each([
    ["https://", page],
    ["https://a b/", page],
    ["http://[::1", page],
    ["lhc/", {}],
  ])("not a URL: %j", (given, on) => {
    expect(errorOf(given, on)).toContain(
      `base-url="${given}" is not a valid URL. Write it in full: "https://chat.example.com/".`,
    );
  });

  it.each([
    "https://bob:secret@chat.example.com/",
    "https://bob@chat.example.com/",
    "https://:secret@chat.example.com/",
  ])("credentials are rejected and not quoted: %j", (given) => {
    expect(errorOf(given)).toMatch(/^base-url="…" contains a password, .+ Leave it out: LHC needs none\./);
  });

  it.each([
    ["https://a.example/restapi/isonline", "restapi"],
    ["https://a.example/lhc/index.php/eng/restapi", "restapi"],
    ["https://a.example/widgetrestapi/chatcheckstatus", "widgetrestapi"],
    ["https://a.example/chat/start/(department)/1", "chat/start"],
  ])("a URL that includes an API path: %j", (given, end) => {
    expect(errorOf(given)).toContain(
      `base-url="${given}" is too long. Leave out "${end}" and everything after it.`,
    );
  });

  it.each(["https://a.example/myrestapi/", "https://a.example/restapis/", "https://a.example/chat/"])(
    "but not what only looks like it: %j",
    (given) => {
      expect(resolve(given).url).toBe(given);
    },
  );

  it("a query, which may hold a key, is not quoted outside a page", () => {
    expect(errorOf("ftp://chat.example.com/?key=secret", {})).toMatch(
      /^base-url="ftp:\/\/chat\.example\.com\/" is/,
    );
  });

  it("the message truncates a very long value", () => {
    expect(errorOf(`ftp:${"x".repeat(100_000)}`).length).toBeLessThan(400);
    expect(errorOf(`a.${"x".repeat(100_000)}`).length).toBeLessThan(800);
  });
});
