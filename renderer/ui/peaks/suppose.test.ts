import { expect, test } from "vitest";
import { lawQuantiles } from "../../../shared/domain/forecast/maximum-law.ts";
import { capacityStep, suppose, type SupposeData } from "./suppose.ts";

const hourMs = 3_600_000;
const startMs = Date.parse("2026-11-02T00:00:00.000Z");
const evening = startMs + 3 * 24 * hourMs + 20 * hourMs;
const event = { id: "evt", startMs: evening - hourMs, endMs: evening + 2 * hourMs, upliftFactor: 2 };

/** Ten days of 100 with evenings of 1,000, on one of which an event doubles them. */
function data(): SupposeData {
  const p50 = new Float64Array(240).map((_, hour) => {
    const ms = startMs + hour * hourMs;
    const usual = hour % 24 === 20 ? 1000 : 100;
    return ms >= event.startMs && ms < event.endMs ? usual * 2 : usual;
  });
  const days = Array.from({ length: 10 }, (_, day) => {
    const greatest = Math.max(...p50.subarray(day * 24, day * 24 + 24));
    const fromMs = startMs + day * 24 * hourMs;
    return {
      day: "",
      startMs: fromMs,
      endMs: fromMs + 24 * hourMs,
      atMs: fromMs + 20 * hourMs,
      ...lawQuantiles({ median: greatest, spread: 0.05, tail: 0.1 }),
      pExceed: null,
    };
  });
  const times = (factor: number) => p50.map((one) => one * factor);
  return {
    timeZone: "UTC",
    forecast: { startMs, p50, p75: times(1.04), p90: times(1.1), p95: times(1.15), days },
    capacity: [{ fromMs: startMs, toMs: startMs + 240 * hourMs, pcu: 1800 }],
    events: [event],
  };
}

const hours = { startMs: event.startMs, endMs: event.endMs };
const chance = (capacityPcu: number | null, factor: number | null): number | null | undefined =>
  suppose(data(), hours, { capacityPcu, capacityFromMs: event.startMs - hourMs, event: factor === null ? null : { id: "evt", factor } })
    ?.peak?.pExceed;

test("more capacity and a smaller event make a peak fit, a greater event does not", () => {
  const [asItIs, more, smaller, greater] = [chance(null, null), chance(2600, null), chance(null, 1.2), chance(null, 2.6)];
  expect(asItIs).toBeGreaterThan(0.8);
  expect(more).toBeLessThan(0.05);
  expect(smaller).toBeLessThan(0.05);
  expect(greater).toBeGreaterThan(0.99);
});

test("hours of the event are multiplied, the others stay", () => {
  const found = suppose(data(), hours, { capacityPcu: null, capacityFromMs: 0, event: { id: "evt", factor: 3 } });
  const at = (ms: number): number | undefined => found?.p50[(ms - startMs) / hourMs];
  expect([at(evening), at(evening - 24 * hourMs)]).toEqual([3000, 1000]);
});

test.each([
  [52_000, 2000],
  [180_000, 5000],
  [900, 20],
  [7, 1],
])("a capacity of %i moves by %i", (pcu, step) => {
  expect(capacityStep(pcu)).toBe(step);
});
