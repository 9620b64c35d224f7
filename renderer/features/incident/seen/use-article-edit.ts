import { useCallback } from "react";
import type { Edit } from "../../../data/data-client.ts";
import { useUndoableEdit } from "../../../data/use-undoable-edit.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Edits, says what was done with an undo beside it, or why it was not taken. */
export function useArticleEdit(): (
  edit: { readonly edits: readonly Edit[]; readonly inverses: readonly Edit[] },
  doneText: string,
) => Promise<boolean> {
  const errors = useText("errors");
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  return useCallback(
    ({ edits, inverses }, doneText) =>
      editUndoable(edits, inverses, (outcome) =>
        toast(outcome.ok ? { text: doneText, undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" }),
      ),
    [editUndoable, toast, errors],
  );
}
