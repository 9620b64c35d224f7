import { hourMs } from "../metrics/series.ts";
import type { OutlookRows } from "./outlook-input.ts";
import type { PeakAnchor } from "./peak-identity.ts";
import type { KeptPeak } from "./peak-windows.ts";
import type { RadarPeak } from "./radar.ts";

/** Names under which somebody has written about peaks of a region or asked for capacity, each once, at the newest instant that was said. */
export function peakAnchors({ outreaches, requests }: Pick<OutlookRows, "outreaches" | "requests">, region: string): readonly PeakAnchor[] {
  const anchors = new Map<string, number>();
  for (const { state, region: of, peakId, peakAt } of [...outreaches, ...requests]) {
    if (state === "cancelled" || peakId == null || peakAt === null || (of !== null && of !== region)) continue;
    anchors.set(peakId, Math.max(anchors.get(peakId) ?? 0, Date.parse(peakAt)));
  }
  return Array.from(anchors, ([peakId, atMs]) => ({ peakId, atMs })).sort((a, b) => a.atMs - b.atMs || (a.peakId < b.peakId ? -1 : 1));
}

/** Names under which forecasts of a region were kept and that are ahead. They name a peak, and do not keep it on the radar. */
export function rememberedAnchors({ memories }: Pick<OutlookRows, "memories">, region: string, nowMs: number): readonly PeakAnchor[] {
  return memories
    .filter((memory) => memory.region === region)
    .flatMap((memory) => memory.peaks)
    .filter((peak) => Date.parse(peak.endsAt) > nowMs)
    .map(({ peakId, startsAt }) => ({ peakId, atMs: Date.parse(startsAt) }))
    .sort((a, b) => a.atMs - b.atMs || (a.peakId < b.peakId ? -1 : 1));
}

/** Peaks that stay: those that somebody has named, whatever the forecast says, and those that were on the radar before. */
export function keptPeaks(previous: readonly RadarPeak[], anchors: readonly PeakAnchor[]): readonly KeptPeak[] {
  const windows = new Map(previous.map((peak) => [peak.peakId, peak]));
  const named = new Set(anchors.map((anchor) => anchor.peakId));
  return [
    ...anchors.map(({ peakId, atMs }) => {
      const { startMs, endMs } = windows.get(peakId) ?? { startMs: atMs, endMs: atMs + hourMs };
      return { startMs, endMs, anchored: true };
    }),
    ...previous.filter((peak) => !named.has(peak.peakId)).map(({ startMs, endMs }) => ({ startMs, endMs, anchored: false })),
  ];
}
