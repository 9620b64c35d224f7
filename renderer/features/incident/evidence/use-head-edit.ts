import { useCallback } from "react";
import type { HeadEdit } from "../../../data/incident-head-edits.ts";
import { useUndoableEdit } from "../../../data/use-undoable-edit.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Makes an edit and says what it was, with its undo. */
export function useHeadEdit(): (edit: HeadEdit, words: string) => void {
  const t = useText("incidentActions");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useUndoableEdit();
  return useCallback(
    ({ edits, inverses }, words) => {
      void edit(edits, inverses, (outcome) =>
        toast(
          outcome.ok
            ? { text: t("changed", { what: words }), undo: outcome.undo }
            : { text: t("failed", { reason: errors(outcome.error.code) }), tone: "error" },
        ),
      );
    },
    [t, errors, toast, edit],
  );
}
