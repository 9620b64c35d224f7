import { useMemo } from "react";
import type { Task } from "../../../shared/domain/task/task.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { addTask, changeTask, join, type PlanEdit, settleTask } from "../../data/plan/plan-edits.ts";
import type { TaskRow } from "../../data/queries/task-rows.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import type { NewTask } from "../../ui/plan/new-task-dialog.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

/** What can be done with tasks, each with a message that offers to undo it. */
export interface TaskEdits {
  /** Completes the open ones; when none is open, opens them all again. */
  readonly toggle: (rows: readonly TaskRow[]) => void;
  readonly drop: (rows: readonly TaskRow[], reason: string) => void;
  readonly move: (rows: readonly TaskRow[], dueOn: string) => void;
  readonly give: (rows: readonly TaskRow[], to: { readonly id: string; readonly name: string }) => void;
  readonly change: (row: TaskRow, fields: Partial<Pick<Task, "title" | "dueOn" | "ownerId" | "note">>) => void;
  readonly add: (task: NewTask, ownerId: string | null) => void;
}

export function useTaskEdits(): TaskEdits {
  const t = useText("plans");
  const errors = useText("errors");
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  const { user } = useSyncStatus();
  const userId = user?.id ?? null;
  return useMemo(() => {
    const apply = (edit: PlanEdit, text: string): void => {
      if (edit.edits.length === 0) return;
      void editUndoable(edit.edits, edit.inverses, (outcome) =>
        toast(
          outcome.ok ? { text, undo: outcome.undo } : { text: t("tasks.failed", { reason: errors(outcome.error.code) }), tone: "error" },
        ),
      );
    };
    return {
      toggle: (rows) => {
        const open = rows.filter(({ task }) => task.state === "open");
        if (open.length > 0)
          apply(join(open.map((row) => settleTask(row.task, "done", row.today))), t("tasks.done", { count: open.length }));
        else apply(join(rows.map((row) => settleTask(row.task, "open", row.today))), t("tasks.reopened", { count: rows.length }));
      },
      drop: (rows, reason) => {
        const open = rows.filter(({ task }) => task.state === "open");
        apply(join(open.map((row) => settleTask(row.task, "dropped", row.today, reason))), t("tasks.dropped", { count: open.length }));
      },
      move: (rows, dueOn) =>
        apply(join(rows.map(({ task }) => changeTask(task, { dueOn }))), t("tasks.moved", { count: rows.length, day: dueOn })),
      give: (rows, to) =>
        apply(join(rows.map(({ task }) => changeTask(task, { ownerId: to.id }))), t("tasks.given", { count: rows.length, name: to.name })),
      change: (row, fields) => apply(changeTask(row.task, fields), t("tasks.changed")),
      add: ({ title, accountId, dueOn }, ownerId) => {
        const owner = ownerId ?? userId;
        if (owner === null) return;
        const task: Task = {
          id: newRecordId("task"),
          accountId,
          title,
          ownerId: owner,
          dueOn,
          state: "open",
          doneOn: null,
          playbook: null,
          note: "",
          dropReason: null,
        };
        apply(addTask(task), t("tasks.added", { title }));
      },
    };
  }, [t, errors, toast, editUndoable, userId]);
}
