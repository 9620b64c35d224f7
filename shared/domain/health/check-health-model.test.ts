import { describe, expect, test } from "vitest";
import { checkHealthModel, type ModelFault } from "./check-health-model.ts";
import { defaultHealthModel } from "./default-health-model.ts";
import type { HealthModel, HealthModelDefinition } from "./health-model.ts";
import { modelInForce } from "./model-in-force.ts";

type Draft = { -readonly [K in keyof HealthModelDefinition]: HealthModelDefinition[K] };

function changed(change: (draft: Draft) => void): unknown {
  const draft: Draft = structuredClone(defaultHealthModel);
  change(draft);
  return draft;
}

function faultsOf(value: unknown): readonly ModelFault[] {
  const checked = checkHealthModel(value);
  return checked.ok ? [] : checked.error.faults;
}

describe("a model is checked", () => {
  test("the shipped one makes sense", () => {
    expect(checkHealthModel(defaultHealthModel)).toEqual({ ok: true, value: defaultHealthModel });
  });

  test.each<readonly [name: string, value: unknown, fault: ModelFault]>([
    ["nothing at all", null, { code: "not_a_model", path: [] }],
    [
      "a negative weight",
      changed((draft) => (draft.weights = { ...draft.weights, usage: -1 })),
      { code: "negative_weight", path: ["weights", "usage"] },
    ],
    [
      "a weight that is no number",
      changed((draft) => (draft.weights = { ...draft.weights, usage: Number.NaN })),
      { code: "not_a_number", path: ["weights", "usage"] },
    ],
    [
      "weights that sum to nothing",
      changed((draft) => {
        draft.weights = { quality: 0, usage: 0, support: 0, capacity: 0, relationship: 0, commercial: 0, technical: 0 };
        draft.variants = [];
      }),
      { code: "weights_sum_zero", path: ["weights"] },
    ],
    [
      "weights that a variant takes away from one kind of account",
      changed((draft) => {
        draft.weights = { ...draft.weights, quality: 1, usage: 0, support: 0, capacity: 0, relationship: 0, commercial: 0, technical: 0 };
        draft.variants = [{ scenario: "education", tier: "premium", weights: { quality: 0 }, rules: {} }];
      }),
      { code: "weights_sum_zero", path: ["weights"], for: { scenario: "education", tier: "premium" } },
    ],
    [
      "a component that weighs and has no rule that does",
      changed((draft) => {
        draft.rules = { ...draft.rules, headroom_next_peak: { ...draft.rules.headroom_next_peak, weight: 0 } };
        draft.variants = [];
      }),
      { code: "rule_weights_sum_zero", path: ["rules", "capacity"] },
    ],
    [
      "an unknown component",
      changed((draft) => (draft.weights = Object.assign({}, draft.weights, { luck: 5 }))),
      { code: "unknown_component", path: ["weights", "luck"] },
    ],
    [
      "an unknown rule",
      changed((draft) => (draft.rules = Object.assign({}, draft.rules, { moon_phase: draft.rules.sponsors }))),
      { code: "unknown_rule", path: ["rules", "moon_phase"] },
    ],
    [
      "an unknown rule of a variant",
      changed(
        (draft) =>
          (draft.variants = [
            { scenario: null, tier: null, weights: {}, rules: Object.assign({}, draft.rules, { moon_phase: draft.rules.sponsors }) },
          ]),
      ),
      { code: "unknown_rule", path: ["variants", 0, "rules", "moon_phase"] },
    ],
    [
      "a missing rule",
      changed((draft) => {
        const { sponsors: _, ...rules } = draft.rules;
        draft.rules = rules as HealthModelDefinition["rules"];
      }),
      { code: "missing", path: ["rules", "sponsors"] },
    ],
    [
      "an unknown metric",
      changed((draft) => (draft.rules = ruleWith(draft, "delay_in_target", { hour: { metric: "happiness_rate", limit: 0.1 } }))),
      { code: "unknown_metric", path: ["rules", "delay_in_target", "hour", "metric"] },
    ],
    [
      "a metric that is not better one way or the other",
      changed((draft) => (draft.rules = ruleWith(draft, "delay_in_target", { hour: { metric: "sessions", limit: 0.1 } }))),
      { code: "metric_is_no_quality", path: ["rules", "delay_in_target", "hour", "metric"] },
    ],
    [
      "a rule that counts hours without a limit",
      changed((draft) => (draft.rules = ruleWith(draft, "delay_in_target", { hour: null }))),
      { code: "limit_missing", path: ["rules", "delay_in_target", "hour"] },
    ],
    [
      "a limit that no share can have",
      changed((draft) => (draft.rules = ruleWith(draft, "delay_in_target", { hour: { metric: "delay_over_400_rate", limit: 3 } }))),
      { code: "limit_out_of_range", path: ["rules", "delay_in_target", "hour", "limit"] },
    ],
    [
      "two rules of one metric",
      changed((draft) => {
        draft.rules = ruleWith(draft, "delay_in_target", { hour: { metric: "join_5s_rate", limit: 0.9 } });
        draft.variants = [];
      }),
      { code: "metric_twice", path: ["rules", "delay_in_target", "hour", "metric"] },
    ],
    [
      "a curve of one point",
      changed((draft) => (draft.rules = ruleWith(draft, "sponsors", { curve: [[0, 0]] }))),
      { code: "curve_length", path: ["rules", "sponsors", "curve"] },
    ],
    [
      "a curve that goes back",
      changed(
        (draft) =>
          (draft.rules = ruleWith(draft, "sponsors", {
            curve: [
              [1, 0],
              [1, 50],
            ],
          })),
      ),
      { code: "curve_not_ascending", path: ["rules", "sponsors", "curve"] },
    ],
    [
      "a curve that turns",
      changed(
        (draft) =>
          (draft.rules = ruleWith(draft, "sponsors", {
            curve: [
              [0, 0],
              [1, 50],
              [2, 40],
            ],
          })),
      ),
      { code: "curve_turns", path: ["rules", "sponsors", "curve"] },
    ],
    [
      "a curve against what is better",
      changed(
        (draft) =>
          (draft.rules = ruleWith(draft, "last_contact", {
            curve: [
              [0, 0],
              [30, 100],
            ],
          })),
      ),
      { code: "curve_against_better", path: ["rules", "last_contact", "curve"] },
    ],
    [
      "more points than there are",
      changed(
        (draft) =>
          (draft.rules = ruleWith(draft, "sponsors", {
            curve: [
              [0, 0],
              [1, 101],
            ],
          })),
      ),
      { code: "points_out_of_range", path: ["rules", "sponsors", "curve", 1, 1] },
    ],
    [
      "grades out of order",
      changed((draft) => (draft.grades = { good: 60, watch: 65, risk: 50 })),
      { code: "grades_out_of_order", path: ["grades"] },
    ],
    [
      "a least known share above one",
      changed((draft) => (draft.minKnownShare = 2)),
      { code: "known_share_out_of_range", path: ["minKnownShare"] },
    ],
  ])("%s is refused with the reason and the place", (_name, value, fault) => {
    expect(faultsOf(value)).toEqual([fault]);
  });

  test("every fault is told at once", () => {
    const value = changed((draft) => {
      draft.grades = { good: 60, watch: 65, risk: 50 };
      draft.rules = ruleWith(draft, "last_contact", {
        curve: [
          [0, 0],
          [30, 100],
        ],
      });
      draft.rules = ruleWith(draft, "sponsors", {
        curve: [
          [0, 50],
          [1, 40],
        ],
      });
    });
    expect(faultsOf(value).map(({ code }) => code)).toEqual(["grades_out_of_order", "curve_against_better", "curve_against_better"]);
  });
});

function ruleWith(draft: Draft, id: keyof HealthModelDefinition["rules"], change: object): HealthModelDefinition["rules"] {
  return { ...draft.rules, [id]: Object.assign({}, draft.rules[id], change) };
}

function version(number: number, from: string, definition: unknown = defaultHealthModel): HealthModel {
  return {
    id: `hmod_${String(number)}`,
    version: number,
    inForceFrom: from,
    authorId: "user-1",
    note: "",
    definition: definition as HealthModelDefinition,
  };
}

describe("the model in force", () => {
  const atMs = Date.parse("2026-10-10T00:00:00.000Z");
  const old = version(1, "2026-09-01T00:00:00.000Z");
  const current = version(2, "2026-10-01T00:00:00.000Z");
  const later = version(3, "2026-10-11T00:00:00.000Z");

  test("is the shipped one before anybody saved one", () => {
    const { record, version: number, definition } = modelInForce([later], atMs);
    expect([record, number, definition]).toEqual([null, 0, defaultHealthModel]);
  });

  test("is the newest that has begun, in whatever order they come", () => {
    for (const models of [
      [old, current, later],
      [later, current, old],
    ])
      expect(modelInForce(models, atMs).record).toBe(current);
  });

  test("of two that begin at one instant the higher version counts", () => {
    const twin = version(4, current.inForceFrom);
    expect(modelInForce([current, twin], atMs).record).toBe(twin);
    expect(modelInForce([twin, current], atMs).record).toBe(twin);
  });

  test("a broken one is passed over and told; the last good one stays in force", () => {
    const broken = version(5, "2026-10-05T00:00:00.000Z", { ...defaultHealthModel, grades: { good: 1, watch: 2, risk: 3 } });
    const { record, passedOver } = modelInForce([broken, old, current], atMs);
    expect(record).toBe(current);
    expect(passedOver).toEqual([{ record: broken, faults: [{ code: "grades_out_of_order", path: ["grades"] }] }]);
  });
});
