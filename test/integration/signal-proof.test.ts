import { expect, test } from "vitest";
import { scoredSizes, signalScore } from "../support/signals/signal-score.ts";

/** A Friday evening in China; the demonstration company's own seed. */
const sizes = scoredSizes.filter(({ times, only }) => times === 2 || (times === 1.5 && only === null));
/** Every second account: all of them take a minute, and are what docs/signals.md tells of. */
const score = signalScore(1, Date.UTC(2026, 10, 20, 12), sizes, 2);

test("accounts that measure quality are judged, over the months of their data", () => {
  expect(score.accounts).toBeGreaterThanOrEqual(29);
  expect(score.accountMonths).toBeGreaterThan(60);
});

test("outside of what was put into the series there is at most one signal an account and month", () => {
  expect(score.falseSignals / score.accountMonths).toBeLessThan(1);
});

test("the degraded evenings are found in their first two hours", () => {
  expect(score.evenings).toHaveLength(2);
  expect(Math.max(...score.evenings)).toBeLessThanOrEqual(1);
});

test("a degradation of one region and carrier is found in its first two hours: nearly always half as bad again, always from twice on", () => {
  const share = (times: number, only: string | null): number => {
    const found = score.injected.find(({ size }) => size.times === times && size.only === only);
    expect(found?.put).toBeGreaterThan(20);
    return (found?.inTwoHours ?? 0) / (found?.put ?? 1);
  };
  expect(share(1.5, null)).toBeGreaterThanOrEqual(0.9);
  expect(share(2, null)).toBeGreaterThanOrEqual(0.98);
  expect(share(2, "video_freeze_600_rate")).toBeGreaterThanOrEqual(0.9);
  for (const { put, atAll, size } of score.injected.filter((one) => one.size.times >= 2))
    expect({ size, atAll }).toEqual({ size, atAll: put });
});
