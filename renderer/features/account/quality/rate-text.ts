import { metrics, type MetricId } from "../../../../shared/domain/metrics/metrics.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import type { Formats } from "../../../ui/formats.ts";

/** A figure with its unit; `—` where there is none. */
export function rateText(value: number | null, metric: MetricId, formats: Formats, digits = 1): string {
  return metrics[metric].unit === "ratio" ? formats.percent(value, digits) : formats.number(value);
}

/** A figure without its unit, for cells whose header has it. */
export function bareText(value: number | null, metric: MetricId, formats: Formats): string {
  return metrics[metric].unit === "ratio" ? formats.number(value === null ? null : value * 100, 1) : formats.number(value);
}

/** Which way a change goes; less than a twentieth of a point, or of a tenth of a second, is none. */
export function trendOf(change: number, metric: MetricId): "worse" | "better" | "same" {
  const { unit, better } = metrics[metric];
  if (Math.abs(change) < (unit === "ratio" ? 0.0005 : 5)) return "same";
  return change > 0 === (better === "higher") ? "better" : "worse";
}

/** A change with sign and unit, and in words which way it goes. */
export function changeText(change: number, metric: MetricId, formats: Formats, t: Text<"quality">): string {
  const trend = trendOf(change, metric);
  if (trend === "same") return t("same");
  const size =
    metrics[metric].unit === "ratio" ? t("points", { value: formats.signed(change * 100, 1) }) : t("ms", { value: formats.signed(change) });
  return `${size} ${t(trend)}`;
}
