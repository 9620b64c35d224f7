import { offsetReader } from "../../kernel/zone-offset.ts";
import type { CleanHistory } from "./clean-history.ts";
import type { Forecast, ForecastInput, ForecastNote } from "./forecast.ts";
import { dayHours, hourMs } from "./local-grid.ts";

/** Histories under this are said to be short. */
const shortDays = 28;
/** Below this no year ago can be looked at. */
const yearDays = 371;
const toldGapShare = 0.005;
const toldGapHours = 24;
const toldBias = 0.005;

/** What the reader must know of the history, and of the forecast that was made from it. */
export function qualityOf(
  input: ForecastInput,
  clean: CleanHistory,
  occasions: readonly ForecastNote[],
  forecastMs: number,
): Forecast["quality"] {
  const { history, incidents, logBias } = input;
  const { values, startMs } = history;
  const notes: ForecastNote[] = [];
  const gaps = gapsOf(values);
  const knownDays = (values.length - gaps.before) / dayHours;
  const gapShare = gaps.missing / Math.max(1, values.length - gaps.before);
  if (knownDays < shortDays) notes.push({ code: "short_history", days: Math.floor(knownDays) });
  if (gapShare >= toldGapShare) notes.push({ code: "gaps", share: gapShare });
  if (gaps.longest >= toldGapHours) notes.push({ code: "long_gap", startMs: startMs + gaps.longestAt * hourMs, hours: gaps.longest });
  if (gaps.least === gaps.greatest) notes.push({ code: gaps.greatest === 0 ? "all_zero" : "constant" });
  if (clean.outageHours > 0) notes.push({ code: "outages_cleaned", hours: clean.outageHours });
  if (clean.spikeHours > 0) notes.push({ code: "spikes_cleaned", hours: clean.spikeHours });
  const troubled = incidentHours(incidents, startMs, values.length);
  if (troubled > 0) notes.push({ code: "incidents_cleaned", hours: troubled });
  if (clean.shift !== null) notes.push({ code: "level_shift", factor: Math.exp(clean.shift.log) });
  if (knownDays < yearDays) notes.push({ code: "no_yearly_rhythm" });
  for (const atMs of clockChanges(input.timeZone, forecastMs, input.horizonHours)) notes.push({ code: "clock_change", atMs });
  notes.push(...occasions);
  if (Math.abs(logBias) >= toldBias) notes.push({ code: "bias_corrected", factor: Math.exp(logBias) });
  return { historyDays: knownDays, gapShare, notes };
}

/** Missing hours after the first known one, the longest run of them, and the extremes of what is known. */
function gapsOf(values: ArrayLike<number>): {
  readonly before: number;
  readonly missing: number;
  readonly longest: number;
  readonly longestAt: number;
  readonly least: number;
  readonly greatest: number;
} {
  let before = 0;
  while (before < values.length && Number.isNaN(values[before])) before += 1;
  let missing = 0;
  let run = 0;
  let longest = 0;
  let longestAt = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = before; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (value === value) {
      run = 0;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      continue;
    }
    missing += 1;
    run += 1;
    if (run > longest) {
      longest = run;
      longestAt = i - run + 1;
    }
  }
  return { before, missing, longest, longestAt, least, greatest };
}

function incidentHours(incidents: ForecastInput["incidents"], startMs: number, hours: number): number {
  const troubled = new Uint8Array(hours);
  for (const { startMs: fromMs, endMs } of incidents) {
    troubled.fill(
      1,
      Math.max(0, Math.floor((fromMs - startMs) / hourMs)),
      Math.max(0, Math.min(hours, Math.ceil((endMs - startMs) / hourMs))),
    );
  }
  return troubled.reduce((sum, one) => sum + one, 0);
}

/** Hours of the horizon at which the zone's clock changes. */
function clockChanges(timeZone: string, startMs: number, hours: number): readonly number[] {
  const offset = offsetReader(timeZone);
  const found: number[] = [];
  for (let h = 1; h < hours; h += 1)
    if (offset(startMs + h * hourMs) !== offset(startMs + (h - 1) * hourMs)) found.push(startMs + h * hourMs);
  return found;
}
