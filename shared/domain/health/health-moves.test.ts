import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { healthInputs, judgedMs } from "../../../test/support/health-arbitraries.ts";
import { sampleHealthInput, sampleUsage } from "../../../test/support/sample-health-input.ts";
import { accountHealth } from "./account-health.ts";
import { defaultHealthModel } from "./default-health-model.ts";
import { gradeFromMilli, gradeOf } from "./grade-of.ts";
import { healthFlips } from "./health-flips.ts";
import { healthMoves } from "./health-moves.ts";
import type { HealthResult } from "./health-result.ts";
import { healthRules, type HealthRuleId } from "./health-rules.ts";
import { known, unknown, type Measures } from "./measure/measure.ts";
import { modelFor, type VersionedModel } from "./model-for.ts";
import { builtInModel } from "./model-in-force.ts";
import { scoreMeasures } from "./score-measures.ts";

const dayMs = 86_400_000;
const even: VersionedModel = { version: 0, definition: { ...defaultHealthModel, emphasis: 0 } };
const plain = modelFor(even, { scenario: "video_dating", tier: "standard" });
const heavier: VersionedModel = {
  version: 7,
  definition: { ...defaultHealthModel, emphasis: 0, weights: { ...defaultHealthModel.weights, relationship: 40 } },
};

function measuresOf(measured: Partial<Record<HealthRuleId, number>>): Measures {
  return Object.fromEntries(
    healthRules.map((id) => {
      const value = measured[id];
      return [id, value === undefined ? unknown("no_usage") : known(value)];
    }),
  ) as Measures;
}

function resultOf(measured: Partial<Record<HealthRuleId, number>>, model = plain): HealthResult {
  return { accountId: "acc-1", atMs: judgedMs, modelVersion: model.version, ...scoreMeasures(measuresOf(measured), model), override: null };
}

const before = { headroom_next_peak: 0.2, usage_trend: 0, last_contact: 30, sponsors: 2 };

describe("what moved a score", () => {
  test("by hand: a contact that grew old, at unchanged weights", () => {
    // Before: 0.375 × (90 + 90) + 0.25 × (40 × 75 + 20 × 95) / 60 = 67.5 + 20.416 67 = 87.917.
    // After: 67.5 + 0.25 × (40 × 40 + 20 × 95) / 60 = 67.5 + 14.583 33 = 82.083.
    const moves = healthMoves(resultOf(before), resultOf({ ...before, last_contact: 60 }));
    expect(moves).toEqual([
      {
        component: "relationship",
        rule: "last_contact",
        deltaMilli: -5_834,
        before: { measured: 30, points: 75 },
        after: { measured: 60, points: 40 },
        because: "measure",
      },
    ]);
  });

  test("what came to be known is one line: what it did to the whole", () => {
    const moves = healthMoves(resultOf(before), resultOf({ ...before, satisfaction: 50 }));
    // Relationship: 81.667 becomes (40 × 75 + 20 × 95 + 20 × points of 50) / 80; × 0.25 of the score. Points of 50: 50.
    // (3,000 + 1,900 + 1,000) / 80 = 73.75, that is 7.917 less, × 0.25 = 1.979.
    expect(moves.map(({ rule, deltaMilli, because }) => [rule, deltaMilli, because])).toEqual([["satisfaction", -1_979, "known"]]);
  });

  test("by hand, with emphasis: each of two that fell takes the mean of what it takes first and what it takes second", () => {
    const model = modelFor(
      { version: 0, definition: { ...defaultHealthModel, emphasis: 3, minKnownShare: 0 } },
      { scenario: "video_dating", tier: "standard" },
    );
    // Usage and capacity weigh 15 each. Both at 90 points; then usage at 40 (peaks −20 %) and capacity at 60 (headroom 10 %).
    const earlier = resultOf({ usage_trend: 0, headroom_next_peak: 0.2 }, model);
    const later = resultOf({ usage_trend: -0.2, headroom_next_peak: 0.1 }, model);
    // Weights by points: 90 → 1 + 3 × 0.01 = 1.03; 40 → 1 + 3 × 0.36 = 2.08; 60 → 1 + 3 × 0.16 = 1.48.
    // Start 90. Usage alone: (2.08 × 40 + 1.03 × 90) / 3.11 = 56.559 49. Capacity alone: (1.03 × 90 + 1.48 × 60) / 2.51 = 72.310 76.
    // Both: (2.08 × 40 + 1.48 × 60) / 3.56 = 48.314 61.
    // Usage first −33.441, second 48.315 − 72.311 = −23.996: mean −28.7185. Capacity second −8.244, first −17.689: mean −12.9665.
    expect([earlier.scoreMilli, later.scoreMilli]).toEqual([90_000, 48_315]);
    expect(healthMoves(earlier, later).map(({ rule, deltaMilli }) => [rule, deltaMilli])).toEqual([
      ["usage_trend", -28_718],
      ["headroom_next_peak", -12_967],
    ]);
  });

  test("names a change of the weights as that", () => {
    const moves = healthMoves(resultOf(before), resultOf(before, modelFor(heavier, { scenario: "video_dating", tier: "standard" })));
    expect(moves.length).toBeGreaterThan(0);
    expect(new Set(moves.map(({ because }) => because))).toEqual(new Set(["weights"]));
  });

  test("is not told where a score is unknown", () => {
    expect(healthMoves(resultOf({}), resultOf(before))).toEqual([]);
  });

  test("adds up exactly to the difference, whatever happened in between", () => {
    fc.assert(
      fc.property(healthInputs, fc.integer({ min: 1, max: 100 }), fc.constantFrom(builtInModel, heavier), (input, days, model) => {
        const earlier = accountHealth(input, builtInModel, judgedMs - days * dayMs);
        const later = accountHealth(input, model, judgedMs);
        const moves = healthMoves(earlier, later);
        if (earlier.scoreMilli === null || later.scoreMilli === null) return;
        expect(moves.reduce((sum, { deltaMilli }) => sum + deltaMilli, 0)).toBe(later.scoreMilli - earlier.scoreMilli);
        expect(moves.every(({ deltaMilli }) => deltaMilli !== 0)).toBe(true);
        if (model === builtInModel) expect(moves.some(({ because }) => because === "weights")).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what would flip a grade", () => {
  test("by hand: of two changes that are each enough, the smaller one", () => {
    // Shares: usage 15, capacity 15, relationship 10 of 40. Headroom 5 % → 45 points; trend 0 → 90; contact 30 d → 75 and two sponsors → 95.
    // Score: 0.375 × 90 + 0.375 × 45 + 0.25 × 81.667 = 33.75 + 16.875 + 20.417 = 71.042, watch; good is 3.958 away.
    // Headroom: 3.958 / 0.375 = 10.556 points more, 55.556 → 0 + (25.556 / 30) × 10 % = 8.52 %, in whole percents 9 %: 4 of 60 % of the curve.
    // Contact: 3.958 / (0.25 × 40/60) = 23.75 points more, 98.75: from 14 to 7 days 95 to 100, so 8.75 days, in whole days 8: 22 of 113.
    const result = resultOf({ ...before, headroom_next_peak: 0.05 });
    expect(result.scoreMilli).toBe(71_042);
    const flips = healthFlips(result, plain);
    // 9 % is 57 points: 0.375 × 12 = 4.5 more.
    expect(flips).toEqual([
      {
        component: "capacity",
        rule: "headroom_next_peak",
        from: 0.05,
        to: 0.09,
        gainMilli: 4_500,
        scoreMilli: 75_542,
        grade: "good",
        slice: null,
      },
    ]);
  });

  test("names nothing where nothing that we can move is enough", () => {
    // Peaks halved: that is the customer's to turn.
    const result = resultOf({ usage_trend: -0.5, headroom_next_peak: 0.5, last_contact: 1, sponsors: 3 });
    // 0.375 × 0 + 0.375 × 100 + 0.25 × 100 = 62.5, and everything of ours is full.
    expect([result.scoreMilli, result.grade]).toEqual([62_500, "risk"]);
    expect(healthFlips(result, plain)).toEqual([]);
  });

  test("names nothing for a good one, nor for one that is unknown", () => {
    expect(healthFlips(resultOf({ ...before, headroom_next_peak: 0.4, last_contact: 3 }), plain)).toEqual([]);
    expect(healthFlips(resultOf({}), plain)).toEqual([]);
  });

  test("really reaches the grade when it is applied, step by step, and the last step is needed", () => {
    let reached = 0;
    fc.assert(
      fc.property(healthInputs, fc.constantFrom(null, "good" as const), (input, goal) => {
        const result = accountHealth(input, builtInModel, judgedMs);
        const model = modelFor(builtInModel, input.account);
        const flips = goal === null ? healthFlips(result, model) : healthFlips(result, model, goal);
        const last = flips.at(-1);
        if (last === undefined) return;
        reached += 1;
        let measures = Object.fromEntries(healthRules.map((id) => [id, unknown("no_usage")])) as Measures;
        for (const { rules } of result.components) {
          for (const rule of rules) if (rule.measured !== null) measures = { ...measures, [rule.id]: known(rule.measured) };
        }
        let scoreMilli = result.scoreMilli ?? 0;
        for (const flip of flips) {
          expect(measures[flip.rule].measured).toBe(flip.from);
          measures = { ...measures, [flip.rule]: known(flip.to) };
          const scored = scoreMeasures(measures, model);
          expect([scored.scoreMilli, scored.grade, flip.gainMilli]).toEqual([
            flip.scoreMilli,
            flip.grade,
            (scored.scoreMilli ?? 0) - scoreMilli,
          ]);
          scoreMilli = flip.scoreMilli;
        }
        const goalMilli = gradeFromMilli(goal === null ? nextBound(result, model.grades) : model.grades.good);
        expect(scoreMilli).toBeGreaterThanOrEqual(goalMilli);
        expect(scoreMilli - last.gainMilli).toBeLessThan(goalMilli);
        expect(new Set(flips.map(({ rule }) => rule)).size).toBe(flips.length);
      }),
      { numRuns: 1_000 },
    );
    expect(reached).toBeGreaterThan(100);
  });
});

function nextBound(result: HealthResult, grades: { readonly good: number; readonly watch: number; readonly risk: number }): number {
  const grade = gradeOf(result.scoreMilli, grades);
  return grade === "critical" ? grades.risk : grade === "risk" ? grades.watch : grades.good;
}

test("the sample usage is one that a trend can be told from", () => {
  const usage = sampleUsage({ "cn-south": Array.from({ length: 61 }, () => 1000) }, judgedMs);
  const result = accountHealth(sampleHealthInput({ usage }), builtInModel, judgedMs);
  expect(result.components.find(({ id }) => id === "usage")?.rules.find(({ id }) => id === "usage_trend")?.measured).toBe(0);
});
