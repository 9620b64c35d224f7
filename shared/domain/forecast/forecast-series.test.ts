import { describe, expect, it } from "vitest";
import type { Forecast, ForecastInput } from "./forecast.ts";
import { forecastSeries } from "./forecast-series.ts";

const hourMs = 3_600_000;
const monday = Date.UTC(2026, 0, 5);

export function inputOf(values: ArrayLike<number>, more: Partial<ForecastInput> = {}): ForecastInput {
  return {
    history: { startMs: monday, values },
    horizonHours: 672,
    timeZone: "UTC",
    holidays: [],
    events: [],
    incidents: [],
    capacity: [],
    logBias: 0,
    ...more,
  };
}

function made(input: ForecastInput): Forecast {
  const result = forecastSeries(input);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** A week whose evenings are full and whose weekends are half as full again. */
function weekly(hour: number): number {
  const day = Math.floor(hour / 24) % 7;
  return Math.round(100 * (1 + 0.8 * Math.sin(((hour % 24) - 14) * (Math.PI / 12))) * (day >= 5 ? 1.5 : 1));
}

describe("forecastSeries", () => {
  it("goes on with a week that always was the same", () => {
    const values = Array.from({ length: 16 * 168 }, (_, hour) => weekly(hour));
    const forecast = made(inputOf(values));
    expect(forecast.startMs).toBe(monday + values.length * hourMs);
    for (let h = 0; h < 672; h += 1) expect(Math.abs((forecast.p50[h] ?? 0) / weekly(h) - 1)).toBeLessThan(0.02);
    expect(forecast.days).toHaveLength(28);
    expect(forecast.weeks).toHaveLength(4);
    expect(forecast.days[5]?.day).toBe("2026-05-02");
  });

  it.each([
    ["no_data", []],
    ["no_data", [Number.NaN, Number.NaN]],
    ["too_short", [5]],
    ["impossible_value", [1, -1]],
    ["impossible_value", [1, Number.POSITIVE_INFINITY]],
  ] as const)("refuses with %s", (code, values) => {
    expect(forecastSeries(inputOf(values))).toEqual({ ok: false, error: { code } });
  });

  it("refuses a horizon that is none", () => {
    expect(forecastSeries(inputOf(new Float64Array(200), { horizonHours: 0 }))).toEqual({
      ok: false,
      error: { code: "horizon_out_of_range" },
    });
  });
});
