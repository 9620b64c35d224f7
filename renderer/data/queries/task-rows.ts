import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { WorkCalendar } from "../../../shared/domain/calendar/working-days.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { TaskOrigin } from "../../../shared/domain/task/task-origin.ts";
import { taskStanding, type TaskStanding } from "../../../shared/domain/task/task-standing.ts";
import type { LocalStore } from "../local-store.ts";
import { calendarOf } from "../plan/plan-facts.ts";
import { defineQuery } from "../query.ts";

export interface TaskRow {
  readonly id: string;
  readonly task: RecordOf<"task">;
  readonly accountName: string | null;
  readonly ownerName: string | null;
  readonly mine: boolean;
  /** By the account's calendar and clock. */
  readonly standing: TaskStanding;
  /** The account's day, by which it is done. */
  readonly today: string;
  readonly origin: TaskOrigin;
  readonly pending: boolean;
}

export interface TaskRowsArgs {
  /** Settled ones are read only when they are asked for. */
  readonly scope: "open" | "all";
  /** null = the whole book. */
  readonly accountId: string | null;
  /** Zone of tasks that belong to no account. */
  readonly timeZone: string;
}

/** Tasks with how they stand: open ones by day, then settled ones, newest first. */
export const taskRows = defineQuery<TaskRowsArgs, readonly TaskRow[]>({
  dependsOn: ["task", "account", "user", "playbookRun", "postmortem", "incident", "calendarEntry", "clock"],
  run: (store, { scope, accountId, timeZone }, nowMs) => {
    const tasks = accountId === null ? store.all("task") : store.ofAccount("task", accountId);
    const days = dayReader(store, timeZone, nowMs);
    const userId = store.userId();
    return tasks
      .filter(({ state }) => scope === "all" || state === "open")
      .toSorted(byState)
      .map((task): TaskRow => {
        const { today, calendar, accountName } = days(task.accountId);
        return {
          id: task.id,
          task,
          accountName,
          ownerName: store.get("user", task.ownerId)?.name ?? null,
          mine: task.ownerId === userId,
          standing: task.state === "open" ? taskStanding(task, today, calendar()) : { state: "undated", lateDays: 0 },
          today,
          origin: originOf(store, task),
          pending: store.isPending("task", task.id),
        };
      });
  },
});

function byState(a: RecordOf<"task">, b: RecordOf<"task">): number {
  const open = Number(b.state === "open") - Number(a.state === "open");
  if (open !== 0) return open;
  const byDay = a.state === "open" ? (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") : (b.doneOn ?? "").localeCompare(a.doneOn ?? "");
  return byDay || (a.id < b.id ? -1 : 1);
}

interface AccountDay {
  readonly today: string;
  readonly calendar: () => WorkCalendar;
  readonly accountName: string | null;
}

/** Each account's day and calendar once. */
function dayReader(store: LocalStore, timeZone: string, nowMs: number): (accountId: string | null) => AccountDay {
  const known = new Map<string | null, AccountDay>();
  return (accountId) => {
    let found = known.get(accountId);
    if (found === undefined) {
      const account = accountId === null ? undefined : store.get("account", accountId);
      let calendar: WorkCalendar | undefined;
      found = {
        today: localDayOf(nowMs, account?.timeZone ?? timeZone),
        calendar: () => (calendar ??= calendarOf(store, account ?? { id: "", country: "CN" })),
        accountName: account?.name ?? null,
      };
      known.set(accountId, found);
    }
    return found;
  };
}

function originOf(store: LocalStore, task: RecordOf<"task">): TaskOrigin {
  if (task.handoverId != null) return { from: "handover" };
  const run = task.runId == null ? undefined : store.get("playbookRun", task.runId);
  if (run !== undefined) return { from: "playbook", name: run.name };
  if (task.postmortemId != null) {
    const incidentId = store.get("postmortem", task.postmortemId)?.incidentId;
    const number = incidentId === undefined ? undefined : store.get("incident", incidentId)?.number;
    if (incidentId !== undefined && number !== undefined) return { from: "postmortem", incidentId, number };
  }
  if (task.reviewId != null) return { from: "review", reviewId: task.reviewId };
  if (task.incidentId != null) {
    const number = store.get("incident", task.incidentId)?.number;
    if (number !== undefined) return { from: "incident", incidentId: task.incidentId, number };
  }
  return task.peakId == null ? { from: "hand" } : { from: "peak", peakId: task.peakId };
}
