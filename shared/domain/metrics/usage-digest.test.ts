import { expect, test } from "vitest";
import { hourMs, type HourlySeries } from "./series.ts";
import { usageDigest } from "./usage-digest.ts";

const dayMs = 24 * hourMs;
const series = (region: string, startMs: number, hours: number, valueOf: (hour: number) => number): HourlySeries => ({
  accountId: "acc_1",
  metric: "pcu",
  region,
  carrier: null,
  sdk: null,
  platform: null,
  startMs,
  values: Float64Array.from({ length: hours }, (_, hour) => valueOf(hour)),
});

/** A Monday. */
const monday = Date.UTC(2026, 9, 5);

test("days and weeks hold their greatest hour, weeks their sum and hours, too", () => {
  const digest = usageDigest(
    [
      series("b", monday - dayMs, 10 * 24, (hour) => (hour < 24 ? 50 : hour < 8 * 24 ? (hour % 24 === 20 ? 500 : 100) : Number.NaN)),
      series("a", monday + 8 * dayMs, 2, (hour) => (hour === 1 ? 7 : Number.NaN)),
    ],
    Number.POSITIVE_INFINITY,
  );
  expect(digest).toEqual({
    lastHourMs: monday + 8 * dayMs + hourMs,
    regions: [
      {
        region: "a",
        firstDayMs: monday + 8 * dayMs,
        dailyMax: Float32Array.of(7),
        firstWeekMs: monday + 7 * dayMs,
        weekMax: Float32Array.of(7),
        weekSum: Float32Array.of(7),
        weekHours: Uint8Array.of(1),
      },
      {
        region: "b",
        firstDayMs: monday - dayMs,
        dailyMax: Float32Array.of(50, 500, 500, 500, 500, 500, 500, 500),
        firstWeekMs: monday - 7 * dayMs,
        weekMax: Float32Array.of(50, 500),
        weekSum: Float32Array.of(24 * 50, 7 * (23 * 100 + 500)),
        weekHours: Uint8Array.of(24, 168),
      },
    ],
  });
});

test("hours from the instant on are not in it, and parts of a series may come in any order", () => {
  const whole = series("a", monday, 30 * 24, (hour) => hour);
  const until = monday + 10 * dayMs + 5 * hourMs;
  const cut = series("a", monday, 10 * 24 + 5, (hour) => hour);
  const parts = [series("a", monday + 200 * hourMs, 100, (hour) => 200 + hour), series("a", monday, 200, (hour) => hour)];
  expect([usageDigest([whole], until), usageDigest(parts, until)]).toEqual([usageDigest([cut], until), usageDigest([cut], until)]);
});

test("holes stay holes, and only the last 124 days and 61 weeks are kept", () => {
  const years = series("a", monday - 800 * dayMs, 800 * 24, (hour) => (hour >= 790 * 24 && hour < 791 * 24 ? Number.NaN : 1));
  const region = usageDigest([years], Number.POSITIVE_INFINITY)?.regions[0];
  expect([region?.firstDayMs, region?.dailyMax.length, region?.dailyMax[114], region?.weekMax.length, region?.weekHours[59]]).toEqual([
    monday - 124 * dayMs,
    124,
    Number.NaN,
    61,
    144,
  ]);
});

test("no data is no digest, and other metrics and carriers are no usage", () => {
  const other = { ...series("a", monday, 2, () => 1), carrier: "telecom" };
  expect([
    usageDigest([], 0),
    usageDigest([other], Number.POSITIVE_INFINITY),
    usageDigest([series("a", monday, 2, () => 1)], monday),
  ]).toEqual([null, null, null]);
});
