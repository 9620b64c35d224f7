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
  /** Days on which a peak is, with its id, and last days to ask that are not over. */
  readonly peaks: ReadonlyMap<number, string>;
  readonly deadlines: ReadonlySet<number>;
  readonly worst: number;
}

/** The radar's rows by account and region, in the order in which the first peak of each stands. */
export function monthRows(rows: readonly RadarRow[], firstDay: string, days: number): readonly MonthRow[] {
  const groups = Map.groupBy(rows, (row) => `${row.peak.accountId} ${row.peak.region}`);
  return [...groups].map(([key, [first, ...others]]) => {
    if (first === undefined) throw new Error("a group has a row");
    const { outlook } = first;
    const shift = daysBetween(firstDay, outlook.firstDay);
    const chances = new Float32Array(days).fill(Number.NaN);
    for (let i = 0; i < outlook.pExceed.length; i += 1) {
      const day = i + shift;
      if (day >= 0 && day < days) chances[day] = outlook.pExceed[i] ?? Number.NaN;
    }
    const peaks = new Map<number, string>();
    const deadlines = new Set<number>();
    for (const { peak } of [first, ...others]) {
      const day = daysBetween(firstDay, localDayOf(peak.atMs, peak.timeZone));
      if (day >= 0 && day < days && !peaks.has(day)) peaks.set(day, peak.peakId);
      const asked = daysBetween(firstDay, peak.deadline.askByDay);
      if (peak.deadline.state !== "passed" && asked >= 0 && asked < days) deadlines.add(asked);
    }
    const known = chances.filter((chance) => !Number.isNaN(chance));
    return {
      key,
      accountId: first.peak.accountId,
      accountName: first.accountName,
      region: first.peak.region,
      chances,
      peaks,
      deadlines,
      worst: known.length === 0 ? Number.NaN : Math.max(...known),
    };
  });
}
