import type { ClockKind } from "./clock-kinds.ts";
import { crossing, dueOf } from "./read-clock.ts";
import type { SlaInput } from "./sla-reading.ts";
import { clockRuns, storyOf } from "./sla-runs.ts";

/** When somebody is to be told of a clock that goes. Does not depend on now. Instants UTC ms. */
export interface PromiseAlarm {
  readonly clock: ClockKind;
  readonly cycle: number;
  /** From when on it is running out; null = it never is. */
  readonly warnMs: number | null;
  readonly dueMs: number;
}

/** Of every clock that goes and will break or has broken; a clock that stands or has stopped alarms nobody. Reads the whole log. */
export function promiseAlarms(input: SlaInput): readonly PromiseAlarm[] {
  const story = storyOf(input, Number.POSITIVE_INFINITY);
  if (story === null) return [];
  return clockRuns(story, input).flatMap((run): readonly PromiseAlarm[] => {
    const dueMs = dueOf(run);
    if (run.end !== null || run.legs.at(-1)?.standing !== false || dueMs === null) return [];
    const warnMs = crossing(run.legs, ({ targetMs }) => Math.ceil(targetMs * input.policy.definition.warningShare));
    return [{ clock: run.clock, cycle: run.cycle, warnMs, dueMs }];
  });
}
