import { ladderRoles, type LadderChannel, type LadderRole } from "../../../../shared/domain/sla/sla-policy.ts";
import type { ClockKind } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { RungReading, SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";

/**
 * A role of the ladder as it stands: `taken` the log records it · `reached` it is time, and nobody has recorded it · `ahead` it comes if nothing
 * changes · `standing` nobody can say when. Instants UTC ms.
 */
export type LadderStep = { readonly role: LadderRole } & (
  | { readonly kind: "first" | "standing" }
  | { readonly kind: "taken"; readonly eventId: string; readonly atMs: number | null }
  | { readonly kind: "reached" | "ahead"; readonly atMs: number }
);

/** A rung that comes if nothing changes. */
export interface RungAhead {
  readonly clock: ClockKind;
  readonly cycle: number;
  readonly index: number;
  readonly role: LadderRole;
  readonly channel: LadderChannel;
  readonly dueMs: number;
}

/**
 * The roles that the policy's ladder has for what runs or ran here, in the order of ladderRoles, from the front line on, where every incident
 * begins. Of several rungs to one role the first counts: a recorded one before one that is only due.
 */
export function ladderSteps(reading: SlaReading): readonly LadderStep[] {
  const rungs = reading.clocks.flatMap(({ ladder, stoppedMs }) => ladder.filter(({ eventId }) => eventId !== null || stoppedMs === null));
  return ladderRoles.flatMap((role): readonly LadderStep[] => {
    const own = rungs.filter((rung) => rung.role === role);
    if (own.length === 0) return role === "front_line" ? [{ role, kind: "first" }] : [];
    return [stepOf(role, own, reading.atMs)];
  });
}

function stepOf(role: LadderRole, rungs: readonly RungReading[], atMs: number): LadderStep {
  const taken = rungs.find(({ eventId }) => eventId !== null);
  if (taken !== undefined && taken.eventId !== null) return { role, kind: "taken", eventId: taken.eventId, atMs: taken.dueMs };
  const first = Math.min(...rungs.map(({ dueMs }) => dueMs ?? Number.POSITIVE_INFINITY));
  if (first === Number.POSITIVE_INFINITY) return { role, kind: "standing" };
  return { role, kind: first <= atMs ? "reached" : "ahead", atMs: first };
}

/** Rungs of what runs now that are still ahead, first one first. */
export function rungsAhead(reading: SlaReading): readonly RungAhead[] {
  return reading.clocks
    .filter(({ stoppedMs }) => stoppedMs === null)
    .flatMap(({ clock, cycle, ladder }) =>
      ladder.flatMap(({ index, role, channel, dueMs, eventId }) =>
        dueMs !== null && dueMs > reading.atMs && eventId === null ? [{ clock, cycle, index, role, channel, dueMs }] : [],
      ),
    )
    .toSorted((a, b) => a.dueMs - b.dueMs || a.index - b.index);
}
