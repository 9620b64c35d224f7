import { useCallback } from "react";
import { useSyncStatus } from "../../data/hooks.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { watchEdits } from "./watch-edits.ts";

/** Watches incidents, or stops watching them if the reader watches all of them, with an undo. */
export function useWatch(): (rows: readonly IncidentRow[]) => void {
  const t = useText("incidents");
  const errors = useText("errors");
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  const { user } = useSyncStatus();
  return useCallback(
    (rows) => {
      if (user === null || rows.length === 0) return;
      const on = rows.some((row) => !row.watcherIds.includes(user.id));
      const { edits, inverses } = watchEdits(rows, user.id, on);
      void editUndoable(edits, inverses, (outcome) =>
        toast(
          outcome.ok
            ? { text: t(on ? "watch.on" : "watch.off", { count: edits.length }), undo: outcome.undo }
            : { text: errors(outcome.error.code), tone: "error" },
        ),
      );
    },
    [user, editUndoable, toast, t, errors],
  );
}
