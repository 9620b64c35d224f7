import type { ClockKind } from "./clock-kinds.ts";
import type { Severity } from "../incident/incident.ts";
import { type NumberedRun, crossing, dueOf } from "./read-clock.ts";
import { clockRuns, storyOf } from "./sla-runs.ts";
import type { SlaInput } from "./sla-reading.ts";

/** What an incident promises next. Does not depend on now: only an entry of its log or another policy changes it. Instants UTC ms. */
export interface NextPromise {
  readonly clock: ClockKind;
  readonly cycle: number;
  readonly severity: Severity;
  readonly targetMs: number;
  /** null = it stands, or its calendar never works again. */
  readonly dueMs: number | null;
  /** From when on it is running out; null as for dueMs. */
  readonly warnMs: number | null;
  /** Nothing of this incident goes: this clock stands, as the others do. */
  readonly paused: boolean;
}

/**
 * Of the clocks that are not stopped the one that runs out first; when all stand, the first that would have in the order of clockKinds; null =
 * nothing is promised any more. Reads the whole log.
 */
export function nextPromiseOf(input: SlaInput): NextPromise | null {
  const story = storyOf(input, Number.POSITIVE_INFINITY);
  if (story === null) return null;
  const open = clockRuns(story, input).filter(({ end }) => end === null);
  const promises = open.flatMap((run) => promiseOfRun(run, input));
  const going = promises.filter(({ paused }) => !paused);
  return (going.length > 0 ? going : promises).reduce<NextPromise | null>(
    (first, promise) => (first === null || before(promise, first) ? promise : first),
    null,
  );
}

function promiseOfRun(run: NumberedRun, { policy }: SlaInput): readonly NextPromise[] {
  const leg = run.legs.at(-1);
  if (leg === undefined) return [];
  const { clock, cycle, legs } = run;
  const share = policy.definition.warningShare;
  return [
    {
      clock,
      cycle,
      severity: leg.severity,
      targetMs: leg.targetMs,
      dueMs: dueOf(run),
      warnMs: crossing(legs, ({ targetMs }) => Math.ceil(targetMs * share)),
      paused: leg.standing,
    },
  ];
}

function before(a: NextPromise, b: NextPromise): boolean {
  return a.dueMs !== null && (b.dueMs === null || a.dueMs < b.dueMs);
}

/** How a promise stands now; the same words as a clock's. */
export function promiseState(
  { paused, dueMs, warnMs }: Pick<NextPromise, "paused" | "dueMs" | "warnMs">,
  nowMs: number,
): "running" | "warning" | "breached" | "paused" {
  if (paused) return "paused";
  if (dueMs !== null && dueMs <= nowMs) return "breached";
  return warnMs !== null && warnMs <= nowMs ? "warning" : "running";
}
