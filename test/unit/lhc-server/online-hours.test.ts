/** Online hours by day, minute and time zone. */
import { describe, expect, it } from "vitest";
import { isWithin, keepsOnlineHours, localTime } from "../../../demo/lhc-server/online-hours.ts";
import type { Department, OnlineHours } from "../../../demo/lhc-server/state.ts";

const thursday = { date: "2026-12-24", weekday: 4, clock: 1000 };
const department = (onlineHours: OnlineHours | null): Department => ({ id: 1, name: "", onlineHours });

describe("local time", () => {
  const now = Date.UTC(2026, 11, 24, 23, 5);
  it("is UTC by default", () =>
    expect(localTime(now)).toEqual({ date: "2026-12-24", weekday: 4, clock: 2305 }));
  it("may be on another day", () =>
    expect(localTime(now, "Europe/Vilnius")).toEqual({ date: "2026-12-25", weekday: 5, clock: 105 }));
  it("has midnight as 0 and Sunday as 7", () =>
    expect(localTime(Date.UTC(2026, 11, 27))).toEqual({ date: "2026-12-27", weekday: 7, clock: 0 }));
  it("follows daylight saving time", () =>
    expect(localTime(Date.UTC(2026, 6, 1, 12), "Europe/Berlin").clock).toBe(1400));
});

describe("hours", () => {
  it("include the first and the last minute", () => {
    expect([859, 900, 1730, 1731].map((clock) => isWithin(["0900", "1730"], clock))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  it("never extend past midnight", () => {
    expect([0, 300, 1200, 2300].some((clock) => isWithin(["2200", "0600"], clock))).toBe(false);
  });
  it("never apply without a start or an end", () => {
    expect(isWithin(["0000"], 0)).toBe(false);
    expect(isWithin(["0000", null], 0)).toBe(false);
    expect(isWithin(["-1", "2359"], 1200)).toBe(false);
    expect(isWithin(null, 1200)).toBe(false);
  });
  it("may be one minute long", () => expect(isWithin(["0000", "0000"], 0)).toBe(true));
});

describe("departments", () => {
  it("have hours for every day", () =>
    expect(keepsOnlineHours([department({ everyDay: ["0900", "1730"] })], thursday)).toBe(true));
  it("prefer the hours of a weekday to those of every day", () => {
    expect(keepsOnlineHours([department({ everyDay: ["0900", "1730"], thursday: null })], thursday)).toBe(
      false,
    );
    expect(keepsOnlineHours([department({ thursday: ["0900", "1730"] })], thursday)).toBe(true);
    expect(keepsOnlineHours([department({ friday: ["0900", "1730"] })], thursday)).toBe(false);
  });
  it("may have no hours", () =>
    expect(keepsOnlineHours([department(null), { id: 2, name: "" }], thursday)).toBe(false));
  it("prefer special hours, by date or weekday, to weekly ones", () => {
    const everyDay = ["0900", "1730"] as const;
    const closed = (special: NonNullable<OnlineHours["special"]>) =>
      keepsOnlineHours([department({ everyDay, special })], thursday);
    expect(closed([{ from: "2026-12-24", to: "2026-12-24", hours: ["1200", "1300"] }])).toBe(false);
    expect(closed([{ weekday: 4, hours: ["1200", "1300"] }])).toBe(false);
    expect(closed([{ weekday: 4, hours: ["1000", "1300"] }])).toBe(true);
    expect(closed([{ weekday: 5, hours: ["1200", "1300"] }])).toBe(true);
    expect(closed([{ from: "2026-12-25", to: "2026-12-26", hours: ["1200", "1300"] }])).toBe(true);
  });
  it("lose their weekly hours because of another department's special hours", () => {
    const other = department({ special: [{ weekday: 4, hours: ["1200", "1300"] }] });
    expect(keepsOnlineHours([department({ everyDay: ["0900", "1730"] }), other], thursday)).toBe(false);
  });
});
