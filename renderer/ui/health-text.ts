import { wholePercent } from "../../shared/domain/headroom/headroom.ts";
import { ruleDefinitions, type HealthRuleId } from "../../shared/domain/health/health-rules.ts";
import type { HealthSlice, HealthSummary } from "../../shared/domain/health/health-result.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import { joinDots } from "../../shared/i18n/format-number.ts";
import type { Text } from "../../shared/i18n/catalogues.ts";
import { regionName } from "./attention-text.ts";
import type { Formats } from "./formats.ts";

/** A measured value or a target in its rule's unit, e.g. `97.1%`, `−12%`, `×2.1`, `34 d`. `null` is for the caller to say. */
export function measuredText(rule: HealthRuleId, value: number, t: Text<"health">, formats: Formats): string {
  if (rule === "usage_trend") return `${formats.signed(value * 100, 1)}%`;
  if (rule === "headroom_next_peak") return `${formats.number(wholePercent(value))}%`;
  const { unit } = ruleDefinitions[rule];
  switch (unit) {
    case "share":
      return formats.percent(value, 1);
    case "ratio":
      return t("unit.times", { value: formats.number(value, 2) });
    case "count":
    case "releases":
      return formats.number(value, Number.isInteger(value) ? 0 : 1);
    case "days":
      return t("unit.days", { value: formats.number(Math.round(value)) });
    case "hours":
      return t("unit.hours", { value: formats.number(value, 1) });
    case "points":
      return formats.number(value);
    default:
      return assertNever(unit);
  }
}

/** A target with the side on which it is kept, e.g. `≥ 98.5%`. */
export function targetText(rule: HealthRuleId, target: number, t: Text<"health">, formats: Formats): string {
  const value = measuredText(rule, target, t, formats);
  return ruleDefinitions[rule].better === "higher" ? t("target.atLeast", { value }) : t("target.atMost", { value });
}

/** Points of thousandths with one decimal, e.g. `61.4`; lists show whole points by `pointsText`. */
export function exactPoints(milli: number, formats: Formats): string {
  return formats.number(milli / 1000, 1);
}

/** Whole points, rounded down: rounding never lifts a score over the bound of a better grade. */
export function wholePoints(milli: number, formats: Formats): string {
  return formats.number(Math.floor(milli / 1000));
}

/** A difference of scores with its sign and one decimal. */
export function pointsChange(milli: number, formats: Formats): string {
  // Rounded first: a hundredth below zero is not "−0.0".
  return formats.signed(Math.round(milli / 100) / 10 || 0, 1);
}

/** The part of the traffic a measure is worst in; null = everything. */
export function sliceText(slice: HealthSlice, domain: Text<"domain">, carrierName: (carrier: string) => string): string | null {
  const parts = [
    ...(slice.region === null ? [] : [regionName(domain, slice.region)]),
    ...(slice.carrier === null ? [] : [carrierName(slice.carrier)]),
  ];
  return parts.length === 0 ? null : joinDots(parts);
}

/** The rule that costs most, in words of the reader's language. */
export function worstText(worst: NonNullable<HealthSummary["worst"]>, t: Text<"health">, formats: Formats): string {
  return worst.measured === null
    ? t(`rule.${worst.id}`)
    : t(`reason.${worst.id}`, { measured: measuredText(worst.id, worst.measured, t, formats) });
}
