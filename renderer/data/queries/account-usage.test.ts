import { describe, expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount, sampleCapacity, sampleEvent, sampleIncident } from "../../../test/support/sample-records.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { accountQuality } from "./account-quality.ts";
import { accountUsage, type AccountUsageArgs } from "./account-usage.ts";

const dayMs = 24 * hourMs;
const nowMs = Date.parse("2026-10-29T10:30:00.000Z");
const startMs = Date.parse("2026-08-01T00:00:00.000Z");
const hours = (Date.parse("2026-10-29T10:00:00.000Z") - startMs) / hourMs + 1;

function series(metric: HourlySeries["metric"], region: string, carrier: string | null, value: (hour: number) => number): HourlySeries {
  return {
    accountId: "acc-1",
    metric,
    region,
    carrier,
    sdk: null,
    platform: null,
    startMs,
    values: Float64Array.from({ length: hours }, (_, hour) => value(hour)),
  };
}

const store = fakeStore({
  records: [
    sampleAccount({ regions: ["cn-south", "cn-east"] }),
    sampleCapacity({ region: "cn-south", pcu: 500 }),
    sampleIncident({
      id: "in",
      region: "cn-south",
      openedAt: "2026-10-20T00:00:00.000Z",
      resolvedAt: "2026-10-20T00:34:00.000Z",
      state: "resolved",
    }),
    sampleIncident({ id: "elsewhere", region: "cn-east", openedAt: "2026-10-20T00:00:00.000Z" }),
    sampleIncident({ id: "before", openedAt: "2026-01-20T00:00:00.000Z", resolvedAt: "2026-01-21T00:00:00.000Z", state: "closed" }),
    sampleEvent({ id: "show", startsAt: "2026-10-25T12:00:00.000Z", endsAt: "2026-10-25T14:00:00.000Z" }),
  ],
  series: [
    series("pcu", "cn-south", null, (hour) => (hour >= hours - 50 && hour < hours - 41 ? Number.NaN : hour)),
    series("pcu", "cn-east", null, () => 7),
    series("video_freeze_600_rate", "cn-south", "telecom", () => 0.04),
    series("video_freeze_600_rate", "cn-south", "mobile", () => 0.01),
    series("sessions", "cn-south", "telecom", () => 100),
    series("sessions", "cn-south", "mobile", () => 300),
  ],
});
const recent: AccountUsageArgs = {
  accountId: "acc-1",
  metric: "pcu",
  region: null,
  carrier: null,
  eachCarrier: false,
  period: { kind: "recent", days: 28 },
  compare: true,
};

describe("usage for a chart", () => {
  test("PCU falls back to the account's main region, ends with the data, and carries capacity, gap and marks", async () => {
    const usage = await accountUsage.run(store, recent, nowMs);
    const endMs = Date.parse("2026-10-29T11:00:00.000Z");
    expect(usage).toMatchObject({
      region: "cn-south",
      fromMs: endMs - 28 * dayMs,
      toMs: endMs,
      asOfMs: endMs - hourMs,
      capacity: [{ fromMs: endMs - 28 * dayMs, toMs: endMs, pcu: 500 }],
      gaps: [{ fromMs: endMs - 50 * hourMs, toMs: endMs - 41 * hourMs }],
      regions: ["cn-south", "cn-east"],
      carriers: [],
      metrics: ["pcu", "sessions", "video_freeze_600_rate"],
      sessions: null,
    });
    expect(usage?.lines.map((line) => [line.carrier, line.values.length, line.values.at(-1)])).toEqual([[null, 28 * 24, hours - 1]]);
    expect(usage?.earlier?.at(-1)).toBe(hours - 1 - 28 * 24);
    expect(usage?.marks.map((mark) => mark.id)).toEqual(["in", "show"]);
  });

  test("a carrier each gives a line each, and n of the sessions behind them", async () => {
    const usage = await accountUsage.run(
      store,
      { ...recent, metric: "video_freeze_600_rate", region: "cn-south", eachCarrier: true, compare: false },
      nowMs,
    );
    expect(usage?.lines.map((line) => [line.carrier, line.values[0]])).toEqual([
      ["mobile", 0.01],
      ["telecom", 0.04],
    ]);
    expect([usage?.sessions, usage?.earlier, usage?.capacity]).toEqual([28 * 24 * 400, null, []]);
  });

  test("all carriers together are weighted by their sessions", async () => {
    const usage = await accountUsage.run(store, { ...recent, metric: "video_freeze_600_rate" }, nowMs);
    expect(usage?.lines[0]?.values[0]).toBeCloseTo((0.04 * 100 + 0.01 * 300) / 400, 10);
  });

  test("all data begins with the first hour known", async () => {
    const usage = await accountUsage.run(store, { ...recent, period: { kind: "all" } }, nowMs);
    // 89 days are told by the day, in the customer's zone: 1 August began eight hours before it did in UTC.
    expect([usage?.step, usage?.fromMs, usage?.lines[0]?.values.slice(0, 2)]).toEqual([
      "day",
      startMs - 8 * hourMs,
      Float64Array.of(15, 39),
    ]);
  });

  test("a metric that is not here is null, not an empty line", async () => {
    expect(await accountUsage.run(store, { ...recent, metric: "first_frame_ms" }, nowMs)).toBeNull();
  });
});

test("quality by region and carrier is weighted by sessions, with what is not measured left open", async () => {
  const quality = await accountQuality.run(
    store,
    { accountId: "acc-1", metric: "video_freeze_600_rate", period: { kind: "recent", days: 7 } },
    nowMs,
  );
  const n = 7 * 24;
  const close = (value: number): unknown => expect.closeTo(value, 10);
  expect(quality?.rows).toEqual([
    {
      region: "cn-south",
      cells: [
        { value: close(0.01), n: n * 300 },
        { value: close(0.04), n: n * 100 },
      ],
      all: { value: close(0.0175), n: n * 400 },
    },
  ]);
  expect(quality?.carriers).toEqual(["mobile", "telecom"]);
});
