import { Temporal } from "temporal-polyfill";
import type { Conflict } from "../conflict/conflict.ts";
import { localDay } from "../contract/days-left.ts";
import type { Task } from "../task/task.ts";
import { dayEndMs, dayStartMs } from "./local-day-end.ts";
import type { TodayLooseFacts } from "./today-facts.ts";
import type { TodayItem } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

/** Tasks that are due or overdue, and conflicts that nobody has decided. */
export function looseItems(facts: TodayLooseFacts): readonly TodayItem[] {
  const days = daysOf(facts);
  return [
    ...facts.tasks.flatMap((task) => taskItem(facts, days, task) ?? []),
    ...facts.conflicts.flatMap((conflict) => conflictItem(facts, conflict) ?? []),
  ];
}

interface Days {
  /** `YYYY-MM-DD`: days in this form stand in the order of time. */
  readonly today: string;
  readonly last: string;
  readonly startMs: (day: string) => number;
  readonly endMs: (day: string) => number;
}

/** A book has thousands of tasks of a few hundred days: each day is worked out once. */
function daysOf({ nowMs, timeZone }: TodayLooseFacts): Days {
  const today = localDay(nowMs, timeZone);
  const kept = (read: (day: string, zone: string) => number) => {
    const known = new Map<string, number>();
    return (day: string): number => {
      const ms = known.get(day) ?? read(day, timeZone);
      known.set(day, ms);
      return ms;
    };
  };
  const last = Temporal.PlainDate.from(today).add({ days: todayThresholds.taskAheadDays }).toString();
  return { today, last, startMs: kept(dayStartMs), endMs: kept(dayEndMs) };
}

function taskItem(facts: TodayLooseFacts, days: Days, task: Task): TodayItem | null {
  if (task.state !== "open" || task.dueOn === null || task.dueOn > days.last) return null;
  const overdue = task.dueOn < days.today;
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
    dueMs: days.endMs(task.dueOn),
    dueIsDay: true,
    sinceMs: overdue ? days.startMs(task.dueOn) : null,
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
