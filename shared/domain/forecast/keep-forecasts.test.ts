import { expect, test } from "vitest";
import { samplePeak } from "../../../test/support/sample-outlook.ts";
import { hourMs } from "../metrics/series.ts";
import { type ForecastToKeep, withForecast, withOutcomes } from "./keep-forecasts.ts";

const dayMs = 24 * hourMs;
const at = (day: string) => Date.parse(`${day}T02:00:00.000Z`);

/** Days of 1,000 with 1,200 on the eleventh; weeks whose maximum is a tenth above their greatest day. */
function forecastAt(asOfMs: number): ForecastToKeep["forecast"] {
  const of = (p50: number) => ({ p50, p75: p50 * 1.1, p90: p50 * 1.2, p95: p50 * 1.3 });
  // Days begin at midnight in Shanghai.
  const firstMs = Math.floor((asOfMs + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs;
  const days = Array.from({ length: 45 }, (_, i) => {
    const startMs = firstMs + i * dayMs;
    const day = new Date(startMs + 8 * hourMs).toISOString().slice(0, 10);
    return { day, startMs, endMs: startMs + dayMs, atMs: startMs + 20 * hourMs, pExceed: null, ...of(day.endsWith("-11") ? 1_200 : 1_000) };
  });
  const weeks = Array.from({ length: 6 }, (_, i) => {
    const startMs = firstMs + i * 7 * dayMs;
    const own = days.filter((day) => day.startMs >= startMs && day.startMs < startMs + 7 * dayMs);
    return { startMs, endMs: startMs + 7 * dayMs, pExceed: null, ...of(1.1 * Math.max(...own.map((day) => day.p50))) };
  });
  return { days, weeks };
}

function keepAt(day: string, memories: Parameters<typeof withForecast>[0], peaks = [samplePeak({ eventIds: ["evt-1"] })], logBias = 0) {
  return withForecast(memories, {
    accountId: "acc-1",
    region: "cn-east",
    asOfMs: at(day),
    madeMs: at(day),
    timeZone: "Asia/Shanghai",
    logBias,
    forecast: forecastAt(at(day)),
    peaks,
    events: [{ id: "evt-1", name: "双 11 狂欢夜" }],
  });
}

test("weeks from Monday and peaks are kept as their leads come; what was kept stays as it is", () => {
  const first = keepAt("2026-10-20", []);
  expect(first.map((memory) => [memory.id, memory.quarter])).toEqual([["fm_acc-1_cn-east_2026-Q4", "2026-Q4"]]);
  expect(first[0]?.weeks.map((week) => [week.startsAt, week.made.map((made) => [made.leadDays, Math.round(made.p50)])])).toEqual([
    ["2026-10-25T16:00:00.000Z", [[7, 1_100]]],
    ["2026-11-01T16:00:00.000Z", [[14, 1_100]]],
    ["2026-11-08T16:00:00.000Z", [[30, 1_320]]],
    ["2026-11-15T16:00:00.000Z", [[30, 1_100]]],
  ]);
  expect(first[0]?.peaks).toEqual([
    {
      peakId: "p-1",
      name: "双 11 狂欢夜",
      startsAt: "2026-11-11T10:00:00.000Z",
      endsAt: "2026-11-11T14:00:00.000Z",
      capacityPcu: 1_000,
      made: [{ at: "2026-10-20T02:00:00.000Z", leadDays: 30, p50: 1_100, p90: 1_300, p95: 1_400 }],
      toldPcu: null,
      outreachId: null,
      actualPcu: null,
      actualAt: null,
    },
  ]);
  expect(keepAt("2026-10-21", first)[0]?.peaks).toEqual(first[0]?.peaks);
  const later = keepAt("2026-11-05", first, [samplePeak({ eventIds: ["evt-1"], p50: 1_150 })], 0.1);
  expect(later[0]?.peaks[0]?.made).toEqual([
    first[0]?.peaks[0]?.made[0],
    { at: "2026-11-05T02:00:00.000Z", leadDays: 7, p50: 1_150, p90: 1_300, p95: 1_400, logBias: 0.1 },
  ]);
});

test("what customers told before, and what came when it is over and known", () => {
  const kept = keepAt("2026-10-20", []);
  const outreach = {
    id: "out-1",
    accountId: "acc-1",
    contactId: null,
    subject: "双 11",
    channel: "email" as const,
    region: null,
    peakAt: "2026-11-11T12:00:00.000Z",
    peakId: "p-1",
    state: "answered" as const,
    sentAt: "2026-10-21T02:00:00.000Z",
    answeredAt: "2026-10-22T02:00:00.000Z",
    answeredPcu: 1_500,
  };
  const startMs = Date.parse("2026-10-24T16:00:00.000Z");
  const usage = (untilMs: number, gap: number) => ({
    startMs,
    values: Float64Array.from({ length: (untilMs - startMs) / hourMs }, (_, hour) =>
      hour < gap ? Number.NaN : startMs / hourMs + hour === Date.parse("2026-11-11T12:00:00.000Z") / hourMs ? 1_430 : 900,
    ),
  });
  const before = withOutcomes(kept, usage(Date.parse("2026-11-11T13:00:00.000Z"), 80), [
    outreach,
    { ...outreach, id: "out-2", answeredAt: "2026-11-12T02:00:00.000Z" },
  ]);
  expect(before[0]?.peaks.map((peak) => [peak.toldPcu, peak.outreachId, peak.actualPcu])).toEqual([[1_500, "out-1", null]]);
  // Half of the first week is missing: nobody says what came.
  expect(before[0]?.weeks.map((week) => week.actualPcu)).toEqual([null, 900, null, null]);
  const after = withOutcomes(before, usage(Date.parse("2026-11-20T13:00:00.000Z"), 80), [outreach]);
  expect(after[0]?.peaks.map((peak) => [peak.toldPcu, peak.actualPcu, peak.actualAt])).toEqual([
    [1_500, 1_430, "2026-11-11T12:00:00.000Z"],
  ]);
  expect(after[0]?.weeks.map((week) => week.actualPcu)).toEqual([null, 900, 1_430, null]);
  expect(withOutcomes(after, usage(Date.parse("2026-11-20T13:00:00.000Z"), 80), [outreach])[0]).toBe(after[0]);
});
