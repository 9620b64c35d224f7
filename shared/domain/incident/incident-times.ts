import type { HistorySegment, Holding, IncidentHistory } from "./incident-history.ts";
import type { IncidentState } from "./incident.ts";
import type { Turn } from "./turn.ts";

/** How long each party had the next move, in ms; the five add up to the time since the incident was opened. */
export type TimeByTurn = Readonly<Record<Turn, number>>;

/** Length of a stretch up to `nowMs`, in ms; 0 for one that begins later than that. */
export function lengthMs(stretch: Pick<HistorySegment | Holding, "fromMs" | "toMs">, nowMs: number): number {
  return Math.max(0, Math.min(stretch.toMs ?? nowMs, nowMs) - stretch.fromMs);
}

export function timeByTurn(history: IncidentHistory, nowMs: number): TimeByTurn {
  const sums: Record<Turn, number> = { us: 0, customer: 0, vendor: 0, problem: 0, none: 0 };
  for (const segment of history.segments) sums[segment.turn] += lengthMs(segment, nowMs);
  return sums;
}

/** What holds now and since when, each looked up to the first row from which it holds without a break (UTC, ms). */
export interface IncidentNow {
  readonly state: IncidentState;
  readonly stateSinceMs: number;
  readonly turn: Turn;
  readonly turnSinceMs: number;
  readonly holderGroup: string | null;
  readonly holderName: string | null;
  /** Since when this group and person hold it, whoever was waited for meanwhile; null = nobody holds it. */
  readonly heldSinceMs: number | null;
}

export function incidentNow(history: IncidentHistory): IncidentNow {
  const { segments } = history;
  const last = segments.at(-1);
  if (last === undefined) throw new Error("a history has at least one segment");
  const held = last.holderGroup !== null || last.holderName !== null;
  return {
    state: last.state,
    stateSinceMs: since(segments, (segment) => segment.state === last.state),
    turn: last.turn,
    turnSinceMs: since(segments, (segment) => segment.turn === last.turn),
    holderGroup: last.holderGroup,
    holderName: last.holderName,
    heldSinceMs: held
      ? since(segments, (segment) => segment.holderGroup === last.holderGroup && segment.holderName === last.holderName)
      : null,
  };
}

/** Beginning of the unbroken run at the end for which the test holds. */
function since(segments: readonly HistorySegment[], holds: (segment: HistorySegment) => boolean): number {
  const start = segments.slice(segments.findLastIndex((segment) => !holds(segment)) + 1)[0];
  if (start === undefined) throw new Error("the last segment holds by definition");
  return start.fromMs;
}
