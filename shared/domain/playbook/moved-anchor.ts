import { addDays } from "../calendar/day.ts";
import { localDayOf } from "../calendar/local-time.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Task } from "../task/task.ts";
import type { PlaybookFacts } from "./due-anchors.ts";
import type { PlaybookRun } from "./playbook-run.ts";
import { stepDueOn } from "./step-days.ts";

/** A renewal that is moved farther than this is another one. */
const sameRenewalDays = 120;

/** Where the day of a run's anchor is now; null = it has none any more, or it does not move. */
export function anchorDayNow({ anchor, anchorDay }: PlaybookRun, facts: Pick<PlaybookFacts, "contracts" | "peaks">): string | null {
  if (anchor.kind === "contract") {
    const renewsOn = facts.contracts.find(({ id }) => id === anchor.ref)?.renewsOn;
    return renewsOn === undefined || !isNear(renewsOn, anchorDay) ? null : renewsOn;
  }
  if (anchor.kind !== "peak") return null;
  const peak = facts.peaks.find(({ peakId }) => peakId === anchor.ref);
  return peak === undefined ? null : localDayOf(peak.startMs, peak.timeZone);
}

/** Whether a contract's renewal day is that of a run which was counted from `anchorDay`. */
export function isNear(renewsOn: string, anchorDay: string): boolean {
  return renewsOn >= addDays(anchorDay, -sameRenewalDays) && renewsOn <= addDays(anchorDay, sameRenewalDays);
}

export interface MovedRun {
  readonly anchorDay: string;
  readonly movedFrom: string;
  /** Open steps with their new days. Those that are done stay; those whose day somebody set by hand, too. */
  readonly tasks: readonly { readonly task: Task; readonly dueOn: string }[];
}

/** What changes with the day of a run's anchor; null = nothing. */
export function movedRun(run: PlaybookRun, tasks: readonly Task[], anchorDay: string | null, calendar: WorkCalendar): MovedRun | null {
  if (anchorDay === null || anchorDay === run.anchorDay || run.state === "stopped") return null;
  const moved = tasks.flatMap((task) => {
    const step = run.steps.find(({ key }) => key === task.stepKey);
    if (step === undefined || task.state !== "open" || task.dueOn !== stepDueOn(step.offset, run, calendar)) return [];
    const dueOn = stepDueOn(step.offset, { anchorDay, startedOn: run.startedOn }, calendar);
    return dueOn === task.dueOn ? [] : [{ task, dueOn }];
  });
  return { anchorDay, movedFrom: run.anchorDay, tasks: moved };
}
