import { describe, expect, test } from "vitest";
import { byRank, peakLevel, peakRank } from "./rank-peaks.ts";

describe("how serious a peak is", () => {
  test.each([
    [0.5, 1_200, 1_000, "critical"],
    [0.49, 1_200, 1_000, "risk"],
    [0.25, 1_100, 1_000, "risk"],
    [0.24, 1_050, 1_000, "watch"],
    [0.05, 960, 1_000, "watch"],
    [0.02, 901, 1_000, "watch"],
    [0.02, 900, 1_000, "good"],
    [null, 900, null, "unknown"],
    [1, 5, 0, "critical"],
  ] as const)("P %s, p90 %i of %s is %s", (pExceed, p90, capacity, level) => {
    expect(peakLevel(pExceed, p90, capacity)).toBe(level);
  });
});

describe("rank", () => {
  test("is probability × tier × scenario, and says its factors", () => {
    expect(peakRank(0.4, "premium", "commerce_live")).toEqual({
      value: 0.4 * 1.7 * 1.5,
      probability: 0.4,
      tierWeight: 1.7,
      scenarioWeight: 1.5,
    });
  });

  test("a peak of unknown capacity stands behind what is near capacity and before what fits", () => {
    const rank = (p: number | null): number => peakRank(p, "standard", "voice_room").value;
    expect([rank(0.06) > rank(null), rank(null) > rank(0.04)]).toEqual([true, true]);
  });

  test("of equal ranks the earlier deadline comes first, then the earlier peak, then the id", () => {
    const peak = (peakId: string, value: number, askByMs: number, startMs: number) => ({
      peakId,
      startMs,
      deadline: { askByMs },
      rank: { value, probability: 0, tierWeight: 1, scenarioWeight: 1 },
    });
    const list = [peak("d", 1, 5, 9), peak("b", 1, 5, 9), peak("c", 1, 5, 8), peak("a", 2, 9, 9), peak("e", 1, 4, 9)];
    expect(list.toSorted(byRank).map((one) => one.peakId)).toEqual(["a", "e", "c", "b", "d"]);
  });
});
