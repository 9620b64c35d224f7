import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Holding, IncidentHistory } from "../incident/incident-history.ts";
import { timeOf } from "./clock-runs.ts";
import type { Phase } from "./phases.ts";
import type { SlaPolicyDefinition } from "./sla-policy.ts";
import type { HandOffReading } from "./sla-reading.ts";

const minuteMs = 60_000;

export interface HandOffContext {
  readonly history: IncidentHistory;
  readonly phases: readonly Phase[];
  readonly policy: SlaPolicyDefinition;
  readonly workCalendarOf: (country: string) => WorkCalendar;
  readonly atMs: number;
}

export interface HandOffs {
  readonly handOffs: readonly HandOffReading[];
  readonly handOffCount: number;
  readonly kickedAbout: boolean;
  /** When a limit is used up next, after `atMs`; null = none does by itself. */
  readonly limitMs: number | null;
}

/** Who held it for how long, against the limit of the severity it had at the end of the holding. Only what is ours has a limit. */
export function handOffsOf(context: HandOffContext): HandOffs {
  const { history, policy } = context;
  const count = groupChanges(history.holdings);
  const read = history.holdings.map((holding) => readHolding(holding, context));
  return {
    handOffs: read.map(({ reading }) => reading),
    handOffCount: count,
    kickedAbout: policy.maxHandOffs !== null && count >= policy.maxHandOffs,
    limitMs: read.at(-1)?.limitAtMs ?? null,
  };
}

function readHolding(holding: Holding, context: HandOffContext): { readonly reading: HandOffReading; readonly limitAtMs: number | null } {
  const { policy, phases, atMs } = context;
  const endMs = holding.toMs ?? atMs;
  const phase = phases.findLast(({ fromMs }) => fromMs < endMs || fromMs === holding.fromMs);
  const limit = isOurs(holding) && phase !== undefined ? policy.handOffLimit[phase.severity] : null;
  if (limit === null) {
    const reading = { holding, usedMs: Math.max(0, endMs - holding.fromMs), limitMs: null, overMs: 0 };
    return { reading, limitAtMs: null };
  }
  const time = timeOf(limit.calendar, context);
  const limitMs = limit.minutes * minuteMs;
  const usedMs = time.between(holding.fromMs, endMs);
  const limitAtMs = holding.toMs === null && usedMs < limitMs ? time.after(holding.fromMs, limitMs) : null;
  return { reading: { holding, usedMs, limitMs, overMs: Math.max(0, usedMs - limitMs) }, limitAtMs };
}

function isOurs({ turn }: Holding): boolean {
  return turn === "us" || turn === "problem";
}

/** From a group of ours to another one, whoever was waited for between. To be assigned for the first time is no hand-off. */
function groupChanges(holdings: readonly Holding[]): number {
  const groups = holdings.filter((holding) => isOurs(holding) && holding.holderGroup !== null).map(({ holderGroup }) => holderGroup);
  return groups.filter((group, i) => i > 0 && group !== groups[i - 1]).length;
}
