import { addDays, weekdayOf } from "../calendar/day.ts";
import { localDayOf } from "../calendar/local-time.ts";
import type { ForecastPeak } from "../forecast/forecast.ts";
import { dayEndsAtHour } from "./peak-windows.ts";

const hourMs = 3_600_000;

/** What names a peak outside the forecast: a message, a request for capacity, a task, what was kept of earlier forecasts. */
export interface PeakAnchor {
  readonly peakId: string;
  /** An instant of the peak, as it was when it was named. */
  readonly atMs: number;
}

export interface IdentifiedPeak<P> {
  readonly peakId: string;
  /** Other names under which the same peak was written about, oldest name first. */
  readonly aliases: readonly string[];
  readonly peak: P;
}

/** A peak that somebody has named may have moved by so much since, when an event is what moved. */
const movedMs = 36 * hourMs;

type Windowed = Pick<ForecastPeak, "startMs" | "endMs" | "atMs" | "eventIds" | "pExceed">;

/**
 * Names of the peaks of an account's region: the same on every laptop and after every forecast. A peak is its event; without one it is its day (from
 * 05:00 to 05:00 of the audience), and where no capacity is known, its week. Names that are in use go first: a peak that somebody wrote about keeps
 * that name when an event is entered for it later, or taken away.
 */
export function identifyPeaks<P extends Windowed>(
  accountId: string,
  region: string,
  timeZone: string,
  peaks: readonly P[],
  anchors: readonly PeakAnchor[],
): readonly IdentifiedPeak<P>[] {
  const own = peaks.map((peak) => `${accountId}:${region}:${ownName(peak, timeZone)}`);
  const names: (string | null)[] = own.map(() => null);
  const used = new Set<string>();
  const give = (index: number, name: string): void => {
    names[index] = name;
    used.add(name);
  };
  const known = new Set(anchors.map((anchor) => anchor.peakId));
  for (const [index, name] of own.entries()) if (known.has(name) && !used.has(name)) give(index, name);
  for (const { index, peakId } of pairs(peaks, own, anchors)) if (names[index] === null && !used.has(peakId)) give(index, peakId);
  for (const [index, name] of own.entries()) {
    if (names[index] !== null) continue;
    // Its own name is another's, who was written about under it before.
    const free = used.has(name) ? `${name}:${new Date(peaks[index]?.startMs ?? 0).toISOString().slice(0, 13)}` : name;
    give(index, free);
  }
  return peaks.map((peak, index) => ({
    peakId: names[index] ?? "",
    aliases: [...new Set(anchors.filter((one) => distanceMs(peak, one) === 0 && !used.has(one.peakId)).map((one) => one.peakId))],
    peak,
  }));
}

function ownName(peak: Windowed, timeZone: string): string {
  const [event] = peak.eventIds.toSorted();
  if (event !== undefined) return event;
  const day = localDayOf(peak.atMs - dayEndsAtHour * hourMs, timeZone);
  return peak.pExceed === null ? `w${addDays(day, -((weekdayOf(day) + 6) % 7))}` : day;
}

/** Named after a day or a week, not after an event. */
const dated = /:w?\d{4}-\d{2}-\d{2}$/;

/** Peaks and anchors that may be the same, nearest first. Without an event on either side only an anchor within the window is. */
function pairs(
  peaks: readonly Windowed[],
  own: readonly string[],
  anchors: readonly PeakAnchor[],
): readonly { readonly index: number; readonly peakId: string; readonly apart: number }[] {
  const found: { index: number; peakId: string; apart: number }[] = [];
  for (const [index, peak] of peaks.entries()) {
    for (const anchor of anchors) {
      const apart = distanceMs(peak, anchor);
      const eventful = !dated.test(anchor.peakId) || !dated.test(own[index] ?? "");
      if (apart <= (eventful ? movedMs : 0)) found.push({ index, peakId: anchor.peakId, apart });
    }
  }
  return found.sort((a, b) => a.apart - b.apart || a.index - b.index || (a.peakId < b.peakId ? -1 : a.peakId > b.peakId ? 1 : 0));
}

function distanceMs({ startMs, endMs }: Windowed, { atMs }: PeakAnchor): number {
  return atMs < startMs ? startMs - atMs : atMs >= endMs ? atMs - endMs + 1 : 0;
}
