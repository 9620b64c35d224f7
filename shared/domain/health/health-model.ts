import { z } from "zod";
import { scenarios, tiers } from "../account/account.ts";
import { id, instant } from "../common.ts";
import { metrics, type MetricId } from "../metrics/metrics.ts";
import { healthComponents, healthRules } from "./health-rules.ts";

/**
 * How a measured value becomes points: straight lines between `[measured, points 0–100]`, ascending in the measured value, points never
 * turning; before the first and behind the last they stay. The unit is the rule's.
 */
export const curve = z
  .array(z.tuple([z.number(), z.number().min(0).max(100)]))
  .min(2)
  .max(20);
export type Curve = z.infer<typeof curve>;

const weight = z.number().min(0).max(1000);

/**
 * How one rule judges. `weight` is its share within its component (any scale); `target` is what the measured value is held against on the
 * screen, in the rule's unit; `hour` is for rules that count hours within a limit: the metric, and the worst value that an hour may have (in
 * the metric's unit). null = the rule has none.
 */
export const ruleSetting = z.object({
  weight,
  curve,
  target: z.number().nullable(),
  hour: z.object({ metric: z.enum(Object.keys(metrics) as [MetricId, ...MetricId[]]), limit: z.number() }).nullable(),
});
export type RuleSetting = z.infer<typeof ruleSetting>;

const ruleSettings = z.record(z.enum(healthRules), ruleSetting);
const componentWeights = z.record(z.enum(healthComponents), weight);

/** What another scenario or tier changes; several may fit one account and are applied in their order. null = any. */
export const modelVariant = z.object({
  scenario: z.enum(scenarios).nullable(),
  tier: z.enum(tiers).nullable(),
  weights: z.partialRecord(z.enum(healthComponents), weight),
  rules: z.partialRecord(z.enum(healthRules), ruleSetting),
});
export type ModelVariant = z.infer<typeof modelVariant>;

/** Weights, thresholds and curves as data. Valid in form; whether it makes sense is for `checkHealthModel`. */
export const healthModelDefinition = z.object({
  /** Lowest score (0–100) of each grade; below `risk` is critical. */
  grades: z.object({ good: z.number(), watch: z.number(), risk: z.number() }),
  /** Share of the weights (0–1) that must be known for a score to be given at all. */
  minKnownShare: z.number().min(0).max(1),
  /** How many times more a part at 0 points weighs than one at 100, less one: see weigh.ts. Above 3 a better part could make a worse score. */
  emphasis: z.number().min(0).max(3),
  weights: componentWeights,
  rules: ruleSettings,
  variants: z.array(modelVariant).max(100),
});
export type HealthModelDefinition = z.infer<typeof healthModelDefinition>;

/** A version of the model. Append-only: what it says never changes; the one with the newest `inForceFrom` not after an instant judges that instant. */
export const healthModel = z.object({
  id,
  version: z.number().int().positive(),
  inForceFrom: instant,
  authorId: id,
  /** Why it was changed. */
  note: z.string().max(2000),
  definition: healthModelDefinition,
});
export type HealthModel = z.infer<typeof healthModel>;
