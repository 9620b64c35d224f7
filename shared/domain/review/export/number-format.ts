import { assertNever } from "../../../kernel/assert-never.ts";
import type { ReviewUnit } from "../metrics/review-metrics.ts";

/** How a spreadsheet or chart writes exact values of a unit. Values stay as they are: a share is 0–1, durations are milliseconds. */
export function numberFormat(unit: ReviewUnit): string {
  switch (unit) {
    case "share":
      return "0.0%";
    case "pcu":
    case "user_hours":
    case "count":
    case "days":
    case "ms":
      return "#,##0";
    case "ms_short":
    case "points":
    case "percent":
      return "#,##0.#";
    case "factor":
    case "score":
      return "0.0#";
    case "instant":
      return "yyyy-mm-dd hh:mm";
    case "day":
    case "name":
      return "General";
    default:
      return assertNever(unit);
  }
}
