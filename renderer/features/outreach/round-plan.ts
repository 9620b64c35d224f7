import { addDays, weekdayOf } from "../../../shared/domain/calendar/day.ts";
import { localDayOf, localInstant } from "../../../shared/domain/calendar/local-time.ts";
import type { RadarRow } from "../../../shared/domain/peak/radar.ts";

export const roundWindows = ["weekend", "7", "14", "45"] as const;
export type RoundWindow = (typeof roundWindows)[number];

/**
 * Until when a round looks, UTC ms, by the reader's clock: `weekend` = the end of the Monday after the next weekend (on a Saturday or Sunday the one
 * after it: this one's messages are too late to ask for), else so many days.
 */
export function roundUntil(window: RoundWindow, nowMs: number, zone: string): number {
  const today = localDayOf(nowMs, zone);
  if (window !== "weekend") return localInstant(addDays(today, Number(window) + 1), 0, zone);
  const weekday = weekdayOf(today);
  const toSaturday = weekday === 0 ? 6 : weekday === 6 ? 7 : 6 - weekday;
  return localInstant(addDays(today, toSaturday + 3), 0, zone);
}

const dayMs = 86_400_000;

/** States in which somebody has written, and the answer is being waited for or decided about. */
const underWay: readonly (string | null)[] = ["queued", "unsure"];

/**
 * Whom a round goes through: of every account its most urgent peak until then, unless there is a fresh answer, a message under way, or one that was
 * sent less than a day ago. The most urgent first.
 */
export function roundRows(rows: readonly RadarRow[], untilMs: number, nowMs: number): readonly RadarRow[] {
  const seen = new Set<string>();
  return rows.filter(({ peak, contact }) => {
    if (peak.startMs >= untilMs || contact.fresh || underWay.includes(contact.state)) return false;
    if (contact.sentAt !== null && contact.state === "sent" && nowMs - Date.parse(contact.sentAt) < dayMs) return false;
    if (seen.has(peak.accountId)) return false;
    seen.add(peak.accountId);
    return true;
  });
}

export const skipReasons = ["fits", "spoken", "later", "wrong"] as const;
export type SkipReason = (typeof skipReasons)[number];

export type RoundStep =
  | { readonly how: "sent" | "handed" | "phoned" | "answered"; readonly reason: null }
  | { readonly how: "skipped"; readonly reason: SkipReason };

/** Whom it goes through, named when it began, so that nobody slips in or out of it half-way. JSON: it outlives a lock. */
export interface Round {
  readonly startedMs: number;
  readonly window: RoundWindow;
  readonly stops: readonly { readonly peakId: string; readonly accountId: string; readonly accountName: string }[];
  /** By peak. */
  readonly done: Readonly<Record<string, RoundStep>>;
  readonly at: number;
}

export function beginRound(rows: readonly RadarRow[], window: RoundWindow, nowMs: number, zone: string): Round {
  const stops = roundRows(rows, roundUntil(window, nowMs, zone), nowMs).map(({ peak, accountName }) => ({
    peakId: peak.peakId,
    accountId: peak.accountId,
    accountName,
  }));
  return { startedMs: nowMs, window, stops, done: {}, at: 0 };
}

/** The round with one stop done, at the next that is not; behind the last when all are. */
export function stepDone(round: Round, peakId: string, step: RoundStep): Round {
  const done = { ...round.done, [peakId]: step };
  const from = round.stops.findIndex((stop) => stop.peakId === peakId) + 1;
  const isOpen = (index: number): boolean => done[round.stops[index]?.peakId ?? ""] === undefined;
  const indexes = round.stops.map((_, index) => index);
  const next = [...indexes.slice(from), ...indexes.slice(0, from)].find(isOpen);
  return { ...round, done, at: next ?? round.stops.length };
}
