import { describe, expect, it } from "vitest";
import { holidaysOf } from "../../shared/domain/calendar/holidays-of.ts";
import type { Forecast, ForecastEvent } from "../../shared/domain/forecast/forecast.ts";
import { forecastSeries } from "../../shared/domain/forecast/forecast-series.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { instantOf, withEvents, withFaults, withGaps } from "../forecast/made-series.ts";
import { fourWeeks, lastWeeks, meanError } from "../forecast/measures.ts";
import { type HourlyRecord, recordedIsPresent, recordedSeries } from "../forecast/recorded-series.ts";

const hourMs = 3_600_000;
const records = recordedIsPresent ? recordedSeries() : [];

function named(name: string): HourlyRecord {
  const record = records.find((one) => one.name === name);
  if (record === undefined) throw new Error(name);
  return record;
}

function made(
  { startMs, values, timeZone, country }: HourlyRecord,
  hours: number,
  horizonHours = 672,
  events: readonly ForecastEvent[] = [],
): Forecast {
  const day = (hour: number): string => new Date(startMs + hour * hourMs).toISOString().slice(0, 10);
  const result = forecastSeries({
    history: { startMs, values: values.subarray(0, hours) },
    horizonHours,
    timeZone,
    holidays: holidaysOf(country, day(0), day(hours + horizonHours)),
    events,
    incidents: [],
    capacity: [],
    logBias: 0,
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe.skipIf(!recordedIsPresent)(
  `forecasts of recorded usage${recordedIsPresent ? "" : " (left out: ../shared/real-input is not on this machine)"}`,
  () => {
    const spread = [
      ["load VIC", [9_600, 13_000, 16_400, 19_800, 23_200]],
      ["taxi NYC", [2_400, 2_900, 3_400, 3_900, 4_400]],
      ["bikes DC", [9_600, 11_200, 12_800, 14_400, 16_000]],
    ] as const;

    it.each(spread)("%s: nearer than last week and the mean of four weeks, 28 days ahead", (name, origins) => {
      const record = named(name);
      const errors = { made: 0, week: 0, month: 0 };
      for (const hours of origins) {
        const past = record.values.subarray(0, hours);
        const actual = record.values.subarray(hours, hours + 672);
        errors.made += meanError(actual, made(record, hours).p50);
        errors.week += meanError(actual, lastWeeks(past, 672));
        errors.month += meanError(actual, fourWeeks(past, 672));
      }
      expect(errors.made).toBeLessThan(0.9 * errors.week);
      expect(errors.made).toBeLessThan(errors.month);
    });

    it("say which of New York's holidays no history knows of", () => {
      // Until 2014-11-20: Thanksgiving is a week ahead, Independence and Labor Day are known.
      const record = named("taxi NYC");
      const names = made(record, 142 * 24).quality.notes.flatMap((note) =>
        note.code === "holidays_unlearned" ? note.names.map(({ en }) => en) : [],
      );
      expect(names).toContain("Thanksgiving Day");
      expect(names).not.toContain("Independence Day");
    });

    it("say that the forum's history is short", () => {
      const { quality } = made(named("online V2EX"), 600);
      expect(quality.notes).toContainEqual({ code: "short_history", days: 25 });
      expect(quality.notes).toContainEqual({ code: "no_yearly_rhythm" });
    });

    it.each([
      ["forward", Date.UTC(2013, 9, 5, 16), -1],
      ["back", Date.UTC(2013, 3, 6, 16), 1],
    ] as const)("Victoria's clocks go %s: no spike, and a week later the same hours look alike", (_way, change, hour) => {
      const record = named("load VIC");
      const atChange = Math.round((change - record.startMs) / hourMs);
      const ahead = made(record, atChange - 5 * 24);
      const after = made(record, atChange + 5 * 24);
      expect(ahead.quality.notes).toContainEqual({ code: "clock_change", atMs: change });
      const at = 5 * 24;
      for (let h = -6; h < 6; h += 1) {
        const nextWeek = at + h + 168 + (h < 0 ? hour : 0);
        expect(Math.abs(Math.log((ahead.p50[at + h] ?? 0) / (ahead.p50[nextWeek] ?? 0)))).toBeLessThan(0.08);
      }
      // Two days and nine after the change: the doubled or missing hour has left nothing in the rhythm.
      for (let h = 0; h < 24; h += 1)
        expect(Math.abs(Math.log((after.p50[48 + h] ?? 0) / (after.p50[48 + 168 + h] ?? 0)))).toBeLessThan(0.12);
    });

    it.each(spread)("%s: dead hours, spikes and gaps in the history cost little", (name, origins) => {
      const record = named(name);
      const errors = { clean: 0, faults: 0, gaps: 0 };
      for (const hours of origins) {
        const actual = record.values.subarray(hours, hours + 672);
        const past = record.values.slice(0, hours);
        errors.clean += meanError(actual, made(record, hours).p50);
        errors.faults += meanError(actual, made({ ...record, values: withFaults(past) }, hours).p50);
        errors.gaps += meanError(actual, made({ ...record, values: withGaps(past, seededRandom(hours)) }, hours).p50);
      }
      expect(errors.faults).toBeLessThan(1.05 * errors.clean);
      expect(errors.gaps).toBeLessThan(1.06 * errors.clean);
    });

    it("learn an event from three past ones, and keep it out of the other hours", () => {
      const record = named("load VIC");
      const hours = 12_000;
      const { values, spans } = withEvents(record, hours, 1.7);
      const events = spans.map(([from, to], i) => ({
        id: `e${i}`,
        label: "final",
        startMs: instantOf(record, from),
        endMs: instantOf(record, to),
        upliftFactor: null,
        expectedPcu: null,
      }));
      const plain = made(record, hours);
      const lifted = made({ ...record, values }, hours, 672, events);
      const [from = 0, to = 0] = spans[3] ?? [];
      const peak = (of: Float64Array, begin: number, end: number): number => Math.max(...of.subarray(begin, end));
      expect(Math.abs(peak(lifted.p50, from - hours, to - hours) / peak(values, from, to) - 1)).toBeLessThan(0.15);
      let [with_, without] = [0, 0];
      for (let h = 0; h < 672; h += 1) {
        if (h >= from - hours && h < to - hours) continue;
        with_ += lifted.p50[h] ?? 0;
        without += plain.p50[h] ?? 0;
      }
      expect(Math.abs(with_ / without - 1)).toBeLessThan(0.01);
      expect(lifted.quality.notes).toContainEqual({ code: "events_learned", labels: ["final"] });
    });
  },
);
