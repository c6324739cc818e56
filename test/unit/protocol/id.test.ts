import { expect, test } from "vitest";
import { isId, isLongId } from "../../../src/protocol/id.ts";

test.each(["1", "10", "9007199254740991"])("%s is the id of a chat", (text) => {
  expect(isLongId(text)).toBe(true);
});

test.each(["", "0", "01", "-1", "1.5", "1e3", "1a", "a1", " 1", "9007199254740992", "10000000000000000"])(
  "%o is not the id of a chat",
  (text) => {
    expect(isLongId(text)).toBe(false);
  },
);

test("the id of a department has ten digits at most", () => {
  expect(isId("9999999999")).toBe(true);
  expect(isId("10000000000")).toBe(false);
});
