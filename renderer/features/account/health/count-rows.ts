import type { HealthSource } from "../../../../shared/domain/health/health-result.ts";

/** How many rows stand behind a figure: records, and hours of series. */
export function countRows(sources: readonly HealthSource[]): number {
  return sources.reduce((sum, source) => sum + (source.type === "records" ? source.ids.length : source.count), 0);
}
