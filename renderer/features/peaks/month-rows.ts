import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { RadarRow } from "../../../shared/domain/peak/radar.ts";
import { daysBetween } from "../../ui/peaks/strip-model.ts";

/** One region of an account through the horizon. */
export interface MonthRow {
  readonly key: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  /** By day from the first shown one: chance over capacity 0–1; NaN = not known. */
  readonly chances: Float32Array;
  /** Day of the peak that ranks first, and its last day to ask if that is not over; null = outside. */
  readonly peak: number | null;
  readonly deadline: number | null;
}

/** The radar's rows by account and region, in the order in which the first peak of each stands. */
export function monthRows(rows: readonly RadarRow[], firstDay: string, days: number): readonly MonthRow[] {
  const groups = Map.groupBy(rows, (row) => `${row.peak.accountId} ${row.peak.region}`);
  return [...groups].map(([key, [first]]) => {
    if (first === undefined) throw new Error("a group has a row");
    const { outlook } = first;
    const shift = daysBetween(firstDay, outlook.firstDay);
    const chances = new Float32Array(days).fill(Number.NaN);
    for (let i = 0; i < outlook.pExceed.length; i += 1) {
      const day = i + shift;
      if (day >= 0 && day < days) chances[day] = outlook.pExceed[i] ?? Number.NaN;
    }
    const inside = (day: number): number | null => (day >= 0 && day < days ? day : null);
    return {
      key,
      accountId: first.peak.accountId,
      accountName: first.accountName,
      region: first.peak.region,
      chances,
      peak: inside(daysBetween(firstDay, localDayOf(first.peak.atMs, first.peak.timeZone))),
      deadline: first.peak.deadline.state === "passed" ? null : inside(daysBetween(firstDay, first.peak.deadline.askByDay)),
    };
  });
}
