import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount, sampleCapacity } from "../../../test/support/sample-records.ts";
import { sampleUsage } from "../../../test/support/sample-usage.ts";
import { sampleOutlook } from "../../../test/support/sample-outlook.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import { peakForecast } from "./peak-forecast.ts";
import { peakMemory } from "./peak-memory.ts";
import { peakWhatIf } from "./peak-what-if.ts";

const nowMs = Date.parse("2026-10-29T10:20:00.000Z");
const made = { at: "2026-09-20T01:00:00.000Z", leadDays: 7, p50: 800, p90: 900, p95: 950 };
const store = fakeStore({
  records: [
    sampleAccount(),
    sampleCapacity({ pcu: 950 }),
    [
      "plannedEvent",
      {
        id: "evt-1",
        accountId: "acc-1",
        region: "cn-east",
        name: "周年庆",
        startsAt: "2026-11-07T10:00:00.000Z",
        endsAt: "2026-11-07T15:00:00.000Z",
        upliftFactor: 2,
        toldBy: "customer",
        rev: 1,
      },
    ],
    [
      "forecastMemory",
      {
        id: "fm-1",
        accountId: "acc-1",
        region: "cn-east",
        quarter: "2026-Q3",
        weeks: [],
        peaks: [
          {
            peakId: "acc-1:cn-east:2026-09-27",
            name: "开学季",
            startsAt: "2026-09-27T10:00:00.000Z",
            endsAt: "2026-09-27T14:00:00.000Z",
            capacityPcu: 950,
            made: [made],
            toldPcu: 1_200,
            outreachId: null,
            actualPcu: 880,
            actualAt: "2026-09-27T12:00:00.000Z",
          },
          {
            peakId: "evt-1",
            name: "周年庆",
            startsAt: "2026-11-07T10:00:00.000Z",
            endsAt: "2026-11-07T15:00:00.000Z",
            capacityPcu: 950,
            made: [],
            toldPcu: null,
            outreachId: null,
            actualPcu: null,
            actualAt: null,
          },
        ],
        rev: 1,
      },
    ],
  ],
  series: [sampleUsage(nowMs)],
  outlooks: [sampleOutlook("acc-1", [])],
});
const of = { accountId: "acc-1", region: "cn-east" };
const atMs = Date.parse("2026-11-07T12:30:00.000Z");

test("more capacity and a smaller event move the same peak at once; as things are it is what the forecast says", async () => {
  const peakAt = async (capacityPcu: number | null, factors: Readonly<Record<string, number>>) =>
    (await peakWhatIf.run(store, { ...of, capacityPcu, factors }, nowMs))?.peaks.find((peak) => peak.startMs <= atMs && peak.endMs > atMs);
  const shown = (await peakForecast.run(store, { ...of, historyDays: 30 }, nowMs))?.peaks.find((row) =>
    row.peak.eventIds.includes("evt-1"),
  );
  const [asIs, more, smaller] = [await peakAt(null, {}), await peakAt(4_000, {}), await peakAt(null, { "evt-1": 1 })];
  expect([asIs?.peakId, asIs?.p90, asIs?.pExceed]).toEqual([shown?.peak.peakId, shown?.peak.p90, shown?.peak.pExceed]);
  expect([asIs?.level, asIs?.capacityPcu, more?.level, more?.capacityPcu, more?.peakId]).toEqual([
    "critical",
    950,
    "good",
    4_000,
    asIs?.peakId,
  ]);
  expect((smaller?.p50 ?? 0) / (asIs?.p50 ?? 1)).toBeLessThan(0.65);
  expect(await peakWhatIf.run(store, { accountId: "acc-1", region: "nowhere", capacityPcu: null, factors: {} }, nowMs)).toBeNull();
});

test("a region is shown by the hour, past and ahead, with what is known of its days and the way to the last day of asking", async () => {
  const found = await peakForecast.run(store, { ...of, historyDays: 30 }, nowMs);
  const lastHourMs = Math.floor(nowMs / hourMs) * hourMs;
  expect([found?.asOfMs, found?.history.values.length, found?.forecast?.startMs, found?.forecast?.p50.length]).toEqual([
    lastHourMs - hourMs,
    720,
    lastHourMs,
    45 * 24,
  ]);
  expect([
    found?.events.map((event) => event.id),
    found?.holidays.some((span) => span.name.en === "Singles' Day"),
    found?.capacity.map((step) => step.pcu),
  ]).toEqual([["evt-1"], true, [950]]);
  expect(found?.peaks[0]?.deadline.walk.at(-1)?.role).toBe("ask");
  expect([(found?.backtest.length ?? 0) > 3, found?.memory.peaks.length, found?.leadTime.workingDays]).toEqual([true, 2, 5]);
});

test("what was forecast, told and came of the peaks that are over", async () => {
  const found = await peakMemory.run(store, { regions: [], tiers: [], owners: [] }, nowMs);
  expect([
    found.peaks.map((peak) => peak.peakId),
    found.rows.map((row) => [row.accountId, row.region, row.forecast.count, row.told.count]),
    found.keptMs,
  ]).toEqual([["acc-1:cn-east:2026-09-27"], [["acc-1", "cn-east", 1, 1]], Date.parse(made.at)]);
  expect(found.byLead).toEqual([{ leadDays: 7, count: 1, error: expect.closeTo(0.1), bias: expect.closeTo(0.1), coverage90: 1 }]);
});
