import { expect, expectTypeOf, test } from "vitest";
import { readSettings, TARGET_KEYS, WATCH_KEYS } from "../../../src/page/settings.ts";
import type { WatchOptions } from "../../../src/status/watch-status.ts";

const TARGET = [
  "baseUrl",
  "department",
  "user",
  "departmentMatch",
  "excludeBot",
  "includeUsers",
  "ignoreUserStatus",
  "excludeOnlineHours",
];

test("a target is compared by all of its keys", () => {
  expect(TARGET_KEYS).toEqual(TARGET);
});

test("a watch is compared by its target and all options of watchStatus", () => {
  expectTypeOf<keyof WatchOptions>().toExtend<(typeof WATCH_KEYS)[number]>();
  expect(WATCH_KEYS).toEqual([...TARGET, "interval", "timeout", "transport", "share", "paused"]);
});

test("equal settings are one object, and others do not change it", () => {
  const first = readSettings({ department: "2" }, {});
  expect(readSettings({ department: "2" }, { timeout: null })).toBe(first);
  const other = readSettings({ department: "3" }, {});
  expect([first.department, other.department]).toEqual(["2", "3"]);
  // Validated settings can be read again, whatever was read in between.
  expect(readSettings(first, {})).toEqual(first);
});
