import { useCallback } from "react";
import type { Edit } from "../../../data/data-client.ts";
import { useUndoableEdit } from "../../../data/use-undoable-edit.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Saves with an undo beside what was done, or says why it was not taken. */
export function useSaveRule(): (edits: readonly Edit[], inverses: readonly Edit[], doneText: string) => Promise<boolean> {
  const t = useText("settings");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useUndoableEdit();
  return useCallback(
    (edits, inverses, doneText) =>
      edit(edits, inverses, (outcome) =>
        toast(
          outcome.ok
            ? { text: doneText, undo: outcome.undo }
            : { text: t("notice.failed", { reason: errors(outcome.error.code) }), tone: "error" },
        ),
      ),
    [edit, toast, t, errors],
  );
}
