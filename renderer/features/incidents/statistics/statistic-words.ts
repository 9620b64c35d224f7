import type { StatisticDimension, StatisticValue } from "../../../../shared/domain/sla/statistics/statistic.ts";
import { metricDefinitions, type StatisticMetric } from "../../../../shared/domain/sla/statistics/statistic-metrics.ts";
import { clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import { causeCategories } from "../../../../shared/domain/incident/incident.ts";
import { tiers } from "../../../../shared/domain/account/account.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import { assertNever } from "../../../../shared/kernel/assert-never.ts";
import { regionName } from "../../../ui/attention-text.ts";
import type { Formats } from "../../../ui/formats.ts";

export interface StatisticTexts {
  readonly t: Text<"statistics">;
  readonly common: Text<"common">;
  readonly domain: Text<"domain">;
  readonly formats: Formats;
}

/** A number with its unit; missing data in words. */
export function valueText({ value, unit }: Pick<StatisticValue, "value" | "unit">, { t, common, formats }: StatisticTexts): string {
  if (value === null) return `${common("value.none")} ${common("value.noData")}`;
  switch (unit) {
    case "share":
      return formats.percent(value);
    case "count":
      return formats.number(value);
    case "per_incident":
      return formats.number(value, 1);
    case "percent":
      return t("value.days", { percent: formats.percent(value / 100) });
    case "ms":
      return formats.duration(value);
    default:
      return assertNever(unit);
  }
}

/** How far a number has moved from the one before; null = one of both is missing, or nothing moved. */
export function changeText(now: StatisticValue, before: StatisticValue, { t, formats }: StatisticTexts): string | null {
  if (now.value === null || before.value === null) return null;
  const change = now.value - before.value;
  switch (now.unit) {
    case "share":
      return Math.abs(change) < 0.0005 ? null : t("change.points", { points: formats.signed(change * 100, 1) });
    case "count":
      return change === 0 ? null : formats.signed(change);
    case "per_incident":
    case "percent":
      return Math.abs(change) < 0.05 ? null : formats.signed(change, 1);
    case "ms":
      if (Math.abs(change) < 60_000) return null;
      return `${change < 0 ? "−" : "+"}${formats.duration(Math.abs(change))}`;
    default:
      return assertNever(now.unit);
  }
}

/** Whether a change is for the better; null = it is neither, or nothing changed. */
export function changeIsBetter(metric: StatisticMetric, now: StatisticValue, before: StatisticValue): boolean | null {
  const { better } = metricDefinitions[metric];
  if (better === null || now.value === null || before.value === null || now.value === before.value) return null;
  return now.value > before.value === (better === "more");
}

/** A value of a dimension in words. */
export function keyText(dimension: StatisticDimension, key: string, name: string | null, { t, domain }: StatisticTexts): string {
  if (key === "") {
    if (dimension === "clock" || dimension === "severity") return key;
    return dimension === "cause" ? t("causes.none") : t(`none.${dimension}`);
  }
  switch (dimension) {
    case "clock": {
      const clock = clockKinds.find((kind) => kind === key);
      return clock === undefined ? key : domain(`clock.${clock}`);
    }
    case "tier": {
      const tier = tiers.find((known) => known === key);
      return tier === undefined ? key : domain(`tier.${tier}`);
    }
    case "cause": {
      const cause = causeCategories.find((known) => known === key);
      return cause === undefined ? key : domain(`cause.${cause}`);
    }
    case "region":
      return regionName(domain, key);
    case "account":
      return name ?? key;
    case "policy":
    case "severity":
      return key;
    default:
      return assertNever(dimension);
  }
}
