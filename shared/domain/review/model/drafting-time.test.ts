import { expect, test } from "vitest";
import { freshEnoughMs, mayDraftUnasked, quarterToDraft } from "./drafting-time.ts";

test.each([
  ["2026-09-30T23:59:59.999Z", "UTC", null],
  ["2026-10-01T00:00:00.000Z", "UTC", "2026-Q3"],
  ["2026-10-14T23:59:59.999Z", "UTC", "2026-Q3"],
  ["2026-10-15T00:00:00.000Z", "UTC", null],
  ["2026-11-01T00:00:00.000Z", "UTC", null],
  ["2026-12-31T15:59:59.999Z", "Asia/Shanghai", null],
  ["2026-12-31T16:00:00.000Z", "Asia/Shanghai", "2026-Q4"],
  ["2027-01-14T15:59:59.999Z", "Asia/Shanghai", "2026-Q4"],
  ["2027-01-14T16:00:00.000Z", "Asia/Shanghai", null],
  ["2026-04-01T03:59:59.999Z", "America/New_York", null],
  ["2026-04-01T04:00:00.000Z", "America/New_York", "2026-Q1"],
  ["2028-04-14T12:00:00.000Z", "UTC", "2028-Q1"],
])("at %s in %s the quarter to draft is %s", (at, timeZone, expected) => {
  expect(quarterToDraft(Date.parse(at), timeZone)).toBe(expected);
});

const nowMs = Date.parse("2026-10-02T03:00:00.000Z");
const fresh = { on: true, leader: true, whole: true, lastSyncMs: nowMs - 60_000, clockSkewMs: 0, nowMs } as const;

test.each([
  ["fresh", {}, true],
  ["the clock's difference is not known", { clockSkewMs: null }, true],
  ["as old as may be", { lastSyncMs: nowMs - freshEnoughMs }, true],
  ["a millisecond older", { lastSyncMs: nowMs - freshEnoughMs - 1 }, false],
  ["the laptop's clock is an hour ahead", { clockSkewMs: 3_600_000, lastSyncMs: nowMs - 3_600_000 - 60_000 }, true],
  ["the laptop's clock is an hour behind", { clockSkewMs: -3_600_000, lastSyncMs: nowMs }, false],
  ["never synchronised", { lastSyncMs: null }, false],
  ["the first copy is under way", { whole: false }, false],
  ["another window leads", { leader: false }, false],
  ["switched off", { on: false }, false],
])("whether drafts may be made unasked: %s", (_, change, expected) => {
  expect(mayDraftUnasked({ ...fresh, ...change })).toBe(expected);
});
