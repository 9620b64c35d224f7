import { type ClockKind, clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { SlaClock, SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";

/** How one clock stands in two readings of the same instant; null = it is not promised, or has not begun. */
export interface ClockDifference {
  readonly clock: ClockKind;
  readonly before: SlaClock | null;
  readonly after: SlaClock | null;
}

/** Clocks that stand differently in the second reading: in state, due time, target, or as another cycle. In the order of clockKinds. */
export function slaDifferences(before: SlaReading, after: SlaReading): readonly ClockDifference[] {
  return clockKinds
    .map((clock): ClockDifference => ({ clock, before: before.current[clock], after: after.current[clock] }))
    .filter((pair) => !alike(pair.before, pair.after));
}

function alike(a: SlaClock | null, b: SlaClock | null): boolean {
  if (a === null || b === null) return a === b;
  return a.state === b.state && a.dueMs === b.dueMs && a.targetMs === b.targetMs && a.cycle === b.cycle && a.elapsedMs === b.elapsedMs;
}
