import fc from "fast-check";
import { expect, it } from "vitest";
import { answerIn, entryOf, questionIn } from "../../../src/status/shared-answer.ts";

const NOW = 1_800_000_000;
const URL = "https://chat.example.com/restapi/isonline";

it("reads the entries that it writes", () => {
  const entry = JSON.parse(JSON.stringify(entryOf(URL, { online: false, at: NOW - 1 }))) as unknown;
  expect(questionIn(entry)).toBe(URL);
  expect(answerIn(entry, NOW)).toEqual({ online: false, at: NOW - 1 });
  expect(answerIn(entryOf(URL, { online: true, at: NOW }), NOW)).toEqual({ online: true, at: NOW });
});

it("a question is not an answer", () => {
  expect(questionIn(entryOf(URL, null))).toBe(URL);
  expect(answerIn(entryOf(URL, null), NOW)).toBeUndefined();
});

it.each([
  ["a future time", { at: NOW + 0.001 }],
  ["no time", { at: undefined }],
  ["a date", { at: new Date(NOW * 1000) }],
  ["a time as text", { at: String(NOW) }],
  ["no number", { at: NaN }],
  ["minus infinity", { at: -Infinity }],
  ["time 0", { at: 0 }],
  ["no answer", { online: undefined }],
  ["a status", { online: "online" }],
  ["a number", { online: 1 }],
])("%s is ignored", (_, change) => {
  expect(answerIn({ ...entryOf(URL, { online: true, at: NOW - 1 }), ...change }, NOW)).toBeUndefined();
});

it.each([
  [{ version: 0 }],
  [{ version: 2 }],
  [{ version: "1" }],
  [{ question: 1 }],
  [{ question: undefined }],
])("ignores an entry with %j", (change) => {
  expect(questionIn({ ...entryOf(URL, null), ...change })).toBeUndefined();
});

it("ignores any other value without throwing", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(questionIn(value)).toBeUndefined();
      expect(answerIn(value, NOW)).toBeUndefined();
    }),
  );
});
