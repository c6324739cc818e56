import { describe, expect, test } from "vitest";
import { asStatusError, LhcStatusError } from "../../../src/protocol/error.ts";

const messageOf = (message: string): string => new LhcStatusError("network", message).message;

describe("an error message", () => {
  test.each([
    ["?gateway_key=abc", "?…"],
    ["?gateway_key=abc in 8 seconds.", "?… in 8 seconds."],
    ["?key=abc&callback=lhcStatus&_=5", "?…&callback=lhcStatus&_=5"],
    ["?dep=1,2&key=abc&token=def&_=5", "?dep=1,2&…&…&_=5"],
    ["?exclude_bot=true&include_users=true.", "?exclude_bot=true&…"],
    ["?exclude_bot=true&a-b=true", "?exclude_bot=true&…"],
    ["?key=true-secret", "?…"],
    ["?x=true ok", "?x=true ok"],
  ])("masks parameters that are not the question's own: %s", (query, masked) => {
    expect(messageOf(`No answer from https://chat.example.com/restapi/isonline${query}`)).toBe(
      `No answer from https://chat.example.com/restapi/isonline${masked}`,
    );
  });

  test("of a wrong setting quotes the setting as it is", () => {
    const message = 'base-url="./?lang=en" is wrong.';
    expect(new LhcStatusError("config", message).message).toBe(message);
  });
});

describe("the error of a failed question", () => {
  test("is the error itself if it has a code", () => {
    const error = new LhcStatusError("http", "HTTP 500", 500);
    expect(asStatusError(error)).toBe(error);
  });

  test("quotes any other error, and keeps it as the cause", () => {
    const cause = new TypeError("append is broken");
    const error = asStatusError(cause);
    expect(error).toMatchObject({ code: "config", httpStatus: undefined, cause });
    expect(error.message).toMatch(/^This page .*: TypeError: append is broken\. .* Set transport="fetch"\.$/);
  });
});
