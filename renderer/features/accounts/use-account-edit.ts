import { useCallback } from "react";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import type { UndoableEdits } from "./bulk-edits.ts";

/** Edits, says what was done with an undo beside it, or why it was not taken. Answers whether it was. */
export function useAccountEdit(): (edits: UndoableEdits, doneText: string) => Promise<boolean> {
  const t = useText("accounts");
  const errors = useText("errors");
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  return useCallback(
    async ({ edits, inverses }, doneText) => {
      if (edits.length === 0) {
        toast({ text: t("bulk.nothing") });
        return true;
      }
      return editUndoable(edits, inverses, (outcome) =>
        toast(
          outcome.ok
            ? { text: doneText, undo: outcome.undo }
            : { text: t("bulk.failed", { reason: errors(outcome.error.code) }), tone: "error" },
        ),
      );
    },
    [editUndoable, toast, t, errors],
  );
}
