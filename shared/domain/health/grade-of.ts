import type { HealthModelDefinition } from "./health-model.ts";
import type { HealthGrade } from "./health-override.ts";
import type { MilliPoints } from "./health-result.ts";

/** Grade of a score by the model's bounds; null = unknown. */
export function gradeOf(scoreMilli: MilliPoints | null, grades: HealthModelDefinition["grades"]): HealthGrade {
  if (scoreMilli === null) return "unknown";
  if (scoreMilli >= gradeFromMilli(grades.good)) return "good";
  if (scoreMilli >= gradeFromMilli(grades.watch)) return "watch";
  return scoreMilli >= gradeFromMilli(grades.risk) ? "risk" : "critical";
}

/** Lowest score of a grade in thousandths of a point. */
export function gradeFromMilli(points: number): MilliPoints {
  return Math.ceil(points * 1000 - 1e-6);
}
