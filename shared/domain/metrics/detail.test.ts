import { expect, test } from "vitest";
import { combinedHours, combinedRate, leafSeries } from "./combine.ts";
import { detailRate } from "./detail.ts";
import { groupOf, hourMs, type HourlySeries, seriesName } from "./series.ts";

const t0 = Date.UTC(2026, 9, 1);
type Split = Pick<HourlySeries, "carrier" | "sdk" | "platform">;
const series = (metric: HourlySeries["metric"], split: Partial<Split>, values: readonly number[]): HourlySeries => ({
  accountId: "a",
  metric,
  region: "r",
  carrier: null,
  sdk: null,
  platform: null,
  ...split,
  startMs: t0,
  values: Float64Array.from(values),
});
const whole = { region: null, carrier: null, sdk: null, platform: null };

const quality = [
  series("video_freeze_600_rate", { carrier: "telecom" }, [0.05, 0.05]),
  series("sessions", { carrier: "telecom" }, [400, 400]),
];
const detail = [
  series("video_freeze_600_rate", { carrier: "telecom", sdk: "4.8.1", platform: "android" }, [0.1, Number.NaN]),
  series("sessions", { carrier: "telecom", sdk: "4.8.1", platform: "android" }, [100, 100]),
  series("video_freeze_600_rate", { carrier: "telecom", sdk: "4.8.1", platform: "ios" }, [0.04, 0.04]),
  series("sessions", { carrier: "telecom", sdk: "4.8.1", platform: "ios" }, [100, 100]),
  series("video_freeze_600_rate", { carrier: "telecom", sdk: "4.9.0", platform: "android" }, [0.02, 0.02]),
  series("sessions", { carrier: "telecom", sdk: "4.9.0", platform: "android" }, [200, 200]),
];

test("a series of one SDK and platform is another group, and another series, than the whole", () => {
  expect([...quality, ...detail].map((one) => [groupOf(one), seriesName(one)])).toEqual([
    ["quality", "video_freeze_600_rate|r|telecom"],
    ["quality", "sessions|r|telecom"],
    ["detail", "video_freeze_600_rate|r|telecom|4.8.1|android"],
    ["detail", "sessions|r|telecom|4.8.1|android"],
    ["detail", "video_freeze_600_rate|r|telecom|4.8.1|ios"],
    ["detail", "sessions|r|telecom|4.8.1|ios"],
    ["detail", "video_freeze_600_rate|r|telecom|4.9.0|android"],
    ["detail", "sessions|r|telecom|4.9.0|android"],
  ]);
});

test("parts are never counted with the whole", () => {
  const mixed = [...detail, ...quality];
  const slice = { region: "r", carrier: "telecom" };
  expect(leafSeries(mixed, "sessions", slice)).toEqual([quality[1]]);
  expect([...combinedHours(mixed, "sessions", { region: null, carrier: null }, t0, t0 + 2 * hourMs)]).toEqual([400, 400]);
  expect(combinedRate(mixed, "video_freeze_600_rate", slice, t0, t0 + 2 * hourMs)).toEqual({ value: 0.05, n: 800 });
  expect(combinedRate(detail, "video_freeze_600_rate", slice, t0, t0 + 2 * hourMs)).toEqual({ value: null, n: 0 });
});

test("a rate of an SDK or a platform is weighted by its own sessions", () => {
  const rate = (slice: Partial<typeof whole> | { sdk?: string; platform?: string }) => {
    const { value, n } = detailRate([...quality, ...detail], "video_freeze_600_rate", { ...whole, ...slice }, t0, t0 + 2 * hourMs);
    return [value === null ? null : Number(value.toFixed(6)), n];
  };
  expect(rate({ sdk: "4.8.1" })).toEqual([Number(((0.1 * 100 + 0.04 * 200) / 300).toFixed(6)), 300]);
  expect(rate({ platform: "android" })).toEqual([Number(((0.1 * 100 + 0.02 * 400) / 500).toFixed(6)), 500]);
  expect(rate({ sdk: "4.9.0", platform: "android" })).toEqual([0.02, 400]);
  expect(rate({ sdk: "4.7.6" })).toEqual([null, 0]);
});

test("of splits that say the same twice, the finer one is counted", () => {
  const coarse = [
    series("video_freeze_600_rate", { carrier: "telecom", sdk: "4.9.0" }, [0.5, 0.5]),
    series("sessions", { carrier: "telecom", sdk: "4.9.0" }, [200, 200]),
  ];
  const slice = { ...whole, sdk: "4.9.0" };
  expect(detailRate([...detail, ...coarse], "video_freeze_600_rate", slice, t0, t0 + 2 * hourMs)).toEqual({ value: 0.02, n: 400 });
  expect(detailRate(coarse, "video_freeze_600_rate", slice, t0, t0 + 2 * hourMs)).toEqual({ value: 0.5, n: 400 });
});
