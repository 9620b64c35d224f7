import type { IncidentEvent } from "../incident/incident-event.ts";
import { type Leg, type Run, usedAt } from "./clock-runs.ts";
import type { Severity } from "../incident/incident.ts";
import type { LadderRung, SlaPolicyDefinition } from "./sla-policy.ts";
import type { ClockSpan, ClockState, CreditReading, RungReading, SlaClock } from "./sla-reading.ts";

const minuteMs = 60_000;

/** What a run is read against. */
export interface ClockContext {
  readonly policy: SlaPolicyDefinition;
  /** Entries that record rungs, as far as the log is read. */
  readonly escalations: readonly IncidentEvent[];
  readonly atMs: number;
}

/** A run and its place among the runs of its clock. */
export interface NumberedRun extends Run {
  readonly cycle: number;
}

/** One cycle of a clock as of `atMs`, which no leg of the run begins after. */
export function readClock(run: NumberedRun, context: ClockContext): SlaClock {
  const { policy, atMs } = context;
  const [first] = run.legs;
  const last = run.legs.at(-1);
  if (first === undefined || last === undefined) throw new Error("a run has at least one leg");
  const endMs = run.end === null ? atMs : (last.toMs ?? atMs);
  const elapsedMs = usedAt(last, endMs);
  const dueMs = dueOf(run);
  const warnMs = crossing(run.legs, (leg) => Math.ceil(leg.targetMs * policy.warningShare));
  const breachedMs = dueMs !== null && (run.end === null ? dueMs <= endMs : dueMs < endMs) ? dueMs : null;
  const stoppedMs = run.end === null ? null : endMs;
  return {
    clock: run.clock,
    cycle: run.cycle,
    severity: last.severity,
    targetMs: last.targetMs,
    calendar: last.calendar,
    state: stateOf(run, { standing: last.standing, breached: breachedMs !== null, warning: warnMs !== null && warnMs <= atMs }),
    startedMs: first.fromMs,
    startEventId: run.start.id,
    stoppedMs,
    stopEventId: run.end?.event.id ?? null,
    dueMs,
    warnMs,
    elapsedMs,
    pausedMs: run.legs.reduce((sum, leg) => sum + (leg.standing ? (leg.toMs ?? endMs) - leg.fromMs : 0), 0),
    remainingMs: last.targetMs - elapsedMs,
    breachedMs,
    spans: run.legs.flatMap((leg) => spansOf(leg, leg.toMs ?? endMs)),
    ladder: ladderOf(run, last.severity, stoppedMs, context),
  };
}

/** When a run runs or ran out, had nothing stopped it; null = it stands. */
export function dueOf(run: Run): number | null {
  return crossing(run.legs, (leg) => leg.targetMs);
}

/**
 * The first instant by which so much of the target is used; null = it cannot be said, because the clock stands. The last leg counts as lasting,
 * so that of a stopped clock one knows when it would have been. `thresholdOf`: null = does not apply in the leg.
 */
export function crossing(legs: readonly Leg[], thresholdOf: (leg: Leg) => number | null): number | null {
  let reachedMs: number | null = null;
  for (const [i, leg] of legs.entries()) {
    const thresholdMs = thresholdOf(leg);
    if (thresholdMs === null) continue;
    if (leg.recounted && leg.usedMs < thresholdMs) reachedMs = null;
    reachedMs ??= crossingIn(leg, thresholdMs, i === legs.length - 1);
  }
  return reachedMs;
}

function crossingIn(leg: Leg, thresholdMs: number, lasts: boolean): number | null {
  if (leg.usedMs >= thresholdMs) return leg.fromMs;
  if (leg.standing) return null;
  const ms = leg.time.after(leg.fromMs, thresholdMs - leg.usedMs);
  return ms === null || lasts || ms <= (leg.toMs ?? ms) ? ms : null;
}

function stateOf({ end }: Run, is: { readonly standing: boolean; readonly breached: boolean; readonly warning: boolean }): ClockState {
  if (end !== null) return is.breached ? "missed" : end.how === "kept" ? "met" : "void";
  if (is.standing) return "paused";
  return is.breached ? "breached" : is.warning ? "warning" : "running";
}

function spansOf(leg: Leg, endMs: number): readonly ClockSpan[] {
  if (leg.standing) return leg.fromMs < endMs ? [{ kind: "paused", fromMs: leg.fromMs, toMs: endMs, eventId: leg.event.id }] : [];
  return leg.time.stretches(leg.fromMs, endMs).map(({ working, fromMs, toMs }, i) => ({
    kind: working ? "running" : "off_hours",
    fromMs,
    toMs,
    eventId: i === 0 ? leg.event.id : null,
  }));
}

/** The rungs that hold at the severity, and those that were taken before it changed. A rung holds from when the severity has it. */
function ladderOf(
  run: NumberedRun,
  severity: Severity,
  stoppedMs: number | null,
  { policy, escalations }: ClockContext,
): readonly RungReading[] {
  return policy.ladder.flatMap((rung, index) => {
    if (rung.clock !== run.clock) return [];
    const recorded = escalations.find(
      (event) => event.rung?.clock === run.clock && event.rung.cycle === run.cycle && event.rung.index === index,
    );
    if (!rung.severities.includes(severity) && recorded === undefined) return [];
    const reachedMs = rungDue(run, rung);
    const dueMs = reachedMs === null || (stoppedMs !== null && reachedMs >= stoppedMs) ? null : reachedMs;
    return [{ index, share: rung.share, role: rung.role, channel: rung.channel, dueMs, eventId: recorded?.id ?? null }];
  });
}

function rungDue(run: Run, rung: LadderRung): number | null {
  return crossing(run.legs, (leg) => (rung.severities.includes(leg.severity) ? Math.ceil(leg.targetMs * rung.share) : null));
}

/**
 * What the customer is owed for a run, with what will be owed when nothing stops it. A rule counts from when the severity has it; each is owed on
 * its own.
 */
export function creditsOf(run: NumberedRun, policy: Pick<SlaPolicyDefinition, "credits">): readonly CreditReading[] {
  const stoppedMs = run.end === null ? null : Date.parse(run.end.event.at);
  return policy.credits.flatMap(({ clock, severities, afterMinutes, percent, clause }) => {
    if (clock !== run.clock) return [];
    const owedMs = crossing(run.legs, (leg) => (severities.includes(leg.severity) ? leg.targetMs + afterMinutes * minuteMs : null));
    if (owedMs === null || (stoppedMs !== null && owedMs >= stoppedMs)) return [];
    return [{ clause, percent, clock, cycle: run.cycle, owedMs }];
  });
}
