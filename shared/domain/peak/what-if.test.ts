import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localInstant } from "../calendar/local-time.ts";
import type { Forecast, ForecastDay } from "../forecast/forecast.ts";
import { lawFromQuantiles } from "../forecast/law-from-quantiles.ts";
import { hourMs } from "../forecast/local-grid.ts";
import { lawQuantile, lawQuantiles } from "../forecast/maximum-law.ts";
import { forecastFrame, whatIf } from "./what-if.ts";

const zone = "America/New_York";
const firstDay = "2026-10-26";
const startMs = localInstant(firstDay, 0, zone);
const endMs = localInstant("2026-11-23", 0, zone);
const hours = (endMs - startMs) / hourMs;
const localHour = (ms: number): number =>
  Number(new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "numeric", hourCycle: "h23" }).format(ms));

/** Evenings of 1,000 at 21:00, 30 % up on 31 October; a day's maximum is 5 % above its greatest median. */
function forecast(): Pick<Forecast, "startMs" | "p50" | "p75" | "p90" | "p95" | "days"> {
  const p50 = new Float64Array(hours);
  for (let i = 0; i < hours; i += 1) {
    const ms = startMs + i * hourMs;
    const day = ms >= localInstant("2026-10-31", 300, zone) && ms < localInstant("2026-11-01", 300, zone) ? 1.3 : 1;
    const evening = (localHour(ms) + 24 - 21) % 24;
    p50[i] = day * (300 + 700 * Math.exp(-((Math.min(evening, 24 - evening) / 2) ** 2)));
  }
  const days: ForecastDay[] = [];
  for (let from = 0; from < hours;) {
    let to = from + 1;
    while (to < hours && localHour(startMs + to * hourMs) !== 0) to += 1;
    const at = p50.subarray(from, to).reduce((best, value, i, all) => (value > (all[best] as number) ? i : best), 0);
    days.push({
      day: "",
      startMs: startMs + from * hourMs,
      endMs: startMs + to * hourMs,
      atMs: startMs + (from + at) * hourMs,
      ...lawQuantiles({ median: 1.05 * (p50[from + at] as number), spread: 0.05, tail: 0.1 }),
      pExceed: null,
    });
    from = to;
  }
  const times = (factor: number): Float64Array => p50.map((one) => one * factor);
  return { startMs, p50, p75: times(1.04), p90: times(1.1), p95: times(1.15), days };
}

const frame = forecastFrame(forecast(), zone);
const capacity = (pcu: number) => [{ fromMs: startMs, toMs: endMs, pcu }];
const local = (ms: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(ms);
const spans = (found: ReturnType<typeof whatIf>): readonly string[] =>
  found.peaks.map((peak) => `${local(peak.startMs)} – ${local(peak.endMs)}`);

describe("peak windows", () => {
  test("the evening near capacity is a peak, others are not; clocks that go back the next night change nothing", () => {
    const found = whatIf(frame, { capacity: capacity(1_420), events: [] });
    expect(spans(found)).toEqual(["2026-10-31 20:00 – 2026-10-31 23:00"]);
    const [peak] = found.peaks;
    const law = { median: 1.05 * 1_300, spread: 0.05, tail: 0.1 };
    expect([peak?.p50, peak?.p90, peak?.p95].map((one) => Math.round(one as number))).toEqual(
      [0.5, 0.9, 0.95].map((p) => Math.round(lawQuantile(law, p))),
    );
    expect(peak?.pExceed).toBeGreaterThan(0.25);
    expect(peak?.pExceed).toBeLessThan(0.4);
    expect(local(peak?.atMs as number)).toBe("2026-10-31 21:00");
  });

  test("with less capacity every evening is a peak, one a day, and surely over", () => {
    const found = whatIf(frame, { capacity: capacity(800), events: [] });
    expect(found.peaks).toHaveLength(28);
    expect(found.peaks.every((peak) => (peak.pExceed as number) > 0.98 && (peak.shortfallPcu as number) > 200)).toBe(true);
  });

  test("without capacity it is the greatest evening of each week", () => {
    const found = whatIf(frame, { capacity: [], events: [] });
    expect(found.peaks.map((peak) => [local(peak.atMs).slice(0, 10), peak.pExceed])).toEqual([
      ["2026-10-31", null],
      ["2026-11-02", null],
      ["2026-11-09", null],
      ["2026-11-16", null],
    ]);
  });

  test("an event is a peak though it fits; one that lasts three days is one peak", () => {
    const one = { id: "e1", startMs: localInstant("2026-11-11", 600, zone), endMs: localInstant("2026-11-11", 720, zone), factor: 1 };
    const three = { id: "e3", startMs: localInstant("2026-11-13", 1_080, zone), endMs: localInstant("2026-11-15", 1_380, zone), factor: 1 };
    const found = whatIf(frame, { capacity: capacity(5_000), events: [one, three] });
    expect(spans(found)).toEqual(["2026-11-11 10:00 – 2026-11-11 22:00", "2026-11-13 18:00 – 2026-11-15 23:00"]);
    expect(found.peaks.map((peak) => peak.eventIds)).toEqual([["e1"], ["e3"]]);
  });

  test("what was on the radar stays down to 82 % of capacity, what somebody wrote about stays at any", () => {
    const day = { startMs: localInstant("2026-11-11", 1_200, zone), endMs: localInstant("2026-11-11", 1_320, zone) };
    const p90 = lawQuantile({ median: 1_050, spread: 0.05, tail: 0.1 }, 0.9);
    const at = (share: number, anchored: boolean | null) =>
      whatIf(frame, { capacity: capacity(p90 / share), events: [], kept: anchored === null ? [] : [{ ...day, anchored }] }).peaks.map(
        (peak) => local(peak.startMs).slice(0, 10),
      );
    expect([at(0.89, null).length, at(0.91, null).length]).toEqual([1, 28]);
    expect([at(0.83, false), at(0.81, false), at(0.5, false), at(0.5, true)]).toEqual([
      ["2026-10-31", "2026-11-11"],
      ["2026-10-31"],
      [],
      ["2026-11-11"],
    ]);
  });
});

describe("what if", () => {
  const sale = { id: "sale", startMs: localInstant("2026-11-11", 1_140, zone), endMs: localInstant("2026-11-11", 1_380, zone) };

  test("twice the uplift is twice the peak in its hours, and nowhere else", () => {
    const before = whatIf(frame, { capacity: capacity(2_500), events: [{ ...sale, factor: 1 }] });
    const after = whatIf(frame, { capacity: capacity(2_500), events: [{ ...sale, factor: 2 }] });
    expect([after.peaks[0]?.p50, after.peaks[0]?.p95]).toEqual([
      2 * (before.peaks[0]?.p50 as number),
      2 * (before.peaks[0]?.p95 as number),
    ]);
    const changed = after.p50.reduce((count, value, i) => count + (value === before.p50[i] ? 0 : 1), 0);
    expect(changed).toBe(4);
  });

  test("more capacity never raises a probability, more uplift never lowers one", () => {
    fc.assert(
      fc.property(fc.double({ min: 500, max: 4_000, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }), (pcu, factor) => {
        const p = (cap: number, f: number): number =>
          whatIf(frame, { capacity: capacity(cap), events: [{ ...sale, factor: f }] }).peaks.find((peak) => peak.eventIds.length > 0)
            ?.pExceed as number;
        expect(p(pcu * 1.1, factor)).toBeLessThanOrEqual(p(pcu, factor));
        expect(p(pcu, factor * 1.1)).toBeGreaterThanOrEqual(p(pcu, factor));
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test("a law is found again from its quantiles", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 0.005, max: 0.6, noNaN: true }),
        fc.integer({ min: 0, max: 50 }),
        (median, spread, hundredths) => {
          const tail = hundredths / 100;
          const found = lawFromQuantiles(lawQuantiles({ median, spread, tail }));
          expect(found.median).toBe(median);
          expect(found.spread).toBeCloseTo(spread, 5);
          expect(found.tail).toBeCloseTo(tail, 5);
        },
      ),
      { numRuns: 100, seed: 4 },
    );
    expect(lawFromQuantiles({ p50: 0, p75: 0, p90: 0, p95: 0 })).toEqual({ median: 0, spread: 0, tail: 0 });
    expect(lawFromQuantiles({ p50: 5, p75: 5, p90: 5, p95: 5 })).toEqual({ median: 5, spread: 0, tail: 0 });
  });
});
