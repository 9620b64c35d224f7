import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";

/** Where the playhead stands: at the present, which goes on by itself; on an entry of the log; at any other instant (UTC, ms). */
export type ReplayCursor =
  | { readonly kind: "now" }
  | { readonly kind: "entry"; readonly index: number }
  | { readonly kind: "instant"; readonly ms: number };

type Log = readonly Pick<IncidentEvent, "at">[];

/** The instant under the playhead. `events` in the order of the log, not empty. */
export function cursorMs(cursor: ReplayCursor, events: Log, nowMs: number): number {
  switch (cursor.kind) {
    case "now":
      return nowMs;
    case "entry":
      return timeOf(events, Math.min(cursor.index, events.length - 1));
    case "instant":
      return cursor.ms;
  }
}

/** Index of the last entry by then. */
export function cursorIndex(cursor: ReplayCursor, events: Log, nowMs: number): number {
  if (cursor.kind === "entry") return Math.min(cursor.index, events.length - 1);
  const ms = cursorMs(cursor, events, nowMs);
  return Math.max(
    0,
    events.findLastIndex((event) => Date.parse(event.at) <= ms),
  );
}

/** To the entry before or after; behind the last one lies the present. */
export function stepEntry(cursor: ReplayCursor, step: -1 | 1, events: Log, nowMs: number): ReplayCursor {
  if (cursor.kind === "now") return step === 1 ? cursor : { kind: "entry", index: events.length - 1 };
  const here = cursorIndex(cursor, events, nowMs);
  // Between two entries the one before is a step back.
  const index = cursor.kind === "instant" && step === -1 && timeOf(events, here) < cursor.ms ? here : here + step;
  return index >= events.length ? { kind: "now" } : { kind: "entry", index: Math.max(0, index) };
}

/** By a length of time, from the opening to the present. */
export function stepTime(cursor: ReplayCursor, byMs: number, events: Log, nowMs: number): ReplayCursor {
  const ms = cursorMs(cursor, events, nowMs) + byMs;
  return ms >= nowMs ? { kind: "now" } : { kind: "instant", ms: Math.max(ms, timeOf(events, 0)) };
}

function timeOf(events: Log, index: number): number {
  const event = events[index];
  if (event === undefined) throw new Error("a log has at least one entry");
  return Date.parse(event.at);
}
