import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { qualitySlices, type QualitySlicesArgs } from "./quality-slices.ts";

const dayMs = 24 * hourMs;
/** A Monday, 10:00 in Shanghai. */
const nowMs = Date.parse("2026-11-16T02:00:00.000Z");
const days = 21;
const startMs = nowMs - days * dayMs;
type Part = Partial<Pick<HourlySeries, "region" | "carrier" | "sdk" | "platform">>;

/** `value` by days before now (0 = the last day) and hour of the day in Shanghai. */
function series(metric: HourlySeries["metric"], part: Part, value: (daysAgo: number, hour: number) => number): HourlySeries {
  const values = Float64Array.from({ length: days * 24 }, (_, i) => value(days - 1 - Math.floor(i / 24), (i + 10) % 24));
  return { accountId: "acc-1", metric, region: "cn-south", carrier: null, sdk: null, platform: null, ...part, startMs, values };
}

const recent = (daysAgo: number): boolean => daysAgo < 7;
const store = fakeStore({
  records: [sampleAccount({ id: "acc-1", timeZone: "Asia/Shanghai" })],
  series: [
    series("video_freeze_600_rate", { carrier: "telecom" }, (daysAgo, hour) => (recent(daysAgo) ? (hour === 21 ? 0.5 : 0.0625) : 0.03125)),
    series("sessions", { carrier: "telecom" }, (_, hour) => (hour === 21 ? 23 : 1)),
    series("video_freeze_600_rate", { carrier: "mobile" }, () => 0.03125),
    series("sessions", { carrier: "mobile" }, () => 2),
    series("video_freeze_500_rate", { carrier: "telecom" }, () => 0.25),
    series("video_freeze_600_rate", { carrier: "telecom", sdk: "4.8.1", platform: "android" }, () => 0.25),
    series("sessions", { carrier: "telecom", sdk: "4.8.1", platform: "android" }, () => 1),
    series("video_freeze_600_rate", { carrier: "telecom", sdk: "4.10.0", platform: "android" }, (daysAgo) =>
      recent(daysAgo) ? 0.125 : Number.NaN,
    ),
    series("sessions", { carrier: "telecom", sdk: "4.10.0", platform: "android" }, (daysAgo) => (recent(daysAgo) ? 1 : 0)),
  ],
});
const asked: QualitySlicesArgs = {
  accountId: "acc-1",
  metric: "video_freeze_600_rate",
  by: "carrier",
  region: null,
  carrier: null,
  days: 7,
  against: "previous",
};
const run = async (args: Partial<QualitySlicesArgs>) => qualitySlices.run(store, { ...asked, ...args }, nowMs);

test("each slice has both periods, weighted by its sessions, the worst first", async () => {
  const found = await run({});
  const telecom = (0.5 * 23 + 0.0625 * 23) / 46;
  expect(found?.slices.map(({ id, now, before, change }) => [id, now.value, now.n, before.value, before.n, change])).toEqual([
    ["telecom", telecom, 46 * 7, 0.03125, 46 * 7, telecom - 0.03125],
    ["mobile", 0.03125, 48 * 7, 0.03125, 48 * 7, 0],
  ]);
  expect(found?.total.now).toEqual({ metric: "video_freeze_600_rate", value: (telecom * 46 + 0.03125 * 48) / 94, n: 94 * 7 });
  expect([found?.fromMs, found?.toMs, found?.beforeFromMs, found?.measuredShare]).toEqual([
    nowMs - 7 * dayMs,
    nowMs,
    nowMs - 14 * dayMs,
    1,
  ]);
});

test("by SDK the split series alone are counted, and how much they cover is said", async () => {
  const found = await run({ by: "sdk" });
  expect(found?.slices.map(({ id, now, before, change }) => [id, now.value, before.value, change])).toEqual([
    ["4.8.1", 0.25, 0.25, 0],
    ["4.10.0", 0.125, null, null],
  ]);
  expect(found?.total.now.n).toBe(94 * 7);
  expect(found?.measuredShare).toBe((48 * 7) / (94 * 7));
  expect((await run({ by: "platform", carrier: "mobile" }))?.slices).toEqual([]);
});

test("a period that was not measured has no figure, and none is made up from the one that was", async () => {
  const found = await run({ against: "four-weeks" });
  expect(found?.total).toEqual({
    now: found?.total.now,
    before: { metric: "video_freeze_600_rate", value: null, n: 0 },
    change: null,
  });
  expect(found?.earlier.every((value) => Number.isNaN(value))).toBe(true);
});

test("hours of the week are those of the audience's clock", async () => {
  const found = await run({ carrier: "telecom" });
  const evening = found?.hours.flatMap(({ value, n }, hour) => (value === 0.5 ? [[hour % 24, n]] : []));
  expect(found?.timeZone).toBe("Asia/Shanghai");
  expect(evening).toEqual(Array.from({ length: 7 }, () => [21, 23]));
});

test("both definitions of a freeze are offered, and neither takes the other's hours", async () => {
  expect((await run({}))?.metrics).toEqual(["video_freeze_600_rate", "video_freeze_500_rate"]);
  expect((await run({ metric: "video_freeze_500_rate" }))?.total.now).toEqual({ metric: "video_freeze_500_rate", value: 0.25, n: 46 * 7 });
});

test("an account without the metric has no answer", async () => {
  expect([await run({ metric: "first_frame_ms" }), await run({ accountId: "acc-2" })]).toEqual([null, null]);
});
