import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scenarios, tiers } from "../account/account.ts";
import { pointsOf } from "./curve.ts";
import { healthRules, ruleDefinitions, type HealthRuleId } from "./health-rules.ts";
import { known, unknown, type Measure, type Measures } from "./measure/measure.ts";
import { defaultHealthModel } from "./default-health-model.ts";
import { modelFor, type AccountModel, type VersionedModel } from "./model-for.ts";
import { builtInModel } from "./model-in-force.ts";
import { scoreMeasures } from "./score-measures.ts";

const runs = { numRuns: 2_000 };
/** Judged by the plain weights 30 15 15 15 10 10 5, without emphasis on what is bad. */
const even: VersionedModel = { version: 0, definition: { ...defaultHealthModel, emphasis: 0 } };
const plain = modelFor(even, { scenario: "video_dating", tier: "standard" });

function measuresOf(measured: Partial<Record<HealthRuleId, Measure>>): Measures {
  return Object.fromEntries(healthRules.map((id) => [id, measured[id] ?? unknown("no_usage")])) as Measures;
}

const models: fc.Arbitrary<AccountModel> = fc
  .record({ scenario: fc.constantFrom(...scenarios), tier: fc.constantFrom(...tiers) })
  .map((account) => modelFor(builtInModel, account));

/** Any measure of a rule, up to beyond both ends of its curve. */
function measureOf(id: HealthRuleId): fc.Arbitrary<Measure> {
  const { curve } = plain.rules[id];
  const [first, last] = [curve[0]?.[0] ?? 0, curve.at(-1)?.[0] ?? 0];
  const beyond = (last - first) / 3;
  const value = fc.oneof(
    fc.double({ min: first - beyond, max: last + beyond, noNaN: true }),
    fc.constantFrom(...curve.map(([measured]) => measured)),
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ value, estimated: fc.boolean(), freshness: fc.double({ min: 0.5, max: 1, noNaN: true }) })
        .map(({ value: measured, ...rest }) => known(measured, rest)),
    },
    { weight: 1, arbitrary: fc.constant(unknown("no_usage")) },
  );
}

const anyMeasures = fc.record(Object.fromEntries(healthRules.map((id) => [id, measureOf(id)]))) as unknown as fc.Arbitrary<Measures>;

describe("a score", () => {
  test("by hand: four measures of three components", () => {
    // Points by the curves: headroom 10 % → 60; peaks −10 % → 65; 30 days without contact → 75; two sponsors → 95.
    const scored = scoreMeasures(
      measuresOf({
        headroom_next_peak: known(0.1),
        usage_trend: known(-0.1, { estimated: true }),
        last_contact: known(30),
        sponsors: known(2, { freshness: 0.5 }),
      }),
      plain,
    );
    // Known components weigh 15 (usage), 15 (capacity), 10 (relationship): 0.375, 0.375, 0.25.
    // Contributions: 0.375 × 65 = 24.375; 0.375 × 60 = 22.5; 0.25 × (40/60) × 75 = 12.5; 0.25 × (20/60) × 95 = 7.916 67 → 7.917.
    // Together 67.291 67 → 67.292: watch (from 65).
    // Lost: 0.375 × 35 = 13.125; 0.375 × 40 = 15; 0.25 × (40/60) × 25 = 4.166 67 → 4.167 or 4.166; 0.25 × (20/60) × 5 = 0.416 67.
    //   13.125 + 15 + 4.166 + 0.416 = 32.707, one is left to 32.708: fractions 0.67 and 0.67, the first one takes it.
    expect([scored.scoreMilli, scored.grade]).toEqual([67_292, "watch"]);
    expect(
      scored.components.flatMap(({ rules }) =>
        rules
          .filter(({ points }) => points !== null)
          .map(({ id, points, contributionMilli, lostMilli }) => [id, points, contributionMilli, lostMilli]),
      ),
    ).toEqual([
      ["usage_trend", 65, 24_375, 13_125],
      ["headroom_next_peak", 60, 22_500, 15_000],
      ["last_contact", 75, 12_500, 4_167],
      ["sponsors", 95, 7_917, 416],
    ]);
    // Relationship: (40 × 75 + 20 × 95) / 60 = 81.667, good; its rules weigh 100, known 60.
    const relationship = scored.components.find(({ id }) => id === "relationship");
    expect([relationship?.scoreMilli, relationship?.grade, relationship?.contributionMilli, relationship?.share]).toEqual([
      81_667,
      "good",
      20_417,
      0.25,
    ]);
    // Confidence: 15 × 0.6 × 0.7 (estimated) + 15 + 10 × (0.4 + 0.2 × 0.5) = 6.3 + 15 + 5 = 26.3 of 100.
    expect(scored.confidence).toBeCloseTo(0.263, 12);
  });

  test("is not given when less than the least share of the weights is known", () => {
    // 15 × 0.6 + 15 = 24 of 100, 30 are asked for.
    const scored = scoreMeasures(measuresOf({ headroom_next_peak: known(0.1), usage_trend: known(-0.1) }), {
      ...plain,
      minKnownShare: 0.3,
    });
    expect([scored.scoreMilli, scored.grade]).toEqual([null, "unknown"]);
    expect(scored.components.map(({ contributionMilli }) => contributionMilli)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    // What is known of the parts is told all the same.
    expect(scored.components.find(({ id }) => id === "capacity")?.scoreMilli).toBe(60_000);
  });

  test("a rule without weight for this kind of account is neither judged nor missed", () => {
    const voice = modelFor(builtInModel, { scenario: "voice_room", tier: "standard" });
    const scored = scoreMeasures(measuresOf({}), voice);
    expect(scored.missing.some(({ rule }) => rule === "video_freeze_in_target")).toBe(false);
    expect(scored.missing.some(({ rule }) => rule === "audio_freeze_in_target")).toBe(true);
  });

  test("never falls when one measure gets better, nor does its component; whatever else is known", () => {
    fc.assert(
      fc.property(
        models,
        anyMeasures,
        fc.constantFrom(...healthRules),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, measures, id, share) => {
          const now = measures[id].measured;
          if (now === null) return;
          const { curve } = model.rules[id];
          const best = (ruleDefinitions[id].better === "higher" ? curve.at(-1) : curve[0])?.[0] ?? 0;
          const isBetter = ruleDefinitions[id].better === "higher" ? best > now : best < now;
          const better = scoreMeasures(
            { ...measures, [id]: { ...measures[id], measured: isBetter ? now + (best - now) * share : now } },
            model,
          );
          const before = scoreMeasures(measures, model);
          expect(better.scoreMilli ?? 0).toBeGreaterThanOrEqual(before.scoreMilli ?? 0);
          for (const [i, component] of better.components.entries()) {
            expect(component.scoreMilli ?? 0).toBeGreaterThanOrEqual(before.components[i]?.scoreMilli ?? 0);
          }
          expect(better.confidence).toBe(before.confidence);
        },
      ),
      runs,
    );
  });

  test("adds up exactly, stays between 0 and 100, and each contribution is its exact part but for a thousandth", () => {
    fc.assert(
      fc.property(models, anyMeasures, (model, measures) => {
        const scored = scoreMeasures(measures, model);
        const rules = scored.components.flatMap((component) => component.rules.map((rule) => ({ component, rule })));
        const total = scored.scoreMilli ?? 0;
        expect(rules.reduce((sum, { rule }) => sum + rule.contributionMilli, 0)).toBe(total);
        expect(total >= 0 && total <= 100_000).toBe(true);
        for (const { component, rule } of rules) {
          const exact = scored.scoreMilli === null ? 0 : component.share * rule.share * (rule.points ?? 0) * 1000;
          expect(Math.abs(rule.contributionMilli - exact)).toBeLessThan(1 + 1e-6);
        }
      }),
      runs,
    );
  });

  test("that everything is known for sure of has full confidence, and each thing less lowers it", () => {
    fc.assert(
      fc.property(models, fc.constantFrom(...healthRules), fc.constantFrom("unknown", "older", "estimated"), (model, id, less) => {
        const sure = measuresOf(Object.fromEntries(healthRules.map((rule) => [rule, known(0)])));
        expect(scoreMeasures(sure, model).confidence).toBeCloseTo(1, 12);
        const worse: Measure =
          less === "unknown" ? unknown("no_usage") : known(0, less === "older" ? { freshness: 0.9 } : { estimated: true });
        const weighs = model.rules[id].weight > 0;
        const { confidence } = scoreMeasures({ ...sure, [id]: worse }, model);
        expect(confidence < 1 - 1e-9).toBe(weighs);
      }),
      runs,
    );
  });
});

describe("a curve", () => {
  test.each<readonly [measured: number, points: number]>([
    [-1, 0],
    [-0.3, 0],
    // Half way from −30 % (0 points) to 0 (30).
    [-0.15, 15],
    [0, 30],
    [0.1, 60],
    [0.2, 90],
    // A quarter of the way from 20 % (90) to 30 % (100).
    [0.225, 92.5],
    [0.3, 100],
    [2, 100],
  ])("gives for a headroom of %d %d points", (measured, points) => {
    expect(pointsOf(plain.rules.headroom_next_peak.curve, measured)).toBeCloseTo(points, 10);
  });
});
