import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Forecast, ForecastInput } from "./forecast.ts";
import { forecastSeries } from "./forecast-series.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 0, 1, 7);

/** Histories as companies have them, and as nobody should. */
const histories = fc
  .record({
    length: fc.integer({ min: 1, max: 1_600 }),
    level: fc.constantFrom(0, 1e-6, 3, 250, 40_000, 1e12),
    daily: fc.double({ min: 0, max: 1.2, noNaN: true }),
    noise: fc.constantFrom(0, 0.05, 1),
    missing: fc.constantFrom(0, 0.1, 0.9),
    zeros: fc.constantFrom(0, 0.02, 0.5),
    seed: fc.nat(),
  })
  .map(({ length, level, daily, noise, missing, zeros, seed }) => {
    let state = seed >>> 0;
    const dice = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    return Float64Array.from({ length }, (_, hour) => {
      if (dice() < missing) return Number.NaN;
      if (dice() < zeros) return 0;
      return Math.max(0, level * (1 + daily * Math.sin((hour * Math.PI) / 12)) * (1 + noise * (dice() - 0.5)));
    });
  });

const inputs: fc.Arbitrary<ForecastInput> = fc
  .record({
    values: histories,
    horizonHours: fc.constantFrom(1, 48, 200, 672),
    timeZone: fc.constantFrom("UTC", "Asia/Shanghai", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"),
    capacity: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
    event: fc.option(
      fc.record({
        from: fc.integer({ min: -800, max: 800 }),
        hours: fc.integer({ min: 1, max: 90 }),
        upliftFactor: fc.option(fc.double({ min: 0.01, max: 100, noNaN: true }), { nil: null }),
        expectedPcu: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null }),
      }),
      { nil: null },
    ),
    holiday: fc.boolean(),
    logBias: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  })
  .map(({ values, capacity, event, holiday, ...rest }) => {
    const endMs = startMs + values.length * hourMs;
    return {
      ...rest,
      history: { startMs, values },
      holidays: holiday
        ? [{ date: new Date(endMs + 30 * hourMs).toISOString().slice(0, 10), name: { zh: "节日", en: "Holiday" }, kind: "public" as const }]
        : [],
      events:
        event === null
          ? []
          : [
              {
                id: "e1",
                label: "show",
                startMs: endMs + event.from * hourMs,
                endMs: endMs + (event.from + event.hours) * hourMs,
                upliftFactor: event.upliftFactor,
                expectedPcu: event.expectedPcu,
              },
            ],
      incidents: event === null ? [] : [{ startMs: startMs + 40 * hourMs, endMs: startMs + 45 * hourMs }],
      capacity: capacity === null ? [] : [{ fromMs: startMs, toMs: endMs + 400 * hourMs, pcu: capacity }],
    };
  });

function ordered({
  p50,
  p75,
  p90,
  p95,
}: {
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
}): boolean {
  return p50 >= 0 && p50 <= p75 && p75 <= p90 && p90 <= p95 && p95 < Number.POSITIVE_INFINITY;
}

function sound(forecast: Forecast, horizonHours: number): void {
  expect([forecast.p50.length, forecast.p75.length, forecast.p90.length, forecast.p95.length]).toEqual(Array(4).fill(horizonHours));
  for (let h = 0; h < horizonHours; h += 1) {
    const hour = { p50: forecast.p50[h] ?? -1, p75: forecast.p75[h] ?? -1, p90: forecast.p90[h] ?? -1, p95: forecast.p95[h] ?? -1 };
    if (!ordered(hour)) throw new Error(`hour ${h}: ${JSON.stringify(hour)}`);
  }
  for (const span of [...forecast.days, ...forecast.weeks, ...forecast.peaks]) {
    if (!ordered(span)) throw new Error(JSON.stringify(span));
    if (span.pExceed !== null && !(span.pExceed >= 0 && span.pExceed <= 1)) throw new Error(JSON.stringify(span));
    expect(span.endMs).toBeGreaterThan(span.startMs);
  }
  for (const week of forecast.backtest) {
    expect(week.p50 >= 0 && week.p90 >= week.p50 && week.actual >= 0).toBe(true);
    expect(week.startMs).toBeGreaterThanOrEqual(week.madeMs);
  }
}

describe("every history", () => {
  it("has numbers in order and never below nothing, or a reason why it has none", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = forecastSeries(input);
        if (result.ok) sound(result.value, input.horizonHours);
        else expect(["no_data", "too_short"]).toContain(result.error.code);
      }),
      { numRuns: 250 },
    );
  });

  it("gives the same forecast to the bit when it is asked again", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(forecastSeries(structuredClone(input))).toEqual(forecastSeries(input));
      }),
      { numRuns: 40 },
    );
  });

  it("scales: ten times the users are ten times the forecast", () => {
    fc.assert(
      fc.property(histories, (values) => {
        const input = {
          history: { startMs, values },
          horizonHours: 48,
          timeZone: "UTC",
          holidays: [],
          events: [],
          incidents: [],
          capacity: [],
          logBias: 0,
        };
        const one = forecastSeries(input);
        const ten = forecastSeries({ ...input, history: { startMs, values: values.map((value) => value * 10) } });
        if (!one.ok || !ten.ok) return;
        const greatest = Math.max(...one.value.p50, 1e-300);
        for (let h = 0; h < 48; h += 1) {
          expect(Math.abs((ten.value.p50[h] ?? 0) / 10 - (one.value.p50[h] ?? 0)) / greatest).toBeLessThan(0.02);
        }
      }),
      { numRuns: 60 },
    );
  });
});
