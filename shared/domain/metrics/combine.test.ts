import { describe, expect, test } from "vitest";
import { combinedHours, combinedRate } from "./combine.ts";
import { combinedDays } from "./daily.ts";
import { dataSpan, gapsOf, hourlyWindow } from "./hourly.ts";
import { hourMs, type HourlySeries } from "./series.ts";

const t0 = Date.UTC(2026, 9, 1);
const series = (metric: HourlySeries["metric"], region: string, carrier: string | null, values: readonly number[]): HourlySeries => ({
  accountId: "a",
  metric,
  region,
  carrier,
  sdk: null,
  platform: null,
  startMs: t0,
  values: Float64Array.from(values),
});

describe("combining series", () => {
  const all = [
    series("video_freeze_600_rate", "r", "telecom", [0.1, 0.1, Number.NaN]),
    series("video_freeze_600_rate", "r", "mobile", [0.02, 0.02, 0.02]),
    series("sessions", "r", "telecom", [900, 100, 500]),
    series("sessions", "r", "mobile", [100, 300, 50]),
    // The region's own total repeats what its carriers say.
    series("video_freeze_600_rate", "r", null, [0.5, 0.5, 0.5]),
    series("sessions", "r", null, [1000, 400, 550]),
  ];

  test("rates are weighted by sessions, hour by hour, and a missing value takes no weight", () => {
    const hours = combinedHours(all, "video_freeze_600_rate", { region: "r", carrier: null }, t0, t0 + 3 * hourMs);
    expect(Array.from(hours, (v) => Number(v.toFixed(6)))).toEqual([0.092, 0.04, 0.02]);
  });

  test("a figure for a time is weighted too and says its n", () => {
    const rate = combinedRate(all, "video_freeze_600_rate", { region: null, carrier: null }, t0, t0 + 2 * hourMs);
    expect({ value: Number(rate.value?.toFixed(6)), n: rate.n }).toEqual({
      value: Number(((0.1 * 1000 + 0.02 * 400) / 1400).toFixed(6)),
      n: 1400,
    });
  });

  test("rates without known sessions give no aggregate instead of a plain mean", () => {
    expect(
      combinedRate([series("join_5s_rate", "r", "telecom", [0.9])], "join_5s_rate", { region: null, carrier: null }, t0, t0 + hourMs),
    ).toEqual({ value: null, n: 0 });
  });

  test("sessions of the carriers add up without the region's total being counted again", () => {
    expect([...combinedHours(all, "sessions", { region: "r", carrier: null }, t0, t0 + 2 * hourMs)]).toEqual([1000, 400]);
  });
});

describe("hours", () => {
  const one = series("pcu", "r", null, [Number.NaN, 5, Number.NaN, Number.NaN, 6, Number.NaN]);

  test("a window keeps unknown hours unknown on both sides", () => {
    expect([...hourlyWindow(one, t0 - hourMs, t0 + 3 * hourMs)]).toEqual([Number.NaN, Number.NaN, 5, Number.NaN]);
  });

  test("the span is from the first to the last value", () => {
    expect(dataSpan([one, series("pcu", "q", null, [Number.NaN])])).toEqual({ firstMs: t0 + hourMs, lastMs: t0 + 4 * hourMs });
    expect(dataSpan([])).toBeNull();
  });

  test("a gap lies inside the data, not before or after it", () => {
    expect(gapsOf([one.values], t0)).toEqual([{ fromMs: t0 + 2 * hourMs, toMs: t0 + 4 * hourMs }]);
  });
});

describe("days", () => {
  const day = 24 * hourMs;
  const bounds = [t0, t0 + day, t0 + 2 * day, t0 + 3 * day];
  const hours = (value: (hour: number) => number): readonly number[] => Array.from({ length: 48 }, (_, hour) => value(hour));

  test("a peak is the day's greatest hour; a day without data stays unknown", () => {
    expect([
      ...combinedDays(
        [
          series(
            "pcu",
            "r",
            null,
            hours((h) => h),
          ),
        ],
        "pcu",
        { region: "r", carrier: null },
        bounds,
      ),
    ]).toEqual([23, 47, Number.NaN]);
  });

  test("a rate is weighted by the sessions of its hours", () => {
    const all = [
      series(
        "packet_loss_rate",
        "r",
        null,
        hours((h) => (h === 20 ? 0.1 : 0.01)),
      ),
      series(
        "sessions",
        "r",
        null,
        hours((h) => (h === 20 ? 900 : h === 3 ? 100 : 0)),
      ),
    ];
    expect(combinedDays(all, "packet_loss_rate", { region: "r", carrier: null }, bounds)[0]).toBeCloseTo(
      (0.1 * 900 + 0.01 * 100) / 1000,
      10,
    );
  });
});
