import type { WorkCalendar } from "../calendar/working-days.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import { isOpen, type Severity } from "../incident/incident.ts";
import { type BusinessTime, businessTime } from "./business-time.ts";
import type { ClockKind } from "./clock-kinds.ts";
import type { Cycle, CycleEnd } from "./clock-cycles.ts";
import type { Phase } from "./phases.ts";
import type { SlaCalendar, SlaPolicyDefinition } from "./sla-policy.ts";

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
  const phases = heldWhileOver(phasesWithin(cycle, context.phases));
  return stretchesOf(phases, context).flatMap(({ own, next }) => {
    const legs = own.reduce<readonly Leg[]>((before, phase) => [...before, ...legOf(before, phase, context)], []);
    const start = legs[0]?.event;
    if (start === undefined) return [];
    return [{ clock: context.clock, start, end: next === null ? cycle.end : { event: next.event, how: "replaced" }, legs }];
  });
}

/** What is over stays as it was: another severity counts from the reopening on. */
function heldWhileOver(phases: readonly Phase[]): readonly Phase[] {
  return phases.map((phase, i) => {
    const lastOpen = isOpen(phase.state) ? undefined : phases.slice(0, i).findLast(({ state }) => isOpen(state));
    return lastOpen === undefined ? phase : { ...phase, severity: lastOpen.severity };
  });
}

/** Phases in a row that one run can have; `next` is the phase that cuts it off. */
interface PhaseStretch {
  readonly own: readonly Phase[];
  readonly next: Phase | null;
}

function stretchesOf(phases: readonly Phase[], { clock, policy }: RunContext): readonly PhaseStretch[] {
  const isPromised = ({ severity }: Phase): boolean => policy.targets[severity][clock] !== null;
  const starts = phases.flatMap((phase, i) => {
    const before = phases[i - 1];
    if (before === undefined) return [i];
    if (before.severity === phase.severity) return [];
    return policy.onSeverityChange === "reset" || isPromised(before) !== isPromised(phase) ? [i] : [];
  });
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? phases.length;
    return { own: phases.slice(start, end), next: phases[end] ?? null };
  });
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

/** The leg of a phase after those before it; none where nothing is promised. */
function legOf(legs: readonly Leg[], phase: Phase, context: RunContext): readonly Leg[] {
  const { clock, policy } = context;
  const { fromMs, toMs, severity, event } = phase;
  const target = policy.targets[severity][clock];
  if (target === null) return [];
  const before = legs.at(-1);
  const changed = before !== undefined && before.severity !== severity;
  const time = timeOf(target.calendar, context);
  const targetMs = target.minutes * minuteMs;
  const recounted = changed && policy.onSeverityChange === "recompute";
  const usedMs = before === undefined ? 0 : recounted ? recount(legs, time) : changed ? carry(before, targetMs) : usedAtEnd(before);
  const standing = !isOpen(phase.state) || isPaused(clock, phase, policy);
  return [{ fromMs, toMs, severity, targetMs, calendar: target.calendar, time, standing, usedMs, recounted, event }];
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
