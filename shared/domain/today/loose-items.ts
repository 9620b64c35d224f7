import type { Conflict } from "../conflict/conflict.ts";
import { daysUntil } from "../contract/days-left.ts";
import type { Task } from "../task/task.ts";
import { dayEndMs, dayStartMs } from "./local-day-end.ts";
import type { TodayLooseFacts } from "./today-facts.ts";
import type { TodayItem } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

/** Tasks that are due or overdue, and conflicts that nobody has decided. */
export function looseItems(facts: TodayLooseFacts): readonly TodayItem[] {
  return [
    ...facts.tasks.flatMap((task) => taskItem(facts, task) ?? []),
    ...facts.conflicts.flatMap((conflict) => conflictItem(facts, conflict) ?? []),
  ];
}

function taskItem(facts: TodayLooseFacts, task: Task): TodayItem | null {
  if (task.state !== "open" || task.dueOn === null) return null;
  const days = daysUntil(task.dueOn, facts.nowMs, facts.timeZone);
  if (days > todayThresholds.taskAheadDays) return null;
  const overdue = days < 0;
  const promisedAfter = task.postmortemId == null ? undefined : facts.promisedAfter?.get(task.postmortemId);
  return {
    id: `task:${task.id}`,
    kind: "task",
    state: overdue ? "risk" : "watch",
    accountId: task.accountId,
    tier: tierOf(facts, task.accountId),
    severity: null,
    message: { key: "taskDue", title: task.title },
    detail:
      promisedAfter === undefined
        ? { key: "task", playbook: task.playbook?.id ?? null, step: task.playbook?.step ?? null }
        : { key: "prevention", number: promisedAfter },
    dueMs: dayEndMs(task.dueOn, facts.timeZone),
    dueIsDay: true,
    sinceMs: overdue ? dayStartMs(task.dueOn, facts.timeZone) : null,
    undated: "today",
    action: { key: "completeTask", target: { to: "task", taskId: task.id } },
    records: [{ kind: "task", id: task.id }],
  };
}

function conflictItem(facts: TodayLooseFacts, conflict: Conflict): TodayItem | null {
  if (conflict.state !== "open") return null;
  return {
    id: `conflict:${conflict.id}`,
    kind: "data",
    state: "watch",
    accountId: conflict.accountId,
    tier: tierOf(facts, conflict.accountId),
    severity: null,
    message: { key: "conflict", targetKind: conflict.targetKind, field: conflict.field },
    detail: null,
    dueMs: null,
    dueIsDay: false,
    sinceMs: Date.parse(conflict.lostAt),
    undated: "today",
    action: { key: "decide", target: { to: "sync" } },
    records: [{ kind: "conflict", id: conflict.id }],
  };
}

/** Edits that the backend refused wait for the reader on the sync screen; null = there are none. */
export function refusedItem(count: number): TodayItem | null {
  if (count === 0) return null;
  return {
    id: "refused",
    kind: "data",
    state: "risk",
    accountId: null,
    tier: null,
    severity: null,
    message: { key: "editsRefused", count },
    detail: null,
    dueMs: null,
    dueIsDay: false,
    sinceMs: null,
    undated: "today",
    action: { key: "decide", target: { to: "sync" } },
    records: [],
  };
}

/** Customers whom open notices concern and nobody has told; null = everybody was told. */
export function noticesItem(count: number): TodayItem | null {
  if (count === 0) return null;
  return {
    id: "notices",
    kind: "notice",
    state: "watch",
    accountId: null,
    tier: null,
    severity: null,
    message: { key: "noticesUntold", count },
    detail: null,
    dueMs: null,
    dueIsDay: false,
    sinceMs: null,
    undated: "today",
    action: { key: "tellNotices", target: { to: "notices" } },
    records: [],
  };
}

function tierOf(facts: TodayLooseFacts, accountId: string | null): TodayItem["tier"] {
  return accountId === null ? null : (facts.accounts.get(accountId)?.tier ?? null);
}
