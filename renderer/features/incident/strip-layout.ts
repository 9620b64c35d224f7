import type { Holding, HistorySegment, IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { startOfDayMs } from "../../../shared/i18n/format-time.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const steps = [5, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minuteMs);
const daySteps = [1, 2, 7, 14, 30, 90, 180, 365, 730, 1460].map((days) => days * dayMs);

/** A piece of a lane; `left` and `width` are shares of the strip. */
export interface StripPiece<T> {
  readonly item: T;
  readonly left: number;
  readonly width: number;
}

export interface StripLayout {
  readonly startMs: number;
  readonly endMs: number;
  readonly ticks: readonly { readonly atMs: number; readonly left: number; readonly days: boolean }[];
  readonly segments: readonly StripPiece<HistorySegment>[];
  readonly holdings: readonly StripPiece<Holding>[];
  /** By the order of `history.events`; null = lies behind the end of the strip. */
  readonly events: readonly (number | null)[];
  /** null = it has ended. */
  readonly now: number | null;
}

/**
 * From the opening to now. Of an ended incident to its end and a quarter more: systems close what was resolved days later, and that silence
 * would press the work together.
 */
export function stripLayout(history: IncidentHistory, nowMs: number, zone: string): StripLayout {
  const startMs = history.openedMs;
  const endMs = Math.max(stripEnd(history, nowMs), startMs + minuteMs);
  const share = (ms: number): number => (Math.min(Math.max(ms, startMs), endMs) - startMs) / (endMs - startMs);
  const place = <T extends HistorySegment | Holding>(item: T): StripPiece<T> => {
    const left = share(item.fromMs);
    return { item, left, width: share(item.toMs ?? endMs) - left };
  };
  return {
    startMs,
    endMs,
    ticks: ticksOf(startMs, endMs, zone).map(({ atMs, days }) => ({ atMs, days, left: share(atMs) })),
    segments: history.segments.map(place).filter((piece) => piece.width > 0),
    holdings: history.holdings.map(place).filter((piece) => piece.width > 0),
    events: history.events.map((event) => (Date.parse(event.at) > endMs ? null : share(Date.parse(event.at)))),
    now: history.endedMs === null ? share(nowMs) : null,
  };
}

function stripEnd(history: IncidentHistory, nowMs: number): number {
  if (history.endedMs === null) return Math.max(nowMs, history.lastUpdateMs);
  const quarter = Math.max(hourMs, (history.endedMs - history.openedMs) / 4);
  return Math.max(history.endedMs, Math.min(history.lastUpdateMs, history.endedMs + quarter));
}

function ticksOf(startMs: number, endMs: number, zone: string): readonly { readonly atMs: number; readonly days: boolean }[] {
  const most = 8;
  const fine = steps.find((step) => (endMs - startMs) / step <= most);
  const step = fine ?? daySteps.find((candidate) => (endMs - startMs) / candidate <= most) ?? daySteps.at(-1) ?? dayMs;
  const days = fine === undefined;
  const ticks: { readonly atMs: number; readonly days: boolean }[] = [];
  for (let atMs = startOfDayMs(startMs, zone); atMs <= endMs; atMs += step) if (atMs >= startMs) ticks.push({ atMs, days });
  return ticks;
}
