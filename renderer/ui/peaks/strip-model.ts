import { addDays, dayStartMs, weekdayOf } from "../../../shared/domain/calendar/day.ts";
import type { RadarPeak, RegionOutlook } from "../../../shared/domain/peak/radar.ts";
import { heatLevel, type HeatLevel } from "../heat-table.tsx";

const dayMs = 86_400_000;

/** Whole days from one local day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayStartMs(to) - dayStartMs(from)) / dayMs);
}

/** A day of a strip that differs from an ordinary one. */
export interface StripCell {
  readonly index: number;
  readonly level: HeatLevel;
}

export interface Strip {
  /** Only cells above the palest step: the rest is the ground. */
  readonly cells: readonly StripCell[];
  /** Days without a capacity have no chance to tell. */
  readonly unknown: boolean;
  /** First day of the peak; null = outside. */
  readonly peak: { readonly index: number; readonly level: HeatLevel } | null;
  /** Last day to ask; null = outside. One that has passed is not drawn: its word stands in the row. */
  readonly deadline: number | null;
}

/** What a strip of `days` days from `firstDay` on shows: the chance over capacity by day, the peak and the last day to ask. */
export function stripOf(
  outlook: RegionOutlook,
  peak: Pick<RadarPeak, "startMs" | "deadline" | "atMs">,
  peakDay: string,
  firstDay: string,
  days: number,
): Strip {
  const shift = daysBetween(firstDay, outlook.firstDay);
  const cells: StripCell[] = [];
  let known = false;
  for (let i = 0; i < outlook.pExceed.length; i += 1) {
    const chance = outlook.pExceed[i] ?? Number.NaN;
    if (Number.isNaN(chance)) continue;
    known = true;
    const index = i + shift;
    const level = heatLevel(chance);
    if (level > 0 && index >= 0 && index < days) cells.push({ index, level });
  }
  const at = daysBetween(firstDay, peakDay);
  const chance = outlook.pExceed[at - shift] ?? Number.NaN;
  const asked = daysBetween(firstDay, peak.deadline.askByDay);
  return {
    cells,
    unknown: !known,
    peak: at >= 0 && at < days ? { index: at, level: Number.isNaN(chance) ? 0 : heatLevel(chance) } : null,
    deadline: peak.deadline.state !== "passed" && asked >= 0 && asked < days ? asked : null,
  };
}

/** Days of the axis over the strips that have a label: the Mondays that lie far enough from the beginning, one of `every`. */
export function axisDays(firstDay: string, days: number, pitch: number): readonly { readonly index: number; readonly day: string }[] {
  const mondays: { index: number; day: string }[] = [];
  const first = (8 - weekdayOf(firstDay)) % 7;
  // A label is some 34 px wide; the word for today stands before the first.
  for (let index = first; index < days; index += 7) {
    const last = mondays.at(-1);
    if (index * pitch < 38 || (days - index) * pitch < 34 || (last !== undefined && (index - last.index) * pitch < 44)) continue;
    mondays.push({ index, day: addDays(firstDay, index) });
  }
  return mondays;
}

/** Width of a day in px, whole so that cells are sharp: what the room allows, between 5 and 22. */
export function stripPitch(room: number, days: number): number {
  return Math.max(5, Math.min(22, Math.floor(room / days)));
}
