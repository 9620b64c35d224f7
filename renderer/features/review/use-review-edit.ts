import { useCallback } from "react";
import type { ReviewEdit } from "../../data/review/review-edits.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

/** Edits, says what was done (null = it shows by itself) with an undo where there is one, or why it was not taken. Answers whether it was. */
export function useReviewEdit(): (edit: ReviewEdit, said: string | null) => Promise<boolean> {
  const edit = useUndoableEdit();
  const toast = useToast();
  const errors = useText("errors");
  return useCallback(
    ({ edits, inverses }, said) =>
      edit(edits, inverses, (outcome) => {
        if (!outcome.ok) toast({ text: errors(outcome.error.code), tone: "error" });
        else if (said !== null) toast({ text: said, ...(inverses.length === 0 ? {} : { undo: outcome.undo }) });
      }),
    [edit, toast, errors],
  );
}
