import { expect, test } from "vitest";
import { definitionFault, measuredRate, type MetricRate, rateChange, type RateMetric, rateMetrics } from "./definition.ts";
import { hourMs, type HourlySeries } from "./series.ts";

const t0 = Date.UTC(2026, 9, 1);
const whole = { region: null, carrier: null, sdk: null, platform: null };
const series = (metric: HourlySeries["metric"], values: readonly number[], part: Partial<HourlySeries> = {}): HourlySeries => ({
  accountId: "a",
  metric,
  region: "r",
  carrier: null,
  sdk: null,
  platform: null,
  startMs: t0,
  values: Float64Array.from(values),
  ...part,
});
const long = (value: number): MetricRate<"video_freeze_600_rate"> => ({ metric: "video_freeze_600_rate", value, n: 10 });
const short = (value: number): MetricRate<"video_freeze_500_rate"> => ({ metric: "video_freeze_500_rate", value, n: 10 });

test("figures of two definitions are not held against each other: not by the compiler, not at run time", () => {
  expect(rateChange(long(0.25), long(0.75))).toBe(0.5);
  // @ts-expect-error two definitions of a freeze
  expect(() => rateChange(long(0.25), short(0.75))).toThrow(RangeError);
  // @ts-expect-error nor the other way round
  expect(() => rateChange(short(0.25), long(0.75))).toThrow(RangeError);
  const chosen: readonly MetricRate<RateMetric>[] = [long(0.25), short(0.75)];
  expect(() => rateChange(chosen[0]!, chosen[1]!)).toThrow("video_freeze_500_rate cannot be held against video_freeze_600_rate");
});

test("an unknown figure has no change", () => {
  expect([rateChange({ ...long(0), value: null }, long(0.5)), rateChange(long(0.5), { ...long(0), value: null })]).toEqual([null, null]);
});

test("the reason says whether it is the threshold or the thing", () => {
  expect([
    definitionFault("video_freeze_600_rate", "video_freeze_600_rate"),
    definitionFault("video_freeze_600_rate", "video_freeze_500_rate"),
    definitionFault("join_5s_rate", "join_success_rate"),
    definitionFault("video_freeze_600_rate", "packet_loss_rate"),
  ]).toEqual([null, "other-threshold", "other-threshold", "other-quantity"]);
  expect(rateMetrics.filter((metric) => definitionFault(metric, metric) !== null)).toEqual([]);
});

test("a figure is of the split series only when a part is asked for", () => {
  const part = { sdk: "4.9.0", platform: "ios" };
  const all = [
    series("packet_loss_rate", [0.5]),
    series("sessions", [10]),
    series("packet_loss_rate", [0.25], part),
    series("sessions", [4], part),
  ];
  expect(measuredRate(all, "packet_loss_rate", whole, t0, t0 + hourMs)).toEqual({ metric: "packet_loss_rate", value: 0.5, n: 10 });
  expect(measuredRate(all, "packet_loss_rate", { ...whole, sdk: "4.9.0" }, t0, t0 + hourMs)).toEqual({
    metric: "packet_loss_rate",
    value: 0.25,
    n: 4,
  });
});
