import type { Capacity } from "../account/capacity.ts";
import { capacityAt, headroomShare, headroomState, type HeadroomState } from "./headroom.ts";
import { peakWindowDays, windowPeak, type DailyPeaks } from "./usage-window.ts";

/** One region of an account: its greatest hour of the last four weeks of data against what is provisioned now. */
export interface RegionHeadroom {
  readonly region: string;
  /** null = nothing provisioned is known. */
  readonly capacityPcu: number | null;
  /** null = no usage in the window. */
  readonly peakPcu: number | null;
  /** UTC midnight of the peak's day. */
  readonly peakDayMs: number | null;
  readonly share: number | null;
  readonly state: HeadroomState;
}

/**
 * Every region that the account names, uses or has capacity in; tightest first, regions that cannot be judged after them (greatest peak
 * first). `endDayMs` null = the account has no usage at all.
 */
export function regionHeadrooms(
  named: readonly string[],
  usage: readonly (DailyPeaks & { readonly region: string })[],
  capacities: readonly Capacity[],
  endDayMs: number | null,
  nowMs: number,
): readonly RegionHeadroom[] {
  const regions = new Set([...named, ...usage.map((u) => u.region), ...capacities.map((c) => c.region)]);
  const rows = [...regions].map((region): RegionHeadroom => {
    const peaks = usage.find((u) => u.region === region);
    const peak = peaks === undefined || endDayMs === null ? null : windowPeak(peaks, endDayMs, peakWindowDays);
    const capacityPcu = capacityAt(capacities, region, nowMs);
    const share = headroomShare(capacityPcu, peak?.pcu ?? null);
    return { region, capacityPcu, peakPcu: peak?.pcu ?? null, peakDayMs: peak?.dayMs ?? null, share, state: headroomState(share) };
  });
  return rows.toSorted(tighterFirst);
}

function tighterFirst(a: RegionHeadroom, b: RegionHeadroom): number {
  if (a.share !== null && b.share !== null) return a.share - b.share;
  if (a.share !== null) return -1;
  if (b.share !== null) return 1;
  return (b.peakPcu ?? -1) - (a.peakPcu ?? -1);
}
