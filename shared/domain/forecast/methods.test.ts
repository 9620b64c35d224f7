import { describe, expect, it } from "vitest";
import { originsOf } from "./blend.ts";
import { cleanHistory } from "./clean-history.ts";
import { firstState, runSmoothing, smoothingAhead, stateLength } from "./double-seasonal.ts";
import { fitRates } from "./fit-rates.ts";
import { fitLags, lagsAhead } from "./lag-ridge.ts";
import { localGrid, toCells } from "./local-grid.ts";
import { lawExceeds, lawQuantile, lawShortfall } from "./maximum-law.ts";
import { meanWeek, medianWeek } from "./usual-week.ts";
import { yearlyHint } from "./yearly-hint.ts";

const nothing = (cells: number): Uint8Array => new Uint8Array(cells);

describe("double seasonal smoothing", () => {
  it("moves every component by its share of the surprise", () => {
    const state = new Float64Array(stateLength);
    state[0] = 10;
    state[2] = 1; // hour 0 of the day
    state[2 + 24] = 0.5; // hour 0 of the week
    const rates = { level: 0.1, daily: 0.2, weekly: 0.3, repeat: 0.5 };
    // Expected 10 + 1 + 0.5; came 13.5: the surprise is 2.
    expect(runSmoothing(Float64Array.of(13.5), 0, 1, rates, state, 0)).toBe(4);
    expect([state[0], state[1], state[2], state[26]]).toEqual([10.2, 2, 1.4, 1.1]);
    const ahead = new Float64Array(2);
    smoothingAhead(state, 1, rates.repeat, ahead);
    // Half of the error is repeated, then a quarter.
    expect([...ahead]).toEqual([10.2 + 1, 10.2 + 0.5]);
  });

  it("begins with the usual week, split into level, day and what weekdays differ by", () => {
    const y = Float64Array.from({ length: 336 }, (_, t) => 5 + Math.sin((t % 24) / 4) + (t % 168 >= 120 ? 2 : 0));
    const state = new Float64Array(stateLength);
    firstState(y, 0, 336, state);
    const ahead = new Float64Array(168);
    smoothingAhead(state, 336, 0, ahead);
    for (let h = 0; h < 168; h += 1) expect(ahead[h]).toBeCloseTo(y[h] ?? Number.NaN, 10);
  });

  it("finds rates that forecast an hour ahead better than it started with", () => {
    const y = Float64Array.from({ length: 1_344 }, (_, t) => 5 + Math.sin((t * Math.PI) / 12) + 0.4 * Math.sin(t / 40));
    const error = (rates: ReturnType<typeof fitRates>): number => {
      const state = new Float64Array(stateLength);
      firstState(y, 0, y.length, state);
      return runSmoothing(y, 0, y.length, rates, state, 168);
    };
    expect(error(fitRates(y, y.length))).toBeLessThan(error({ level: 0.04, daily: 0.1, weekly: 0.12, repeat: 0.88 }) / 2);
  });
});

describe("regression on lags", () => {
  it("finds the recurrence that made a series, and goes on with it", () => {
    // x(t) = 1.6 cos(0.3) x(t−1) − 0.64 x(t−2) with a small push every hour.
    const x = [1, 0.8];
    for (let t = 2; t < 900; t += 1) x.push(1.6 * Math.cos(0.3) * (x[t - 1] ?? 0) - 0.64 * (x[t - 2] ?? 0) + Math.sin(t * t));
    const model = fitLags(Float64Array.from(x), 0, x.length, [1, 2]);
    expect(model?.weights[0]).toBeCloseTo(1.6 * Math.cos(0.3), 1);
    expect(model?.weights[1]).toBeCloseTo(-0.64, 1);
    const out = new Float64Array(2);
    lagsAhead({ lags: [1, 2], weights: Float64Array.of(0.5, 0.25), mean: 10, least: 0, greatest: 50 }, Float64Array.of(12, 14), out);
    expect([...out]).toEqual([10 + 0.5 * 4 + 0.25 * 2, 10 + 0.5 * 2.5 + 0.25 * 4]);
  });

  it("stays within what was fitted on and its range to either side, however explosive its weights", () => {
    const out = new Float64Array(60);
    lagsAhead({ lags: [1], weights: Float64Array.of(-9), mean: 10, least: 2, greatest: 30 }, Float64Array.of(11), out);
    expect([Math.min(...out), Math.max(...out)]).toEqual([2, 30]);
    const model = fitLags(
      Float64Array.from({ length: 300 }, (_, t) => 10 + (t % 4)),
      0,
      300,
      [1],
    );
    expect([model?.least, model?.greatest]).toEqual([10 - 3, 13 + 3]);
  });

  it("has nothing to regress on in the rounding of a constant", () => {
    const model = fitLags(
      Float64Array.from({ length: 300 }, (_, t) => Math.log(1.05) * (1 + (t % 3) * 2 ** -52)),
      0,
      300,
      [1, 24],
    );
    expect([...(model?.weights ?? [])]).toEqual([0, 0]);
  });

  it("answers null when there are too few hours for a weight each", () => {
    expect(fitLags(new Float64Array(29), 0, 29, [1, 24])).toBeNull();
  });
});

describe("usual weeks", () => {
  it("are means that favour the newest week, or medians that a bad week does not move", () => {
    const y = Float64Array.from({ length: 3 * 168 }, (_, t) => [10, 10, 40][Math.floor(t / 168)] ?? 0);
    const week = new Float64Array(168);
    meanWeek(y, y.length, 3, 0.5, week);
    expect(week[5]).toBeCloseTo((40 + 0.5 * 10 + 0.25 * 10) / 1.75, 10);
    medianWeek(y, y.length, 3, week);
    expect(week[5]).toBe(10);
  });

  it("take what was never seen from other days", () => {
    const week = new Float64Array(168);
    meanWeek(
      Float64Array.from({ length: 48 }, (_, t) => t % 24),
      48,
      4,
      1,
      week,
    );
    expect([week[0], week[30], week[167]]).toEqual([0, 6, 23]);
  });
});

describe("cleaning", () => {
  const rhythm = (t: number): number => 100 + 50 * Math.sin((t * Math.PI) / 12) + ((t * 7919) % 11) * 0.3;

  it("fills gaps and outages from the weeks around, and leaves ordinary hours as they are", () => {
    const values = Float64Array.from({ length: 8 * 168 }, (_, t) => rhythm(t));
    values.fill(Number.NaN, 700, 720);
    values.fill(0, 900, 905);
    const { y, offset, replaced, outageHours, spikeHours, shift } = cleanHistory(values, nothing(values.length));
    expect([offset, outageHours, spikeHours, shift]).toEqual([0, 5, 0, null]);
    expect(replaced.reduce((sum, one) => sum + one, 0)).toBe(25);
    for (const t of [700, 710, 719, 900, 904]) expect(Math.abs(Math.exp(y[t] ?? 0) / rhythm(t) - 1)).toBeLessThan(0.05);
    expect(y[500]).toBe(Math.log(rhythm(500)));
  });

  it("takes a far spike for none, but never one of the newest 36 hours", () => {
    const values = Float64Array.from({ length: 8 * 168 }, (_, t) => rhythm(t));
    values[800] = 4 * (values[800] ?? 0);
    values[values.length - 3] = 4 * (values[values.length - 3] ?? 0);
    const { y, spikeHours } = cleanHistory(values, nothing(values.length));
    expect(spikeHours).toBe(1);
    expect(Math.exp(y[800] ?? 0)).toBeLessThan(1.1 * rhythm(800));
    expect(Math.exp(y[values.length - 3] ?? 0)).toBeCloseTo(4 * rhythm(values.length - 3), 6);
  });

  it("believes a new level that has lasted for days", () => {
    const values = Float64Array.from({ length: 8 * 168 }, (_, t) => rhythm(t) * (t >= 8 * 168 - 72 ? 2 : 1));
    const { y, shift } = cleanHistory(values, nothing(values.length));
    expect(shift?.cells).toBe(72);
    expect(Math.exp(shift?.log ?? 0)).toBeCloseTo(2, 1);
    expect(Math.exp(y[values.length - 60] ?? 0)).toBeCloseTo(2 * rhythm(values.length - 60), 6);
  });
});

describe("the wall clock", () => {
  it("lays a doubled hour into one cell with its greater value, and bridges the missing one", () => {
    // New York: 2026-03-08 02:00 never was, 2026-11-01 01:00 came twice.
    const spring = localGrid("America/New_York", Date.UTC(2026, 2, 8, 5), 5);
    expect([...spring.cellOf]).toEqual([0, 1, 3, 4, 5]);
    expect([...toCells(spring, [10, 20, 40, 50, 60])]).toEqual([10, 20, 30, 40, 50, 60]);
    const autumn = localGrid("America/New_York", Date.UTC(2026, 10, 1, 4), 5);
    expect([...autumn.cellOf]).toEqual([0, 1, 1, 2, 3]);
    expect([...toCells(autumn, [10, 20, 25, Number.NaN, 40])]).toEqual([10, 25, Number.NaN, 40]);
  });
});

describe("the law of a maximum", () => {
  it("has its median, its quantiles and their probabilities in step", () => {
    const law = { median: 200, spread: 0.1, tail: 0.2 };
    expect(lawQuantile(law, 0.5)).toBe(200);
    expect(lawQuantile({ ...law, tail: 0 }, 0.9)).toBeCloseTo(200 * 9 ** 0.1, 10);
    for (const p of [0.1, 0.5, 0.75, 0.9, 0.99]) expect(lawExceeds(law, lawQuantile(law, p))).toBeCloseTo(1 - p, 10);
    expect([lawExceeds(law, 0), lawExceeds({ ...law, median: 0 }, 5), lawExceeds({ ...law, spread: 0 }, 199)]).toEqual([1, 0, 1]);
    expect(lawShortfall(law, 1e9)).toBe(0);
    expect(lawShortfall({ ...law, spread: 0 }, 150)).toBeCloseTo(50, 10);
  });
});

describe("the time of year", () => {
  it("expects a part of last year's change again, when a year is known", () => {
    // Level 1 until the day a year ago from which on it is e^0.2.
    const origin = 400 * 24;
    const y = Float64Array.from({ length: origin }, (_, t) => (t < origin - 364 * 24 ? 0 : 0.2));
    const hint = yearlyHint(y, origin, 28);
    expect(hint?.length).toBe(28);
    expect(hint?.[20]).toBeCloseTo(0.35 * 0.2, 10);
    expect(yearlyHint(y, 300 * 24, 28)).toBeNull();
  });
});

describe("origins of the backtest", () => {
  it("are every 48 hours of the newest fourteen weeks, and the end", () => {
    const origins = originsOf(9_000);
    expect([origins.length, origins[origins.length - 1], origins[origins.length - 2], origins[0]]).toEqual([
      50,
      9_000,
      8_952,
      9_000 - 14 * 168,
    ]);
    expect(originsOf(100)).toEqual([100]);
  });
});
