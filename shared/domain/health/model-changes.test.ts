import { expect, test } from "vitest";
import { defaultHealthModel } from "./default-health-model.ts";
import type { HealthModelDefinition } from "./health-model.ts";
import { modelChanges } from "./model-changes.ts";

test("a model against itself has not changed", () => {
  expect(modelChanges(defaultHealthModel, structuredClone(defaultHealthModel))).toEqual([]);
});

test("every difference is named where it is", () => {
  const { last_contact: contact, sponsors } = defaultHealthModel.rules;
  const after: HealthModelDefinition = {
    ...defaultHealthModel,
    grades: { ...defaultHealthModel.grades, watch: 60 },
    emphasis: 1,
    weights: { ...defaultHealthModel.weights, quality: 40 },
    rules: { ...defaultHealthModel.rules, last_contact: { ...contact, target: 10, weight: 50 } },
    variants: [
      ...defaultHealthModel.variants
        .filter(({ scenario }) => scenario !== "education")
        .map((one) => (one.tier === "basic" ? { ...one, weights: {}, rules: { ...one.rules, sponsors } } : one)),
      { scenario: "show_live", tier: "premium", weights: {}, rules: {} },
    ],
  };
  const basic = { scenario: null, tier: "basic" } as const;
  expect(modelChanges(defaultHealthModel, after)).toEqual([
    { type: "setting", name: "watch", from: 65, to: 60 },
    { type: "setting", name: "emphasis", from: 3, to: 1 },
    { type: "weight", scope: null, component: "quality", from: 30, to: 40 },
    {
      type: "rule",
      scope: null,
      rule: "last_contact",
      parts: ["weight", "target"],
      from: contact,
      to: { ...contact, target: 10, weight: 50 },
    },
    { type: "variant", scope: { scenario: "education", tier: null }, what: "removed" },
    { type: "weight", scope: basic, component: "relationship", from: 5, to: null },
    { type: "rule", scope: basic, rule: "sponsors", parts: ["weight", "target", "hour", "curve"], from: null, to: sponsors },
    { type: "variant", scope: { scenario: "show_live", tier: "premium" }, what: "added" },
  ]);
});
