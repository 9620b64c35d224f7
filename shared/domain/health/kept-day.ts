import { dayOfMs } from "../calendar/day.ts";
import type { KeptDay } from "./health-month.ts";
import type { HealthResult } from "./health-result.ts";
import { judgedDay } from "./measure/measure.ts";

/** What is kept of a day: the result at its end (the midnight behind it belongs to the day before). */
export function keptDayOf(result: HealthResult): KeptDay {
  return {
    day: dayOfMs(judgedDay(result.atMs)),
    scoreMilli: result.scoreMilli,
    confidence: Math.round(result.confidence * 100) / 100,
    modelVersion: result.modelVersion,
    contributionsMilli: result.components.map(({ scoreMilli, contributionMilli }) =>
      scoreMilli === null || result.scoreMilli === null ? null : contributionMilli,
    ),
  };
}
