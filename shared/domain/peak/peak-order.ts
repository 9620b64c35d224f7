import type { RadarPeak } from "./radar.ts";

/** Greatest rank first; equal ones by time and name. */
export function byRank(a: RadarPeak, b: RadarPeak): number {
  return b.rank.value - a.rank.value || a.startMs - b.startMs || (a.peakId < b.peakId ? -1 : a.peakId > b.peakId ? 1 : 0);
}
