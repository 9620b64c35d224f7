import type { RecordOf } from "../../shared/domain/kinds.ts";
import { standingOf } from "../../shared/domain/today/item-rest.ts";
import type { TodayItem } from "../../shared/domain/today/today-item.ts";
import type { TodayMark } from "../../shared/domain/today/today-mark.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Edit } from "./data-client.ts";
import { patchWithInverse } from "./inverse-edits.ts";
import type { Decided, Decider } from "./signal-edits.ts";

type Aside = Pick<TodayMark, "action" | "toUserId" | "taskId"> & { readonly untilMs: number | null };

/** A mark of the reader's in the place of the one before; undo brings that one back, so that what rested before rests as before. */
function marked(item: TodayItem, aside: Aside, earlier: TodayMark | null, decider: Decider): Decided {
  const id = decider.newId("mark");
  const fields: Omit<TodayMark, "id"> = {
    userId: decider.user.id,
    itemKey: item.id,
    action: aside.action,
    at: new Date(decider.atMs).toISOString(),
    until: aside.untilMs === null ? null : new Date(aside.untilMs).toISOString(),
    standing: standingOf(item),
    toUserId: aside.toUserId,
    taskId: aside.taskId,
  };
  return {
    edits: [...(earlier === null ? [] : [removalOf(earlier)]), { op: "create", kind: "todayMark", id, fields }],
    inverses: [{ op: "delete", kind: "todayMark", id }, ...(earlier === null ? [] : [returnOf(earlier)])],
  };
}

function removalOf({ id }: TodayMark): Edit {
  return { op: "delete", kind: "todayMark", id };
}

function returnOf(mark: TodayMark): Edit {
  const { id, userId, itemKey, action, at, until, standing, toUserId, taskId } = mark;
  const fields = { userId, itemKey, action, at, until, standing, toUserId, taskId };
  return { op: "create", kind: "todayMark", id, fields, resurrect: true };
}

export function snoozeItem(item: TodayItem, untilMs: number, earlier: TodayMark | null, decider: Decider): Decided {
  return marked(item, { action: "snoozed", untilMs, toUserId: null, taskId: null }, earlier, decider);
}

/** Read and left as it is: back when it gets worse or says something else. `untilMs` null = not before. */
export function seeItem(item: TodayItem, untilMs: number | null, earlier: TodayMark | null, decider: Decider): Decided {
  return marked(item, { action: "seen", untilMs, toUserId: null, taskId: null }, earlier, decider);
}

/** Back on the list at once. */
export function bringBack(mark: TodayMark): Decided {
  return { edits: [removalOf(mark)], inverses: [returnOf(mark)] };
}

export interface Delegation {
  readonly toUserId: string;
  /** Last day, `YYYY-MM-DD`, and its end, at which the item is back if it is still there. */
  readonly dueOn: string;
  readonly untilMs: number;
  /** Of the task that is made; whatever the item says, with its number. */
  readonly title: string;
  /** The item's own records, as they are now; null = it is not about one. */
  readonly task: RecordOf<"task"> | null;
  readonly incident: RecordOf<"incident"> | null;
}

/**
 * A task changes its owner and its last day. Of everything else the colleague gets a task that leads back to the account, the peak or the review; of an
 * incident he is told of every new entry too.
 */
export function delegateItem(item: TodayItem, delegation: Delegation, earlier: TodayMark | null, decider: Decider): Decided {
  const { toUserId, dueOn, untilMs, task, incident } = delegation;
  const carried = task === null ? madeTask(item, delegation, decider) : movedTask(task, toUserId, dueOn);
  const watched = incident === null || (incident.watcherIds ?? []).includes(toUserId) ? null : watch(incident, toUserId);
  const mark = marked(item, { action: "delegated", untilMs, toUserId, taskId: carried.taskId }, earlier, decider);
  return {
    edits: [carried.edit, ...(watched === null ? [] : [watched.edit]), ...mark.edits],
    inverses: [...mark.inverses, ...(watched === null ? [] : [watched.inverse]), carried.inverse],
  };
}

interface Carried {
  readonly taskId: string;
  readonly edit: Edit;
  readonly inverse: Edit;
}

function movedTask(task: RecordOf<"task">, ownerId: string, dueOn: string): Carried {
  return { taskId: task.id, ...patchWithInverse("task", task, { ownerId, dueOn }) };
}

function madeTask(item: TodayItem, { toUserId, dueOn, title }: Delegation, decider: Decider): Carried {
  const { target } = item.action;
  const taskId = decider.newId("task");
  const fields: Readonly<Record<string, Json>> = {
    accountId: item.accountId,
    title: title.slice(0, 300),
    ownerId: toUserId,
    dueOn,
    state: "open",
    doneOn: null,
    playbook: null,
    ...(target.to === "peak" ? { peakId: target.peakId } : {}),
    ...(target.to === "review" ? { reviewId: target.reviewId } : {}),
  };
  return {
    taskId,
    edit: { op: "create", kind: "task", id: taskId, fields },
    inverse: { op: "delete", kind: "task", id: taskId },
  };
}

function watch(incident: RecordOf<"incident">, userId: string): { readonly edit: Edit; readonly inverse: Edit } {
  const before = incident.watcherIds ?? [];
  const patch = (watcherIds: readonly string[], seen: readonly string[]): Edit => ({
    op: "patch",
    kind: "incident",
    id: incident.id,
    fields: { watcherIds },
    seen: { watcherIds: seen },
  });
  const after = [...before, userId];
  return { edit: patch(after, before), inverse: patch(before, after) };
}
