import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { localInstant } from "../calendar/local-time.ts";
import type { ForecastDay, ForecastPeak } from "../forecast/forecast.ts";
import { hourMs } from "../forecast/local-grid.ts";
import { lawQuantiles } from "../forecast/maximum-law.ts";
import { identifyPeaks, type PeakAnchor } from "./peak-identity.ts";
import { type EventChange, forecastFrame, whatIf } from "./what-if.ts";

const zone = "Asia/Shanghai";
const at = (day: string, hour: number): number => localInstant(day, hour * 60, zone);

function peak(day: string, from: number, to: number, more: Partial<ForecastPeak> = {}): ForecastPeak {
  return {
    startMs: at(day, from),
    endMs: at(day, to),
    atMs: at(day, from),
    p50: 1,
    p75: 1,
    p90: 1,
    p95: 1,
    pExceed: 0.3,
    shortfallPcu: 1,
    eventIds: [],
    ...more,
  };
}

const ids = (peaks: readonly ForecastPeak[], anchors: readonly PeakAnchor[] = []) =>
  identifyPeaks("acc_1", "cn-east", zone, peaks, anchors).map((one) => one.peakId.replace("acc_1:cn-east:", ""));

describe("names of peaks", () => {
  test("an event's peak is the event, another its day of use, one without capacity its week", () => {
    const found = identifyPeaks(
      "acc_1",
      "cn-east",
      zone,
      [
        peak("2026-11-27", 20, 23, { eventIds: ["evt_b", "evt_a"] }),
        peak("2026-11-29", 1, 3),
        peak("2026-12-05", 20, 22, { pExceed: null }),
      ],
      [],
    );
    expect(found.map((one) => one.peakId)).toEqual(["acc_1:cn-east:evt_a", "acc_1:cn-east:2026-11-28", "acc_1:cn-east:w2026-11-30"]);
  });

  test("an event that moves by weeks stays the same peak", () => {
    expect([ids([peak("2026-11-27", 20, 23, { eventIds: ["e"] })]), ids([peak("2026-12-11", 20, 23, { eventIds: ["e"] })])]).toEqual([
      ["e"],
      ["e"],
    ]);
  });

  test("what was written about keeps its name when an event is entered for it, and when the event is taken away", () => {
    const day = { peakId: "acc_1:cn-east:2026-11-27", atMs: at("2026-11-27", 21) };
    expect(ids([peak("2026-11-27", 19, 23, { eventIds: ["e"] })], [day])).toEqual(["2026-11-27"]);
    // The event was entered for the evening after.
    expect(ids([peak("2026-11-28", 19, 23, { eventIds: ["e"] })], [day])).toEqual(["2026-11-27"]);
    const event = { peakId: "acc_1:cn-east:e", atMs: at("2026-11-27", 21) };
    expect(ids([peak("2026-11-27", 20, 22)], [event])).toEqual(["e"]);
  });

  test("an ordinary evening never takes the name of the evening before", () => {
    const friday = { peakId: "acc_1:cn-east:2026-11-27", atMs: at("2026-11-27", 21) };
    expect(ids([peak("2026-11-28", 20, 23)], [friday])).toEqual(["2026-11-28"]);
    expect(ids([peak("2026-11-27", 20, 23), peak("2026-11-28", 20, 23)], [friday])).toEqual(["2026-11-27", "2026-11-28"]);
  });

  test("a peak that became known under two names answers to both", () => {
    const anchors = [
      { peakId: "acc_1:cn-east:2026-11-27", atMs: at("2026-11-27", 21) },
      { peakId: "acc_1:cn-east:e", atMs: at("2026-11-27", 20) },
    ];
    const [found] = identifyPeaks("acc_1", "cn-east", zone, [peak("2026-11-27", 19, 23, { eventIds: ["e"] })], anchors);
    expect([found?.peakId, found?.aliases]).toEqual(["acc_1:cn-east:e", ["acc_1:cn-east:2026-11-27"]]);
  });

  test("names are unique and the same in any order of anchors", () => {
    const day = fc.integer({ min: 0, max: 12 }).map((n) => `2026-12-${String(n + 1).padStart(2, "0")}`);
    const anchor = fc.record({ day, hour: fc.integer({ min: 0, max: 23 }), name: fc.constantFrom("day", "e1", "e2") });
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 8 }), fc.array(anchor, { maxLength: 6 }), fc.boolean(), (days, named, eventful) => {
        const peaks = days.toSorted().map((one, i) => peak(one, 20, 23, eventful && i < 2 ? { eventIds: [`e${i + 1}`] } : {}));
        const anchors = named.map((one) => ({
          peakId: `acc_1:cn-east:${one.name === "day" ? one.day : one.name}`,
          atMs: at(one.day, one.hour),
        }));
        const found = ids(peaks, anchors);
        expect(new Set(found).size).toBe(peaks.length);
        expect(ids(peaks, anchors.toReversed())).toEqual(found);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});

describe("peaks over many forecasts", () => {
  const startMs = at("2026-11-23", 0);
  const hours = 21 * 24;

  /** Evenings whose height differs by the day, with the noise of one forecast. */
  function outlook(
    heights: readonly number[],
    noise: (i: number) => number,
    events: readonly EventChange[],
    kept: readonly ForecastPeak[],
  ) {
    const p50 = new Float64Array(hours);
    for (let i = 0; i < hours; i += 1) {
      const hour = i % 24;
      p50[i] = (heights[Math.floor(i / 24)] as number) * (0.3 + 0.7 * Math.exp(-(((hour - 21) / 2.5) ** 2))) * (1 + 0.01 * noise(i));
    }
    const days: ForecastDay[] = heights.map((height, d) => ({
      day: "",
      startMs: startMs + d * 24 * hourMs,
      endMs: startMs + (d + 1) * 24 * hourMs,
      atMs: startMs + (d * 24 + 21) * hourMs,
      ...lawQuantiles({ median: height * (1 + 0.025 * noise(1_000 + d)), spread: 0.06, tail: 0.1 }),
      pExceed: null,
    }));
    const frame = forecastFrame({ startMs, p50, p75: p50, p90: p50, p95: p50, days }, zone);
    const capacity = [{ fromMs: startMs, toMs: startMs + hours * hourMs, pcu: 1_000 }];
    return whatIf(frame, { capacity, events, kept: kept.map((one) => ({ startMs: one.startMs, endMs: one.endMs, anchored: false })) })
      .peaks;
  }

  test("noise of forecasts makes no peak vanish that has come, and none come back under another name", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const random = seededRandom(seed);
        const heights = Array.from({ length: 21 }, () => 600 + 500 * random());
        const events = [{ id: "evt", startMs: at("2026-12-02", 19), endMs: at("2026-12-02", 23), factor: 1 }];
        let kept: readonly ForecastPeak[] = [];
        let before = new Map<string, number>();
        for (let round = 0; round < 12; round += 1) {
          const noises = Float64Array.from({ length: 2_000 }, () => 2 * random() - 1);
          kept = outlook(heights, (i) => noises[i] as number, events, kept);
          const now = new Map(identifyPeaks("a", "r", zone, kept, []).map((one) => [one.peakId, one.peak.startMs]));
          expect(now.size).toBe(kept.length);
          for (const [name, fromMs] of before)
            expect(Math.abs((now.get(name) ?? Number.POSITIVE_INFINITY) - fromMs)).toBeLessThanOrEqual(6 * hourMs);
          before = now;
        }
        expect(before.has("a:r:evt")).toBe(true);
      }),
      { numRuns: 40, seed: 6 },
    );
  });
});
