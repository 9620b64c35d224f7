import type { WorkCalendar } from "../calendar/working-days.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import { isOpen, type Severity } from "../incident/incident.ts";
import { type BusinessTime, businessTime } from "./business-time.ts";
import type { ClockKind } from "./clock-kinds.ts";
import type { Cycle, CycleEnd } from "./clock-cycles.ts";
import type { Phase } from "./phases.ts";
import type { SlaCalendar, SlaPolicyDefinition, SlaTarget } from "./sla-policy.ts";

const minuteMs = 60_000;

/** A stretch in which one target holds and the clock either goes or stands. */
export interface Leg {
  readonly fromMs: number;
  /** null = it lasts. */
  readonly toMs: number | null;
  readonly severity: Severity;
  readonly targetMs: number;
  readonly calendar: string;
  readonly time: BusinessTime;
  /** Paused, or the incident was over for the time being. */
  readonly standing: boolean;
  /** What of the target was used when it began. */
  readonly usedMs: number;
  /** It began with another severity whose target counts from the clock's start: what had been reached may not be any more. */
  readonly recounted: boolean;
  readonly event: IncidentEvent;
}

/** A clock from when it is promised something to when it stops. */
export interface Run {
  readonly clock: ClockKind;
  readonly start: IncidentEvent;
  readonly end: CycleEnd | null;
  /** At least one, without gaps. */
  readonly legs: readonly Leg[];
}

export interface RunContext {
  readonly clock: ClockKind;
  readonly phases: readonly Phase[];
  readonly policy: SlaPolicyDefinition;
  readonly workCalendarOf: (country: string) => WorkCalendar;
}

/**
 * What is promised of a cycle, by the severities it went through: nothing where the severity has no target; a run from where it gets one; with
 * `reset` another run at every change. What a severity change cuts off ended without what it waited for.
 */
export function runsOf(cycle: Cycle, context: RunContext): readonly Run[] {
  const { clock, policy } = context;
  const runs: Run[] = [];
  let start: IncidentEvent | null = null;
  let legs: Leg[] = [];
  const endRun = (end: CycleEnd | null): void => {
    if (start !== null) runs.push({ clock, start, end, legs });
    start = null;
    legs = [];
  };
  for (const phase of phasesWithin(cycle, context.phases)) {
    const before = legs.at(-1);
    // What is over stays as it was: another severity counts from the reopening on.
    const severity = before !== undefined && !isOpen(phase.state) ? before.severity : phase.severity;
    const target = policy.targets[severity][clock];
    const changed = before !== undefined && before.severity !== severity;
    if (target === null || (changed && policy.onSeverityChange === "reset")) endRun({ event: phase.event, how: "replaced" });
    if (target === null) continue;
    start ??= phase.event;
    legs.push(legOf(legs, { ...phase, severity }, target, context));
  }
  endRun(cycle.end);
  return runs;
}

/** The phases of the cycle's time, cut to it; the first begins with the entry that starts the cycle. */
function phasesWithin({ start, end }: Cycle, phases: readonly Phase[]): readonly Phase[] {
  const startMs = Date.parse(start.at);
  const endMs = end === null ? null : Date.parse(end.event.at);
  const first = phases.findLastIndex(({ fromMs }) => fromMs <= startMs);
  return phases.slice(first).flatMap((phase, i) => {
    const fromMs = i === 0 ? startMs : phase.fromMs;
    if (i > 0 && endMs !== null && fromMs >= endMs) return [];
    const toMs = endMs === null ? phase.toMs : Math.min(phase.toMs ?? endMs, endMs);
    return [{ ...phase, fromMs, toMs, event: i === 0 ? start : phase.event }];
  });
}

function legOf(legs: readonly Leg[], phase: Phase, target: SlaTarget, context: RunContext): Leg {
  const { clock, policy } = context;
  const before = legs.at(-1);
  const targetMs = target.minutes * minuteMs;
  const time = timeOf(target.calendar, context);
  const changed = before !== undefined && before.severity !== phase.severity;
  const recounted = changed && policy.onSeverityChange === "recompute";
  const usedMs = before === undefined ? 0 : recounted ? recount(legs, time) : changed ? carry(before, targetMs) : usedAtEnd(before);
  return {
    fromMs: phase.fromMs,
    toMs: phase.toMs,
    severity: phase.severity,
    targetMs,
    calendar: target.calendar,
    time,
    standing: !isOpen(phase.state) || isPaused(clock, phase, policy),
    usedMs,
    recounted,
    event: phase.event,
  };
}

/** Whether the policy lets the clock stand in the state. A first response is never paused, whatever a policy says. */
function isPaused(clock: ClockKind, { state }: Phase, { pausing }: SlaPolicyDefinition): boolean {
  return clock !== "first_response" && pausing.some((rule) => rule.state === state && rule.clocks.includes(clock));
}

/** What was used, as the same share of another target, in whole ms. */
function carry(before: Leg, targetMs: number): number {
  return Math.round((usedAtEnd(before) / before.targetMs) * targetMs);
}

/** What would have been used had the calendar of another target held from the start. */
function recount(legs: readonly Leg[], time: BusinessTime): number {
  return legs.reduce((sum, leg) => sum + (leg.standing ? 0 : time.between(leg.fromMs, leg.toMs ?? leg.fromMs)), 0);
}

function usedAtEnd(leg: Leg): number {
  return usedAt(leg, leg.toMs ?? leg.fromMs);
}

/** What of the target is used at an instant in the leg. */
export function usedAt(leg: Leg, ms: number): number {
  return leg.usedMs + (leg.standing ? 0 : leg.time.between(leg.fromMs, ms));
}

/** The calendar that a target names; one that the policy does not have counts round the clock. */
export function timeOf(
  key: string,
  { policy, workCalendarOf }: { readonly policy: SlaPolicyDefinition; readonly workCalendarOf: (country: string) => WorkCalendar },
): BusinessTime {
  const calendar = policy.calendars.find((one) => one.key === key);
  return businessTime(calendar ?? alwaysCalendar, workCalendarOf);
}

const alwaysCalendar: SlaCalendar = { key: "always", timeZone: "UTC", hours: "always", holidays: null, daysOff: [], daysWorked: [] };
