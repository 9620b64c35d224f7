import { expect, test } from "vitest";
import { chartMarks, chartPeriod, earlierWeeks, type PeakChartData } from "./peak-chart-data.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.parse("2026-11-21T08:00:00.000Z");
const startMs = nowMs - 62 * dayMs;
const zeros = (hours: number): Float64Array => new Float64Array(hours);
const data: PeakChartData = {
  timeZone: "UTC",
  history: { startMs, values: zeros(62 * 24) },
  forecast: { startMs: nowMs, p50: zeros(45 * 24), p90: zeros(45 * 24), p95: zeros(45 * 24) },
  capacity: [],
  events: [{ id: "e", name: "Diwali", startMs: nowMs + dayMs, endMs: nowMs + 2 * dayMs, upliftFactor: 1.6, expectedPcu: null }],
  holidays: [
    { name: { zh: "排灯节", en: "Diwali" }, kind: "public", fromMs: nowMs, toMs: nowMs + dayMs },
    { name: { zh: "斋月", en: "Ramadan" }, kind: "season", fromMs: nowMs, toMs: nowMs + 30 * dayMs },
    { name: { zh: "元旦", en: "New Year" }, kind: "public", fromMs: nowMs + 40 * dayMs, toMs: nowMs + 41 * dayMs },
  ],
  incidents: [
    { id: "i0", number: "INC-1", severity: "P0", fromMs: nowMs - dayMs, toMs: nowMs - dayMs + hourMs },
    { id: "i3", number: "INC-2", severity: "P3", fromMs: nowMs - dayMs, toMs: nowMs },
  ],
  memory: {
    weeks: [
      {
        startsAt: new Date(startMs).toISOString(),
        endsAt: new Date(startMs + 7 * dayMs).toISOString(),
        made: [
          { at: "2026-09-01", p50: 5 },
          { at: "2026-09-13", p50: 7 },
        ],
      },
    ],
  },
  backtest: [
    { startMs, endMs: startMs + 14 * dayMs, leadDays: 2, p50: 9 },
    { startMs: startMs + 21 * dayMs, endMs: startMs + 28 * dayMs, leadDays: 20, p50: 11 },
  ],
};
const days = (from: number, to: number) => ({ fromMs: nowMs + from * dayMs, toMs: nowMs + to * dayMs });
const peak = (day: number) => ({
  startMs: nowMs + day * dayMs,
  endMs: nowMs + day * dayMs + 2 * hourMs,
  atMs: nowMs + day * dayMs,
  deadline: { askByMs: nowMs, state: "ahead" as const },
});

test("the period holds now and the peak, or everything that is forecast, and more of the past when earlier forecasts are compared", () => {
  expect([
    chartPeriod(data, peak(3), nowMs, "near", false),
    chartPeriod(data, peak(30), nowMs, "near", false),
    chartPeriod(data, null, nowMs, "all", false),
    chartPeriod(data, peak(3), nowMs, "near", true),
  ]).toEqual([days(-8, 18), { ...days(-8, 33), toMs: nowMs + 33 * dayMs + 2 * hourMs }, days(-14, 45), days(-62, 18)]);
});

test("an event stands for the holiday of its name, seasons and lesser incidents have no mark", () => {
  const marks = chartMarks(data, { language: "en", event: ({ name, upliftFactor }) => `${name} ×${upliftFactor}` });
  expect(marks.map(({ kind, label }) => `${kind} ${label}`)).toEqual(["incident INC-1", "event Diwali ×1.6", "holiday New Year"]);
});

test("what was kept of a week counts before what the method would have said; forecasts from far are left out", () => {
  const { values } = earlierWeeks(data);
  expect([0, 6, 7, 13, 14, 22].map((day) => values[day * 24])).toEqual([7, 7, 9, 9, Number.NaN, Number.NaN]);
});
