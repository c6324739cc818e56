import { describe, expect, it } from "vitest";
import { refusal } from "../../../demo/control/request-check.ts";

const PORT = 5173;

const post = (headers: Record<string, string | undefined> = {}) => ({
  method: "POST",
  headers: {
    host: "localhost:5173",
    origin: "http://localhost:5173",
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    "content-length": "20",
    ...headers,
  },
});
const get = (headers: Record<string, string | undefined> = {}) => ({
  method: "GET",
  headers: { host: "localhost:5173", "sec-fetch-site": "same-origin", ...headers },
});

describe("who may drive the demo", () => {
  it.each(["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])("its own page at %s", (name) => {
    const headers = { host: `${name}:5173`, origin: `http://${name.toLowerCase()}:5173` };

    expect(refusal(post(headers), PORT, "POST")).toBeNull();
  });

  it("its own page on port 80, which is in no Host", () => {
    expect(refusal(post({ host: "localhost", origin: "http://localhost" }), 80, "POST")).toBeNull();
  });

  it("its own page in a browser that sends no Sec-Fetch-Site", () => {
    expect(refusal(post({ "sec-fetch-site": undefined }), PORT, "POST")).toBeNull();
    expect(refusal(get({ "sec-fetch-site": undefined }), PORT, "GET")).toBeNull();
  });

  it.each([
    "evil.example:5173",
    "localhost.evil.example:5173",
    "evil.example",
    "localhost",
    "localhost:5174",
    "127.0.0.1.evil.example:5173",
    "127.0.0.2:5173",
    "localhost:5173:5173",
    "",
    undefined,
  ])("nobody by the name %s", (host) => {
    const headers = { host, origin: `http://${host}` };

    expect(refusal(post(headers), PORT, "POST")).toMatchObject({ status: 403 });
    expect(refusal(get({ host }), PORT, "GET")).toMatchObject({ status: 403 });
  });

  it.each([
    "http://evil.example",
    "https://localhost:5173",
    "http://localhost:5174",
    "http://127.0.0.1:5173",
    "http://localhost:5173.evil.example",
    "null",
    "",
    undefined,
  ])("no page of the origin %s", (origin) => {
    expect(refusal(post({ origin }), PORT, "POST")).toMatchObject({ status: 403 });
  });

  it("no page of another origin that asks for the log", () => {
    expect(refusal(get({ origin: "http://evil.example" }), PORT, "GET")).toMatchObject({ status: 403 });
  });

  it.each(["cross-site", "same-site", "none"])("nobody whose Sec-Fetch-Site is %s", (site) => {
    expect(refusal(post({ "sec-fetch-site": site }), PORT, "POST")).toMatchObject({ status: 403 });
    expect(refusal(get({ "sec-fetch-site": site }), PORT, "GET")).toMatchObject({ status: 403 });
  });
});

describe("what is taken", () => {
  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON ;charset=utf-8"])(
    "%s",
    (type) => {
      expect(refusal(post({ "content-type": type }), PORT, "POST")).toBeNull();
    },
  );

  it.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=application/json",
    "text/plain",
    "text/plain; application/json",
    "application/jsonp",
    "",
    undefined,
  ])("not %s", (type) => {
    expect(refusal(post({ "content-type": type }), PORT, "POST")).toMatchObject({ status: 415 });
  });

  it("nothing that says that it is longer than an order", () => {
    expect(refusal(post({ "content-length": "1024" }), PORT, "POST")).toBeNull();
    expect(refusal(post({ "content-length": "1025" }), PORT, "POST")).toMatchObject({ status: 413 });
  });

  it("no other method than that of the address, which is named", () => {
    expect(refusal(get(), PORT, "POST")).toMatchObject({ status: 405, headers: { Allow: "POST" } });
    expect(refusal(post(), PORT, "GET")).toMatchObject({ status: 405, headers: { Allow: "GET" } });
    expect(refusal({ ...post(), method: "OPTIONS" }, PORT, "POST")).toMatchObject({ status: 405 });
  });
});
