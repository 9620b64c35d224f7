import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import type { ForecastMemory } from "./forecast-memory.ts";
import { forecastBias, leadToKeep, recordByLead, toldBias } from "./track-record.ts";

const dayMs = 86_400_000;
const start = Date.parse("2026-01-05T00:00:00.000Z");
const instant = (ms: number): string => new Date(ms).toISOString();

/** Weeks one after the other, with the ratio of what came to what was forecast a week ahead. */
function weeks(ratios: readonly (number | null)[], more: { readonly logBias?: number } = {}): Pick<ForecastMemory, "weeks" | "peaks"> {
  return {
    peaks: [],
    weeks: ratios.map((ratio, i) => ({
      startsAt: instant(start + i * 7 * dayMs),
      endsAt: instant(start + (i + 1) * 7 * dayMs),
      made: [
        { at: instant(start + (i * 7 - 14) * dayMs), leadDays: 14, p50: 900, p90: 1_000, p95: 1_100 },
        { at: instant(start + (i * 7 - 7) * dayMs), leadDays: 7, p50: 1_000, p90: 1_150, p95: 1_250, ...more },
      ],
      actualPcu: ratio === null ? null : 1_000 * ratio,
    })),
  };
}

function peaks(told: readonly (readonly [told: number | null, actual: number | null])[]): Pick<ForecastMemory, "weeks" | "peaks"> {
  return {
    weeks: [],
    peaks: told.map(([toldPcu, actualPcu], i) => ({
      peakId: `p${i}`,
      name: null,
      startsAt: instant(start + i * dayMs),
      endsAt: instant(start + i * dayMs + 3_600_000),
      capacityPcu: null,
      made: [],
      toldPcu,
      outreachId: null,
      actualPcu,
      actualAt: null,
    })),
  };
}

describe("what is kept of a forecast", () => {
  test.each([
    [31, [], null],
    [30, [], 30],
    [20, [30], null],
    [14, [30], 14],
    [6, [30], 7],
    [6, [30, 7], null],
    [0.5, [7], 1],
    [0, [], null],
    [-1, [], null],
  ])("%s days ahead, with %s kept: %s", (ahead, kept, lead) => {
    expect(
      leadToKeep(
        start + ahead * dayMs,
        start,
        kept.map((leadDays) => ({ leadDays })),
      ),
    ).toBe(lead);
  });
});

describe("track record", () => {
  test("says error, bias and coverage by lead, of what has come", () => {
    expect(recordByLead([weeks([1.1, 0.95, null]), weeks([1.2])])).toEqual([
      { leadDays: 14, count: 3, error: expect.closeTo(1_100 / 900 - 1, 10), bias: expect.closeTo(1_100 / 900 - 1, 10), coverage90: 1 / 3 },
      { leadDays: 7, count: 3, error: expect.closeTo(0.1, 10), bias: expect.closeTo(0.1, 10), coverage90: 2 / 3 },
    ]);
    expect(recordByLead([weeks([null])])).toEqual([]);
  });

  test("an account that always brings a tenth more is corrected by most of it, after two weeks by little", () => {
    const many = forecastBias([weeks(Array.from({ length: 20 }, () => 1.1))]);
    expect(many.count).toBe(20);
    expect(many.logBias).toBeGreaterThan(0.75 * Math.log(1.1));
    expect(many.logBias).toBeLessThan(0.85 * Math.log(1.1));
    const few = forecastBias([weeks([1.1, 1.1])]);
    expect(few.logBias).toBeGreaterThanOrEqual(0);
    expect(few.logBias).toBeLessThan(0.25 * Math.log(1.1));
  });

  test("a correction that is in the kept forecasts is not taken for their merit", () => {
    const corrected = forecastBias([
      weeks(
        Array.from({ length: 20 }, () => 1),
        { logBias: 0.1 },
      ),
    ]);
    expect(corrected.logBias).toBeGreaterThan(0.07);
  });

  test("noise corrects nothing: of 200 accounts without a bias hardly one is moved by 2 %", () => {
    let moved = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seededRandom(seed);
      const noise = (): number => 0.1 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const ratios = Array.from({ length: 20 }, () => Math.exp(noise()));
      if (Math.abs(forecastBias([weeks(ratios)]).logBias) > 0.02) moved += 1;
    }
    expect(moved).toBeLessThan(20);
  });

  test("no account is corrected without bound, and none without a record", () => {
    expect(forecastBias([weeks(Array.from({ length: 26 }, () => 3))]).logBias).toBe(0.25);
    expect(forecastBias([])).toEqual({ logBias: 0, count: 0 });
  });

  test("what the customer tells has its own bias", () => {
    const told = toldBias([
      peaks([
        [1_000, 1_300],
        [2_000, 2_600],
        [500, 650],
        [null, 5],
        [5, null],
        [800, 1_040],
        [900, 1_170],
      ]),
    ]);
    expect(told.count).toBe(5);
    expect(told.logBias).toBeGreaterThan(0.45 * Math.log(1.3));
    expect(told.logBias).toBeLessThan(0.25);
  });
});
