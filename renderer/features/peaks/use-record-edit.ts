import { useCallback } from "react";
import type { Edit } from "../../data/data-client.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

/** Edits with what takes them back. */
export interface RecordEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

/** Edits, says what was done with an undo beside it, or why it was not taken. Answers whether it was. */
export function useRecordEdit(): (edit: RecordEdit, doneText: string) => Promise<boolean> {
  const t = useText("peaks");
  const errors = useText("errors");
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  return useCallback(
    ({ edits, inverses }, doneText) =>
      editUndoable(edits, inverses, (outcome) =>
        toast(
          outcome.ok
            ? { text: doneText, undo: outcome.undo }
            : { text: t("edit.failed", { reason: errors(outcome.error.code) }), tone: "error" },
        ),
      ),
    [editUndoable, toast, t, errors],
  );
}
