import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../../src/protocol/answer.ts";
import { chatUrl } from "../../../src/protocol/chat-url.ts";
import { resolveBaseUrl } from "../../../src/protocol/base-url.ts";
import { LhcStatusError } from "../../../src/protocol/error.ts";
import { CALLBACK, type Question, questionFor, requestUrl } from "../../../src/protocol/question.ts";
import type { Target } from "../../../src/protocol/target.ts";

const RUNS = { numRuns: 2000 };
const page = { baseUri: "https://www.example.com/a/b?c#d", protocol: "https:" };

/** Pieces of URLs, mixed with random strings: random strings alone would hardly ever pass the first check. */
const piece = fc.oneof(
  fc.constantFrom(
    "https://",
    "http://",
    "//",
    "/",
    "\\",
    "..",
    ".",
    "?",
    "#",
    "&",
    "=",
    ":",
    "@",
    "%",
    ";",
    " ",
    "\t",
  ),
  fc.constantFrom(
    "chat.example.com",
    "localhost",
    "[::1]",
    "127.0.0.1",
    "ünï.example",
    "index.php",
    "lit",
    "restapi",
  ),
  fc.constantFrom(
    "javascript:",
    "data:",
    "callback",
    "dep",
    "_",
    "format",
    "%2e%2e",
    "%00",
    "(department)",
    "\0",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const address = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(""));
const text = fc.oneof(fc.string({ unit: "binary" }), address, fc.nat().map(String));
const target: fc.Arbitrary<Target> = fc.record(
  {
    baseUrl: fc.oneof(
      address,
      address.map((rest) => `https://chat.example.com/${rest}`),
    ),
    department: fc.option(text),
    user: fc.option(text),
    departmentMatch: fc.constantFrom("explicit", "inclusive"),
    excludeBot: fc.boolean(),
    includeUsers: fc.boolean(),
    ignoreUserStatus: fc.boolean(),
    excludeOnlineHours: fc.boolean(),
  },
  { requiredKeys: ["baseUrl"] },
);

/** Returns the question, or null for a config error. Other exceptions are bugs. */
function questionOf(value: Target): Question | null {
  try {
    return questionFor(value, page, () => {});
  } catch (error) {
    if (!(error instanceof LhcStatusError)) throw error;
    expect(error.code).toBe("config");
    expect(error.message.length).toBeLessThan(700);
    return null;
  }
}

describe("a random target", () => {
  it("becomes a question to an LHC endpoint by http(s), or a config error", () => {
    let questions = 0;
    fc.assert(
      fc.property(target, fc.nat(), (value, now) => {
        const question = questionOf(value);
        if (!question) return;
        questions++;
        const url = new URL(requestUrl(question, now, CALLBACK));
        expect(url.protocol).toMatch(/^https?:$/);
        expect(url.username + url.password + url.hash).toBe("");
        expect(url.pathname).toMatch(
          /\/(restapi\/isonline|restapi\/isonline(user|department)\/[1-9]\d{0,9}|widgetrestapi\/chatcheckstatus)$/,
        );
        expect(url.searchParams.getAll("callback")).toEqual([CALLBACK]);
        expect(url.searchParams.getAll("_")).toEqual([String(Math.floor(now / 30))]);
        expect(url.searchParams.has("format")).toBe(false);
        expect(url.href.startsWith(new URL(question.server).origin)).toBe(true);
      }),
      RUNS,
    );
    expect(questions).toBeGreaterThan(RUNS.numRuns / 20);
  });

  it("has a normalized server that stays the same when it is normalized again", () => {
    fc.assert(
      fc.property(target, (value) => {
        const question = questionOf({ baseUrl: value.baseUrl });
        if (question) expect(questionOf({ baseUrl: question.server })?.server).toBe(question.server);
      }),
      RUNS,
    );
  });

  it("has a chat URL inside its installation", () => {
    fc.assert(
      fc.property(text, text, text, text, fc.boolean(), (department, operator, theme, lang, leaveMessage) => {
        const base = resolveBaseUrl("https://chat.example.com/lhc/", page, () => {});
        const url = new URL(chatUrl(base, { department, operator, theme, lang, leaveMessage }));
        expect(url.origin + url.search + url.hash).toBe("https://chat.example.com");
        expect(url.pathname).toMatch(/^\/lhc\/(.+\/)?chat\/start/);
      }),
      RUNS,
    );
  });
});

describe("a random answer", () => {
  const some = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
  const answer = fc.oneof(
    some,
    fc.record({ isonline: some, online: some }, { requiredKeys: [] }),
    fc.boolean().map((isonline) => ({ isonline })),
    fc.json().map((json) => JSON.parse(json) as unknown),
  );

  it("is accepted only if it has an own boolean", () => {
    let booleans = 0;
    fc.assert(
      fc.property(answer, (value) => {
        const own = value !== null && value !== undefined && Object.hasOwn(value, "isonline");
        const ownValue = own ? (value as { isonline: unknown }).isonline : undefined;
        const read = (): boolean =>
          readAnswer(value, { url: "https://chat.example.com/restapi/isonline", answerKey: "isonline" });
        if (typeof ownValue === "boolean") {
          booleans++;
          expect(read()).toBe(ownValue);
        } else {
          expect(read).toThrow(LhcStatusError);
        }
      }),
      RUNS,
    );
    expect(booleans).toBeGreaterThan(RUNS.numRuns / 20);
  });
});
