import { describe, expect, it } from "vitest";
import { readAnswer } from "../../../src/protocol/answer.ts";
import { LhcStatusError } from "../../../src/protocol/error.ts";

const explicit = { url: "https://h.example/restapi/isonline", answerKey: "isonline" } as const;
const inclusive = {
  url: "https://h.example/widgetrestapi/chatcheckstatus?dep=1",
  answerKey: "online",
} as const;

describe("LHC's answer is read", () => {
  it.each([true, false])("%j", (online) => {
    expect(readAnswer({ isonline: online }, explicit)).toBe(online);
    expect(readAnswer({ isonline: online, online: !online, more: 1 }, explicit)).toBe(online);
    expect(readAnswer({ change_status: true, online }, inclusive)).toBe(online);
  });
});

describe("anything but an own boolean is rejected", () => {
  const inherited = Object.create({ isonline: true }) as object;
  const getter = Object.defineProperty({}, "isonline", { get: () => true });
  const thrower = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new Error("no");
      },
    },
  );
  it.each([
    undefined,
    null,
    true,
    false,
    0,
    1,
    "",
    "true",
    "isonline",
    [],
    [true],
    {},
    { isonline: "true" },
    { isonline: 1 },
    { isonline: null },
    { isonline: [] },
    { isonline: { isonline: true } },
    { online: true },
    { isOnline: true },
    { isonline: new Boolean(true) },
    () => true,
    Symbol("x"),
    1n,
    inherited,
    getter,
    thrower,
  ])("%# %o", (value) => {
    expect(() => readAnswer(value, explicit)).toThrow(LhcStatusError);
    expect(() => readAnswer(value, explicit)).toThrow(
      `${explicit.url} did not answer with true or false. Is it Live Helper Chat?`,
    );
  });

  it("the other endpoint's key is rejected, too", () => {
    expect(() => readAnswer({ isonline: true }, inclusive)).toThrow(LhcStatusError);
    expect(() => readAnswer({ change_status: false }, inclusive)).toThrow(LhcStatusError);
  });

  it("has the error code bad-answer", () => {
    try {
      readAnswer(null, explicit);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: "LhcStatusError", code: "bad-answer", httpStatus: undefined });
    }
  });
});

it("an HTTP error carries its status", () => {
  const error = new LhcStatusError("http", "x answered with HTTP 503.", 503);
  expect(error).toMatchObject({ code: "http", httpStatus: 503, name: "LhcStatusError" });
  expect(error.message).toBe("x answered with HTTP 503.");
  expect(String(error)).toBe("x answered with HTTP 503. More: lhc-status/docs/errors.md#http");
  expect(error).toBeInstanceOf(Error);
});
