import type { PeakLevel, RadarRow } from "./radar.ts";

/** A holiday is an occasion of its own where its median is so far above that of the region's usual day. */
const standsOut = 1.15;
const worstFirst: readonly PeakLevel[] = ["critical", "risk", "unknown", "watch", "good"];

/**
 * An account whose every evening comes near capacity has one worry and not forty-five: peaks of a region that have no occasion and that nobody has
 * written about stand in one row. It is the first one of the worst level for which there is still time to ask, else the first one; the heat strip
 * beside it shows the others. The order of the other rows stays.
 */
export function oneRowAWorry(rows: readonly RadarRow[]): readonly RadarRow[] {
  const ordinary = Map.groupBy(rows.filter(isOrdinary), (row) => row.peak.region);
  const chosen = new Map<RadarRow, number>();
  for (const alike of ordinary.values()) {
    const [first] = alike.toSorted((a, b) => urgency(a) - urgency(b) || a.peak.startMs - b.peak.startMs);
    if (first !== undefined) chosen.set(first, alike.length - 1);
  }
  return rows.flatMap((row) => {
    if (!isOrdinary(row)) return [row];
    const alike = chosen.get(row);
    return alike === undefined ? [] : [{ ...row, alike }];
  });
}

function isOrdinary({ peak, contact, outlook }: RadarRow): boolean {
  if (peak.eventIds.length > 0 || contact.outreachId !== null || contact.requestId !== null) return false;
  return peak.holidays.length === 0 || peak.p50 < standsOut * usualDay(outlook.p50);
}

function usualDay(days: Float32Array): number {
  return days.toSorted()[Math.floor(days.length / 2)] ?? 0;
}

function urgency({ peak }: RadarRow): number {
  return worstFirst.indexOf(peak.level) * 2 + (peak.deadline.state === "passed" ? 1 : 0);
}
