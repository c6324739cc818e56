import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULTS,
  FIELD_NAMES,
  FIELDS,
  type FieldName,
  judge,
  type Values,
} from "../../../site/generator/fields.ts";
import { readFragment, writeFragment } from "../../../site/generator/fragment.ts";

const values = (changes: Partial<Values>): Values => ({ ...DEFAULTS, ...changes });

describe("a configuration as a fragment", () => {
  test("writes only what differs from the default", () => {
    expect(writeFragment(DEFAULTS)).toBe("");
    expect(
      writeFragment(values({ server: "https://chat.example.com/", whom: "department", department: "2" })),
    ).toBe("server=https%3A%2F%2Fchat.example.com%2F&whom=department&department=2");
  });

  test("reads what it has written, whatever the values are", () => {
    const anyText = (name: FieldName): fc.Arbitrary<string> =>
      fc
        .string({ unit: "binary", maxLength: FIELDS[name].max })
        .filter((text) => text.length <= FIELDS[name].max && !/\p{Cc}/u.test(text));
    const anyValues = fc.record(Object.fromEntries(FIELD_NAMES.map((name) => [name, anyText(name)])));
    fc.assert(
      fc.property(anyValues, (given) => {
        const fragment = writeFragment(given as unknown as Values);
        if (fragment.length <= 8000) expect(readFragment(`#${fragment}`).values).toEqual(given);
      }),
    );
  });

  test("reads any text without an error, and judges it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webFragments()), (text) => {
        const { problems, settings } = judge(readFragment(text).values);
        expect(Object.keys(settings)).toEqual(FIELD_NAMES);
        expect(Object.values(problems).every((problem) => (problem ?? "").length > 20)).toBe(true);
      }),
    );
  });

  test("names unknown settings, and reads the others", () => {
    expect(readFragment("#theme=dark&department=2")).toEqual({
      values: values({ department: "2" }),
      notes: ["Some settings in the address of this page were not read: theme."],
    });
  });

  test("leaves out what is far too long", () => {
    expect(readFragment(`#user=${"1".repeat(41)}`).notes[0]).toMatch(/were not read: user/);
    expect(readFragment(`#online=${"a".repeat(1e6)}`)).toEqual({
      values: DEFAULTS,
      notes: ["The address of this page is too long, so its settings were not read."],
    });
  });
});

describe("a wrong value", () => {
  test.each([
    ["variant", "big", /one of: badge, text, dot, button/],
    ["user", "anna", /user="anna" is not an id/],
    ["server", "javascript:alert(1)", /javascript: address/],
    ["server", "https://user:secret@chat.example.com/", /password/],
    ["color", "red;background:url(//evil)", /not a colour/],
    ["online", "a\u0000b", /control characters/],
    ["online", "a".repeat(81), /at most 80 characters/],
    ["nonce", '"><script>', /A nonce consists/],
    ["file", "javascript:alert(1)//.js", /not the address of a script/],
    ["hide", "online away", /Write any of/],
    ["lang", "tlh", /no labels in this language/],
    ["fast", "yes", /either on/],
  ] satisfies [FieldName, string, RegExp][])("%s=%s is named, and left out", (name, value, problem) => {
    const judged = judge(values({ whom: "user", user: "5", [name]: value }));
    expect(judged.problems[name]).toMatch(problem);
    expect(judged.settings[name]).toBe(DEFAULTS[name]);
  });

  test("an alias needs the inclusive match", () => {
    const alias = { whom: "department", department: "sales" };
    expect(judge(values(alias)).problems.department).toMatch(/is not an id/);
    expect(judge(values({ ...alias, match: "inclusive" })).problems).toEqual({});
  });

  test("a missing number is asked for", () => {
    expect(judge(values({ whom: "user" })).problems.user).toBe("Write the operator's number.");
    expect(judge(values({ whom: "department" })).problems.department).toMatch(/^Choose a department/);
  });

  test("only the chosen target counts", () => {
    expect(judge(values({ whom: "user", user: "5", department: "2" })).settings).toMatchObject({
      user: "5",
      department: "",
    });
  });
});
