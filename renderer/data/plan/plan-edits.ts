import type { Goal } from "../../../shared/domain/goal/goal.ts";
import type { Handover } from "../../../shared/domain/handover/handover.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { PlannedRun } from "../../../shared/domain/playbook/plan-run.ts";
import type { Task } from "../../../shared/domain/task/task.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Edit } from "../data-client.ts";
import { deleteWithInverse, patchWithInverse } from "../inverse-edits.ts";
import type { PlanWork, StartByHand } from "./plan-facts.ts";

/** Edits and what takes them back. */
export interface PlanEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

type Fields = Readonly<Record<string, Json>>;
type TaskRecord = RecordOf<"task">;

export function join(parts: readonly PlanEdit[]): PlanEdit {
  return { edits: parts.flatMap(({ edits }) => edits), inverses: parts.flatMap(({ inverses }) => inverses) };
}

function create(kind: "task" | "playbookRun" | "goal" | "handover" | "timeline", { id, ...fields }: { readonly id: string }): Edit {
  return { op: "create", kind, id, fields: fields as unknown as Fields };
}

function patch<K extends "task" | "playbookRun" | "goal" | "account">(kind: K, record: RecordOf<K>, fields: Fields): PlanEdit {
  const { edit, inverse } = patchWithInverse(kind, record, fields);
  return { edits: [edit], inverses: [inverse] };
}

/** What a rule made or moved: nobody asked for it, so that nobody is offered to undo it. */
export function ruleEdits({ begin, move }: PlanWork): readonly Edit[] {
  return [
    ...begin.flatMap(plannedEdits),
    ...move.flatMap(({ run, moved }) => [
      ...patch("playbookRun", run, { anchorDay: moved.anchorDay, movedFrom: moved.movedFrom }).edits,
      ...moved.tasks.flatMap(({ task, dueOn }) => patch("task", task as TaskRecord, { dueOn }).edits),
    ]),
  ];
}

function plannedEdits({ run, tasks }: PlannedRun): readonly Edit[] {
  return [create("playbookRun", run), ...tasks.map((task) => create("task", task))];
}

/**
 * Starts a playbook, or goes on with the one that was stopped. A run is never deleted, because a rule or another laptop would make it again: taking
 * the start back stops it.
 */
export function startRun({ planned, existing, tasks }: StartByHand, today: string): PlanEdit {
  if (existing !== null) return existing.state === "stopped" ? resumeRun(existing, tasks) : { edits: [], inverses: [] };
  return {
    edits: plannedEdits(planned),
    inverses: [
      { op: "patch", kind: "playbookRun", id: planned.run.id, fields: { state: "stopped", stoppedOn: today, stopReason: null } },
      ...planned.tasks.map(({ id }): Edit => ({
        op: "patch",
        kind: "task",
        id,
        fields: { state: "dropped", doneOn: today, dropReason: null },
      })),
    ],
  };
}

/** Stops a run: its open steps are dropped for the same reason. */
export function stopRun(run: RecordOf<"playbookRun">, tasks: readonly TaskRecord[], reason: string, today: string): PlanEdit {
  return join([
    patch("playbookRun", run, { state: "stopped", stoppedOn: today, stopReason: reason }),
    ...tasks
      .filter(({ state }) => state === "open")
      .map((task) => patch("task", task, { state: "dropped", doneOn: today, dropReason: reason })),
  ]);
}

/** Goes on with what was stopped: the steps that were dropped with it on that day are open again. */
export function resumeRun(run: RecordOf<"playbookRun">, tasks: readonly TaskRecord[]): PlanEdit {
  const dropped = tasks.filter(
    ({ state, doneOn, dropReason }) => state === "dropped" && doneOn === run.stoppedOn && (dropReason ?? null) === run.stopReason,
  );
  return join([
    patch("playbookRun", run, { state: "running", stoppedOn: null, stopReason: null }),
    ...dropped.map((task) => patch("task", task, { state: "open", doneOn: null, dropReason: null })),
  ]);
}

export function addTask(task: Task): PlanEdit {
  return { edits: [create("task", task)], inverses: [{ op: "delete", kind: "task", id: task.id }] };
}

/** `today` = the account's day, or the reader's where there is no account. */
export function settleTask(task: TaskRecord, state: Task["state"], today: string, reason: string | null = null): PlanEdit {
  return patch("task", task, { state, doneOn: state === "open" ? null : today, dropReason: state === "dropped" ? reason : null });
}

/** A title that somebody writes is no longer the step's in both languages. */
export function changeTask(task: TaskRecord, fields: Partial<Pick<Task, "title" | "dueOn" | "ownerId" | "note">>): PlanEdit {
  return patch("task", task, { ...fields, ...(fields.title === undefined ? {} : { titles: null }) } as Fields);
}

export function saveGoal(goal: RecordOf<"goal"> | null, fields: Goal): PlanEdit {
  const { id, ...rest } = fields;
  return goal === null
    ? { edits: [create("goal", fields)], inverses: [{ op: "delete", kind: "goal", id }] }
    : patch("goal", goal, rest as unknown as Fields);
}

export function removeGoal(goal: RecordOf<"goal">): PlanEdit {
  const { edit, inverse } = deleteWithInverse("goal", goal);
  return { edits: [edit], inverses: [inverse] };
}

/** Everything that an account's change of hands leaves, before the account itself is given away: who gives it may not see it afterwards. */
export interface GivenAccount {
  readonly account: Pick<RecordOf<"account">, "id" | "ownerId">;
  readonly brief: Handover;
  /** Title of the new owner's task, in both languages. */
  readonly titles: { readonly zh: string; readonly en: string };
  readonly dueOn: string;
  /** What the timeline says of it. */
  readonly entry: { readonly id: string; readonly text: string };
}

/** Taking it back gives the account back and closes the task; the brief and its entry on the timeline stay, as everything that was said does. */
export function giveAccount({ account, brief, titles, dueOn, entry }: GivenAccount): PlanEdit {
  const task: Task = {
    id: `tsk_${brief.id}`,
    accountId: account.id,
    title: titles.zh,
    titles,
    ownerId: brief.toId,
    dueOn,
    state: "open",
    doneOn: null,
    playbook: null,
    handoverId: brief.id,
    note: "",
    dropReason: null,
  };
  return {
    edits: [
      create("handover", brief),
      create("task", task),
      create("timeline", {
        ...entry,
        accountId: account.id,
        at: brief.at,
        type: "note",
        authorId: brief.givenById,
        refKind: "handover",
        refId: brief.id,
      } as { readonly id: string }),
      { op: "patch", kind: "account", id: account.id, fields: { ownerId: brief.toId }, seen: { ownerId: account.ownerId } },
    ],
    inverses: [
      { op: "patch", kind: "account", id: account.id, fields: { ownerId: account.ownerId } },
      { op: "delete", kind: "task", id: task.id },
    ],
  };
}

/** The brief was read: the task is done and the timeline says who read it and when. */
export function acknowledgeBrief(
  task: TaskRecord | null,
  brief: Pick<Handover, "id" | "accountId">,
  reader: { readonly id: string; readonly today: string; readonly at: string },
  entry: { readonly id: string; readonly text: string },
): PlanEdit {
  const done = task === null || task.state !== "open" ? null : settleTask(task, "done", reader.today);
  return {
    edits: [
      ...(done?.edits ?? []),
      create("timeline", {
        ...entry,
        accountId: brief.accountId,
        at: reader.at,
        type: "note",
        authorId: reader.id,
        refKind: "handover",
        refId: brief.id,
      } as { readonly id: string }),
    ],
    inverses: done?.inverses ?? [],
  };
}
