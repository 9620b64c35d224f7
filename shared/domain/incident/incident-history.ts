import { type IncidentEvent, remarkTypes, tellsCustomer } from "./incident-event.ts";
import type { IncidentState, Severity } from "./incident.ts";
import { turnOf, type Turn } from "./turn.ts";

/** A stretch of time in which state, severity and holder did not change. */
export interface HistorySegment {
  readonly state: IncidentState;
  readonly turn: Turn;
  readonly severity: Severity;
  readonly holderGroup: string | null;
  readonly holderName: string | null;
  /** UTC, ms. */
  readonly fromMs: number;
  /** UTC, ms; null = it lasts. Never before fromMs. */
  readonly toMs: number | null;
  /** Who made the update that began it; null = the source does not say. */
  readonly actor: string | null;
  /** The row that began it. */
  readonly event: IncidentEvent;
}

/**
 * A stretch of time in which one party had the ball: ours by group and person; while the customer or a vendor is waited for, that party,
 * whoever of us watches over the wait (then the holder is who began it).
 */
export interface Holding {
  readonly turn: Exclude<Turn, "none">;
  readonly holderGroup: string | null;
  readonly holderName: string | null;
  readonly fromMs: number;
  /** null = they have it still. */
  readonly toMs: number | null;
  /** The row with which it was handed to them. */
  readonly event: IncidentEvent;
}

/** What an incident's log says. Everything here comes from the events; nothing is a counter that somebody kept. */
export interface IncidentHistory {
  /** By `at`, then `ordinal`, then id. */
  readonly events: readonly IncidentEvent[];
  /** Without gaps: each begins where the one before ends; the last one lasts. Never empty. */
  readonly segments: readonly HistorySegment[];
  /** Hand-off ledger; resolved and closed stretches are nobody's and not in it. */
  readonly holdings: readonly Holding[];
  readonly openedMs: number;
  /** When it was last resolved or closed; null = open. */
  readonly endedMs: number | null;
  /** Times it went from resolved or closed back to work. */
  readonly reopenCount: number;
  /** An escalation is no update: nobody did anything. */
  readonly lastUpdateMs: number;
  /** Last time the log says that the customer was told something; null = never. */
  readonly lastCustomerUpdateMs: number | null;
  /** Rows whose time lies before that of a row the source counts earlier. */
  readonly outOfOrder: number;
}

/**
 * A copy of the log by `at`, then the source's `ordinal` (see incident-event.ts), then id, so that any arrival order gives one result. A remark
 * that came late (a note written offline, an escalation) carries what held before it, so that it takes nothing back.
 */
export function orderEvents(events: readonly IncidentEvent[]): readonly IncidentEvent[] {
  const ordered = events.toSorted((a, b) => compare(a.at, b.at) || a.ordinal - b.ordinal || compare(a.id, b.id));
  for (const [i, event] of ordered.entries()) {
    const before = ordered[i - 1];
    if (before !== undefined && remarkTypes.includes(event.type) && !holdsAlike(before, event)) {
      const { state, severity, holderGroup, holderName } = before;
      ordered[i] = { ...event, state, severity, holderGroup, holderName };
    }
  }
  return ordered;
}

function holdsAlike(a: IncidentEvent, b: IncidentEvent): boolean {
  return a.state === b.state && a.severity === b.severity && a.holderGroup === b.holderGroup && a.holderName === b.holderName;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reads an incident's log, in whatever order it comes. null = the log is empty (it may not be on this laptop yet). */
export function incidentHistory(log: readonly IncidentEvent[]): IncidentHistory | null {
  const events = orderEvents(log);
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return null;
  const segments = segmentsOf(events);
  const open = segments.at(-1)?.turn !== "none";
  const lastWork = segments.findLastIndex((segment) => segment.turn !== "none");
  const lastTold = events.findLast(tellsCustomer);
  return {
    events,
    segments,
    holdings: holdingsOf(segments),
    openedMs: Date.parse(first.at),
    endedMs: open ? null : (segments[lastWork + 1]?.fromMs ?? null),
    reopenCount: segments.filter((segment, i) => segment.turn !== "none" && segments[i - 1]?.turn === "none").length,
    lastUpdateMs: Date.parse((events.findLast(({ type }) => type !== "escalated") ?? last).at),
    lastCustomerUpdateMs: lastTold === undefined ? null : Date.parse(lastTold.at),
    outOfOrder: countOutOfOrder(events),
  };
}

function segmentsOf(events: readonly IncidentEvent[]): readonly HistorySegment[] {
  const starts = events.filter((event, i) => {
    const before = events[i - 1];
    return before === undefined || !holdsAlike(before, event);
  });
  return starts.map((event, i) => {
    const next = starts[i + 1];
    return {
      state: event.state,
      turn: turnOf(event.state),
      severity: event.severity,
      holderGroup: event.holderGroup,
      holderName: event.holderName,
      fromMs: Date.parse(event.at),
      toMs: next === undefined ? null : Date.parse(next.at),
      actor: event.actor,
      event,
    };
  });
}

function holdingsOf(segments: readonly HistorySegment[]): readonly Holding[] {
  const holdings: Holding[] = [];
  for (const [i, segment] of segments.entries()) {
    if (segment.turn === "none") continue;
    const current = holdings.at(-1);
    const continues = current !== undefined && segments[i - 1]?.turn !== "none" && sameHands(current, segment);
    if (continues) holdings[holdings.length - 1] = { ...current, toMs: segment.toMs };
    else {
      const { turn, holderGroup, holderName, fromMs, toMs, event } = segment;
      holdings.push({ turn, holderGroup, holderName, fromMs, toMs, event });
    }
  }
  return holdings;
}

function sameHands(a: Pick<Holding, "turn" | "holderGroup" | "holderName">, b: HistorySegment): boolean {
  if (a.turn !== b.turn) return false;
  return a.turn === "customer" || a.turn === "vendor" || (a.holderGroup === b.holderGroup && a.holderName === b.holderName);
}

function countOutOfOrder(events: readonly IncidentEvent[]): number {
  const bySource = events.toSorted((a, b) => a.ordinal - b.ordinal || compare(a.at, b.at) || compare(a.id, b.id));
  let latest = "";
  let count = 0;
  for (const event of bySource) {
    if (event.at < latest) count += 1;
    else latest = event.at;
  }
  return count;
}
