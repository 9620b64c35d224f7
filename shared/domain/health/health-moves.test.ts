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
const plain = modelFor(builtInModel, { scenario: "video_dating", tier: "standard" });
const heavier: VersionedModel = {
  version: 7,
  definition: { ...defaultHealthModel, weights: { ...defaultHealthModel.weights, relationship: 40 } },
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
    // After: 67.5 + 0.25 × (40 × 40 + 20 × 95) / 60 = 67.5 + 14.583 33 = 82.083. The thousandth that the sponsors' rounding lost is the contact's.
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

  test("names what came to be known, and what only weighs otherwise because of it", () => {
    const moves = healthMoves(resultOf(before), resultOf({ ...before, satisfaction: 50 }));
    // Relationship: 40/60 × 75 + 20/60 × 95 becomes 40/80 × 75 + 20/80 × 95 + 20/80 × 50, each × 0.25 of the score.
    expect(moves.map(({ rule, deltaMilli, because }) => [rule, deltaMilli, because])).toEqual([
      ["last_contact", -3_125, "known"],
      ["satisfaction", 3_125, "known"],
      ["sponsors", -1_979, "known"],
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
