import type { ModelFault } from "../../../../shared/domain/health/check-health-model.ts";
import type { RuleSetting } from "../../../../shared/domain/health/health-model.ts";
import { healthComponents, isHealthRule, ruleDefinitions, type HealthRuleId } from "../../../../shared/domain/health/health-rules.ts";
import type { ModelChange, ModelScope } from "../../../../shared/domain/health/model-changes.ts";
import { metrics } from "../../../../shared/domain/metrics/metrics.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { assertNever } from "../../../../shared/kernel/assert-never.ts";
import type { Formats } from "../../../ui/formats.ts";
import { targetText } from "../../../ui/health-text.ts";

/** The words that the model is told in. */
export interface ModelTexts {
  readonly model: Text<"healthModel">;
  readonly health: Text<"health">;
  readonly domain: Text<"domain">;
  readonly formats: Formats;
}

/** Unit behind a typed number of a rule; undefined = it is counted. */
export function unitText(rule: HealthRuleId, t: Text<"healthModel">): string | undefined {
  const { unit } = ruleDefinitions[rule];
  if (unit === "share" || rule === "usage_trend") return t("unit.percent");
  switch (unit) {
    case "ratio":
      return t("unit.times");
    case "days":
      return t("unit.days");
    case "hours":
      return t("unit.hours");
    case "points":
      return t("unit.points");
    case "count":
    case "releases":
      return undefined;
    default:
      return assertNever(unit);
  }
}

export function scopeText(scope: ModelScope, { model, domain }: Pick<ModelTexts, "model" | "domain">): string {
  const { scenario = null, tier = null } = scope ?? {};
  const parts = [...(scenario === null ? [] : [domain(`scenario.${scenario}`)]), ...(tier === null ? [] : [domain(`tier.${tier}`)])];
  return parts.length === 0 ? model("scope.all") : joinDots(parts);
}

/** Why a fault is one; where weights of a variant come to nothing, for whom. */
export function faultText(fault: ModelFault, texts: Pick<ModelTexts, "model" | "domain">): string {
  const reason = texts.model(`fault.${fault.code}`);
  return fault.for === undefined ? reason : texts.model("fault.for", { reason, accounts: scopeText(fault.for, texts) });
}

/** Part of the model that a fault's path names. */
export function placeText(
  { path }: ModelFault,
  variants: readonly NonNullable<ModelScope>[],
  texts: Pick<ModelTexts, "model" | "health" | "domain">,
): string {
  const [first, index] = path;
  const variant = first === "variants" && typeof index === "number" ? variants[index] : undefined;
  const names = path.flatMap((part) => {
    if (typeof part !== "string") return [];
    if (isHealthRule(part)) return [texts.health(`rule.${part}`)];
    const component = healthComponents.find((id) => id === part);
    if (component !== undefined) return [texts.health(`component.${component}`)];
    if (part === "grades") return [texts.model("grades.title")];
    if (part === "minKnownShare" || part === "emphasis") return [texts.model(part)];
    return [];
  });
  return joinDots([...(variant === undefined ? [] : [scopeText(variant, texts)]), ...(names.length > 0 ? names : [texts.model("title")])]);
}

export function changeText(change: ModelChange, texts: ModelTexts): readonly string[] {
  const { model, health, domain, formats } = texts;
  const scoped = (scope: ModelScope, text: string): string =>
    scope === null ? text : model("change.scoped", { accounts: scopeText(scope, texts), change: text });
  switch (change.type) {
    case "setting": {
      const isGrade = change.name === "good" || change.name === "watch" || change.name === "risk";
      const what = isGrade ? model("grades.from", { grade: domain(`state.${change.name}`) }) : model(change.name);
      const text = (value: number): string => (change.name === "minKnownShare" ? formats.percent(value, 0) : String(value));
      return [model("change.value", { what, from: text(change.from), to: text(change.to) })];
    }
    case "weight": {
      const text = (value: number | null): string => (value === null ? model("change.inherited") : String(value));
      const what = health(`component.${change.component}`);
      return [scoped(change.scope, model("change.weight", { what, from: text(change.from), to: text(change.to) }))];
    }
    case "rule": {
      const what = health(`rule.${change.rule}`);
      return change.parts.map((part) => scoped(change.scope, partText(change.rule, part, change.from, change.to, what, texts)));
    }
    case "variant":
      return [model(`change.${change.what}`, { accounts: scopeText(change.scope, texts) })];
    default:
      return assertNever(change);
  }
}

function partText(
  rule: HealthRuleId,
  part: keyof RuleSetting,
  from: RuleSetting | null,
  to: RuleSetting | null,
  what: string,
  { model, health, formats }: ModelTexts,
): string {
  const both = (text: (setting: RuleSetting) => string): { readonly what: string; readonly from: string; readonly to: string } => ({
    what,
    from: from === null ? model("change.inherited") : text(from),
    to: to === null ? model("change.inherited") : text(to),
  });
  switch (part) {
    case "weight":
      return model(
        "change.weight",
        both(({ weight }) => String(weight)),
      );
    case "target":
      return model(
        "change.target",
        both(({ target }) => (target === null ? "—" : targetText(rule, target, health, formats))),
      );
    case "hour":
      return model(
        "change.hour",
        both(({ hour }) =>
          hour === null ? "—" : metrics[hour.metric].unit === "ratio" ? formats.percent(hour.limit, 1) : String(hour.limit),
        ),
      );
    case "curve":
      return model("change.curve", { what });
    default:
      return assertNever(part);
  }
}
