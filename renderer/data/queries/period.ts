import { dataSpan } from "../../../shared/domain/metrics/hourly.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";

/** Which part of the record a chart shows. `recent` ends where the data ends when that is before now. */
export type Period =
  | { readonly kind: "recent"; readonly days: number }
  | { readonly kind: "all" }
  | { readonly kind: "range"; readonly fromMs: number; readonly toMs: number };

export interface Window {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/** Whole hours; null = there is no data to place the period by. */
export function periodWindow(period: Period, series: readonly HourlySeries[], nowMs: number): Window | null {
  if (period.kind === "range") return { fromMs: floorHour(period.fromMs), toMs: floorHour(period.toMs + hourMs - 1) };
  const span = dataSpan(series);
  if (span === null) return null;
  const toMs = Math.min(span.lastMs, floorHour(nowMs)) + hourMs;
  if (period.kind === "all") return { fromMs: span.firstMs, toMs };
  return { fromMs: toMs - period.days * 24 * hourMs, toMs };
}

function floorHour(ms: number): number {
  return Math.floor(ms / hourMs) * hourMs;
}
