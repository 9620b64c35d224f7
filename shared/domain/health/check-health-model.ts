import { err, ok, type Result } from "../../kernel/result.ts";
import { type Scenario, scenarios, type Tier, tiers } from "../account/account.ts";
import { metrics, isMetricId } from "../metrics/metrics.ts";
import { healthModelDefinition, type Curve, type HealthModelDefinition, type RuleSetting } from "./health-model.ts";
import { healthComponents, isHealthRule, ruleDefinitions, rulesOf, type HealthRuleId } from "./health-rules.ts";
import { modelFor } from "./model-for.ts";

/** What is wrong with a model, and where (as in `["rules", "last_contact", "curve"]`). */
export interface ModelFault {
  readonly code:
    | "not_a_model"
    | "unknown_component"
    | "unknown_rule"
    | "unknown_metric"
    | "missing"
    | "not_a_number"
    | "negative_weight"
    | "weight_too_large"
    | "points_out_of_range"
    | "curve_length"
    | "curve_not_ascending"
    | "curve_turns"
    | "curve_against_better"
    | "metric_is_no_quality"
    | "metric_twice"
    | "limit_out_of_range"
    | "limit_missing"
    | "grades_out_of_order"
    | "known_share_out_of_range"
    | "emphasis_out_of_range"
    | "weights_sum_zero"
    | "rule_weights_sum_zero";
  readonly path: readonly (string | number)[];
  /** Where the weights of a variant sum to nothing only for one kind of account. */
  readonly for?: { readonly scenario: Scenario; readonly tier: Tier };
}

export type ModelCheck = Result<HealthModelDefinition, { readonly code: "broken_model"; readonly faults: readonly ModelFault[] }>;

// A definition is checked once; it never changes once it is made.
const checked = new WeakMap<object, ModelCheck>();

/** Whether a model makes sense, in form and in meaning. Every fault is told, in the order of the model. */
export function checkHealthModel(value: unknown): ModelCheck {
  if (typeof value !== "object" || value === null) return err({ code: "broken_model", faults: [{ code: "not_a_model", path: [] }] });
  const known = checked.get(value);
  if (known !== undefined) return known;
  const result = check(value);
  checked.set(value, result);
  return result;
}

function check(value: object): ModelCheck {
  const parsed = healthModelDefinition.safeParse(value);
  const faults = parsed.success ? meaningFaults(parsed.data) : parsed.error.issues.map((issue) => formFault(value, issue.path));
  return parsed.success && faults.length === 0 ? ok(parsed.data) : err({ code: "broken_model", faults });
}

/** The reason in the model's own words for what the form refuses. */
function formFault(value: object, issuePath: readonly PropertyKey[]): ModelFault {
  const path = issuePath.map((part) => (typeof part === "symbol" ? String(part) : part));
  const found = path.reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), value);
  const last = path.at(-1);
  const unknown = unknownName(path, found);
  if (unknown !== null) return unknown;
  if (found === undefined) return { code: "missing", path };
  if (last === "metric") return { code: "unknown_metric", path };
  if (path.includes("curve")) {
    if (last === "curve") return { code: Array.isArray(found) ? "curve_length" : "not_a_model", path };
    return { code: Number.isFinite(found) ? "points_out_of_range" : "not_a_number", path };
  }
  if (path.includes("weights") || last === "weight") {
    if (!Number.isFinite(found)) return { code: "not_a_number", path };
    return { code: Number(found) < 0 ? "negative_weight" : "weight_too_large", path };
  }
  if (last === "minKnownShare") return { code: Number.isFinite(found) ? "known_share_out_of_range" : "not_a_number", path };
  if (last === "emphasis") return { code: Number.isFinite(found) ? "emphasis_out_of_range" : "not_a_number", path };
  return { code: typeof found === "number" ? "not_a_number" : "not_a_model", path };
}

/** A record whose names are fixed and that holds another one: the form tells the record, the reader wants the name. */
function unknownName(path: readonly (string | number)[], found: unknown): ModelFault | null {
  const last = path.at(-1);
  if ((last === "weights" || last === "rules") && isObject(found)) {
    const names: readonly string[] = last === "weights" ? healthComponents : Object.keys(ruleDefinitions);
    const wrong = Object.keys(found).find((name) => !names.includes(name));
    if (wrong !== undefined) return { code: last === "weights" ? "unknown_component" : "unknown_rule", path: [...path, wrong] };
  }
  const parent = path.at(-2);
  if (parent === "rules" && typeof last === "string" && !isHealthRule(last)) return { code: "unknown_rule", path };
  if (parent === "weights" && typeof last === "string" && !healthComponents.some((id) => id === last))
    return { code: "unknown_component", path };
  return null;
}

function isObject(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === "object" && value !== null;
}

function meaningFaults(definition: HealthModelDefinition): readonly ModelFault[] {
  const { grades, rules, variants } = definition;
  const faults: ModelFault[] = [];
  const ascending = 0 < grades.risk && grades.risk < grades.watch && grades.watch < grades.good && grades.good <= 100;
  if (!ascending) faults.push({ code: "grades_out_of_order", path: ["grades"] });
  for (const [id, setting] of settingsOf(rules)) faults.push(...ruleFaults(id, setting, ["rules", id]));
  for (const [i, variant] of variants.entries()) {
    for (const [id, setting] of settingsOf(variant.rules)) faults.push(...ruleFaults(id, setting, ["variants", i, "rules", id]));
  }
  return faults.length > 0 ? faults : weightFaults(definition);
}

function settingsOf(rules: Readonly<Partial<Record<HealthRuleId, RuleSetting>>>): readonly (readonly [HealthRuleId, RuleSetting])[] {
  return Object.entries(rules).flatMap(([id, setting]) => (isHealthRule(id) ? [[id, setting] as const] : []));
}

function ruleFaults(id: HealthRuleId, { curve, hour }: RuleSetting, path: readonly (string | number)[]): readonly ModelFault[] {
  const faults: ModelFault[] = [];
  const fault = curveFault(curve, ruleDefinitions[id].better);
  if (fault !== null) faults.push({ code: fault, path: [...path, "curve"] });
  if (hour === null) {
    if (countsHours(id)) faults.push({ code: "limit_missing", path: [...path, "hour"] });
  } else if (!isMetricId(hour.metric) || metrics[hour.metric].better === "none") {
    faults.push({ code: "metric_is_no_quality", path: [...path, "hour", "metric"] });
  } else if (hour.limit < 0 || (metrics[hour.metric].unit === "ratio" && hour.limit > 1)) {
    faults.push({ code: "limit_out_of_range", path: [...path, "hour", "limit"] });
  }
  return faults;
}

/** Rules that are measured by hours within a limit. */
export function countsHours(id: HealthRuleId): boolean {
  return rulesOf.quality.some((quality) => quality === id) && id !== "own_normal";
}

function curveFault(curve: Curve, better: "higher" | "lower"): ModelFault["code"] | null {
  const steps = curve.slice(1).map(([x, y], i) => ({ x: x - (curve[i]?.[0] ?? 0), y: y - (curve[i]?.[1] ?? 0) }));
  if (steps.some((step) => step.x <= 0)) return "curve_not_ascending";
  const up = steps.some((step) => step.y > 0);
  const down = steps.some((step) => step.y < 0);
  if (up && down) return "curve_turns";
  return (better === "higher" ? down : up) ? "curve_against_better" : null;
}

/** Weights have to leave something to judge by for every scenario and tier; one metric may judge by one limit only. */
function weightFaults(definition: HealthModelDefinition): readonly ModelFault[] {
  const faults = new Map<string, ModelFault>();
  const put = (fault: ModelFault): void => {
    const name = `${fault.code}|${fault.path.join(".")}`;
    if (!faults.has(name)) faults.set(name, fault);
  };
  const plain = definition.variants.length === 0;
  for (const scenario of scenarios) {
    for (const tier of tiers) {
      const { weights, rules } = modelFor({ version: -1, definition }, { scenario, tier });
      const where = plain ? {} : { for: { scenario, tier } };
      if (healthComponents.every((id) => weights[id] === 0)) put({ code: "weights_sum_zero", path: ["weights"], ...where });
      for (const component of healthComponents) {
        if (weights[component] > 0 && rulesOf[component].every((id) => rules[id].weight === 0))
          put({ code: "rule_weights_sum_zero", path: ["rules", component], ...where });
      }
      const seen = new Set<string>();
      for (const id of rulesOf.quality) {
        const { hour, weight } = rules[id];
        if (hour === null || weight === 0) continue;
        if (seen.has(hour.metric)) put({ code: "metric_twice", path: ["rules", id, "hour", "metric"], ...where });
        seen.add(hour.metric);
      }
    }
  }
  return [...faults.values()];
}
