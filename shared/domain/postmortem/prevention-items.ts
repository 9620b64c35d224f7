import { daysUntil } from "../contract/days-left.ts";
import type { Task } from "../task/task.ts";

/** What was promised so that it does not happen again. */
export type PreventionState = "open" | "overdue" | "done" | "dropped";

/** `timeZone` is the reader's, in whose days a task is due. */
export function preventionState(task: Pick<Task, "state" | "dueOn">, nowMs: number, timeZone: string): PreventionState {
  if (task.state !== "open") return task.state;
  return task.dueOn !== null && daysUntil(task.dueOn, nowMs, timeZone) < 0 ? "overdue" : "open";
}

export type PreventionTally = Readonly<Record<PreventionState, number>>;

export function preventionTally(states: readonly PreventionState[]): PreventionTally {
  const count = (state: PreventionState): number => states.filter((one) => one === state).length;
  return { open: count("open"), overdue: count("overdue"), done: count("done"), dropped: count("dropped") };
}
