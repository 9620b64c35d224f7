import type { ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";
import { catalogues } from "../../../shared/i18n/catalogues.ts";
import type { Language } from "../../../shared/i18n/catalogue.ts";

/** What a member of an enumeration is called, `cause.carrier`; what the catalogue does not have stays as it is. */
export function memberName(kind: string, member: string, language: Language): string {
  return catalogues[language].domain[`${kind}.${member}`] ?? member;
}

/** What a metric of a review is called; of a rate the rate's name. */
export function metricName(metric: ReviewMetricId, language: Language): string {
  const { domain, reviewBuilder } = catalogues[language];
  const [family = "", ...rest] = metric.split(".");
  const rate = domain[`metric.${rest.join(".")}`];
  const own = reviewBuilder[`family.${family}`];
  return rate === undefined || own === undefined ? metric : own.replace("{rate}", rate);
}
