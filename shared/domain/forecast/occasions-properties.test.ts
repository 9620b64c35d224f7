import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { addDays } from "../calendar/day.ts";
import { holidayKinds } from "../calendar/holiday.ts";
import { suggestEvents } from "../peak/suggest-events.ts";
import { forecastSeries } from "./forecast-series.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 1, 20, 3);

const hour = fc.integer({ min: -2_000, max: 5_000 });
const told = fc.option(fc.constantFrom(0, 1e-6, 0.2, 1, 2.5, 99, 1e9), { nil: null });
const event = fc
  .record({
    from: hour,
    hours: fc.integer({ min: -5, max: 200 }),
    label: fc.constantFrom("Sale", " sale", "Show", ""),
    factor: told,
    pcu: told,
  })
  .map(({ from, hours, label, factor, pcu }) => ({
    id: `e${from}_${hours}`,
    label,
    startMs: startMs + from * hourMs + 1_234,
    endMs: startMs + (from + hours) * hourMs,
    upliftFactor: factor,
    expectedPcu: pcu,
  }));
const holiday = fc
  .record({
    day: fc.integer({ min: -5, max: 200 }),
    kind: fc.constantFrom(...holidayKinds),
    name: fc.constantFrom("A", "B", "B (observed)", "C"),
  })
  .map(({ day, kind, name }) => ({ date: addDays("2026-02-20", day), kind, name: { zh: name, en: name } }));
const incident = fc
  .record({ from: hour, hours: fc.integer({ min: -2, max: 400 }) })
  .map(({ from, hours }) => ({ startMs: startMs + from * hourMs, endMs: startMs + (from + hours) * hourMs }));

/** Histories with gaps, with zeros, of one value, and with nights of nothing. */
function values(hours: number, kind: string, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: hours }, (_, i) => {
    const base = 100 * (1.2 + Math.sin((i / 24) * 2 * Math.PI)) * (0.9 + 0.2 * random());
    if (kind === "gaps") return random() < 0.4 ? Number.NaN : base;
    if (kind === "zeros") return random() < 0.5 ? 0 : base;
    if (kind === "constant") return 7;
    return kind === "nights" && i % 24 < 12 ? 0 : base;
  });
}

test("whatever events, holidays and incidents lie where, forecasts are numbers in their order, and suggestions are whole", () => {
  fc.assert(
    fc.property(
      fc.record({
        hours: fc.integer({ min: 30, max: 3_500 }),
        kind: fc.constantFrom("gaps", "zeros", "constant", "nights", "plain"),
        seed: fc.integer({ min: 1, max: 1_000 }),
        timeZone: fc.constantFrom("Asia/Shanghai", "America/New_York", "Asia/Kolkata", "Africa/Cairo", "Australia/Lord_Howe"),
        events: fc.array(event, { maxLength: 8 }),
        holidays: fc.array(holiday, { maxLength: 30 }),
        incidents: fc.array(incident, { maxLength: 4 }),
        weekend: fc.constantFrom([5, 6], [6, 0], []),
      }),
      ({ hours, kind, seed, holidays, ...rest }) => {
        const input = {
          ...rest,
          history: { startMs, values: values(hours, kind, seed) },
          holidays: holidays.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
          horizonHours: 24 * 20,
          capacity: [{ fromMs: startMs, toMs: startMs + (hours + 200) * hourMs, pcu: 150 }],
          logBias: 0,
        };
        const made = forecastSeries(input);
        if (made.ok) {
          const { p50, p75, p90, p95, peaks } = made.value;
          for (let i = 0; i < p50.length; i += 1) {
            const row = [p50[i], p75[i], p90[i], p95[i]] as number[];
            expect(row.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
            expect(row.toSorted((a, b) => a - b)).toEqual(row);
          }
          for (const peak of peaks) {
            expect([peak.startMs <= peak.atMs, peak.atMs < peak.endMs]).toEqual([true, true]);
            expect(
              [peak.p50, peak.p95, peak.pExceed ?? 0, peak.shortfallPcu ?? 0].every((value) => Number.isFinite(value) && value >= 0),
            ).toBe(true);
          }
        }
        for (const one of suggestEvents(input)) {
          expect(one.endMs - one.startMs).toBeGreaterThanOrEqual(2 * hourMs);
          expect([Number.isFinite(one.factor), one.factor > 1]).toEqual([true, true]);
        }
      },
    ),
    { numRuns: 60, seed: 7 },
  );
});
