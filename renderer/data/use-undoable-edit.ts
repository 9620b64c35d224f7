import { useCallback } from "react";
import type { Edit, EditError } from "./data-client.ts";
import { useEdit } from "./hooks.ts";

/** What became of an edit: taken, with what takes it back, or refused. */
export type EditOutcome = { readonly ok: true; readonly undo: () => void } | { readonly ok: false; readonly error: EditError };

/**
 * Edits and tells `report` how it went, so that a screen can offer to undo it. `report` also hears of an undo that was refused; one that was
 * taken shows by itself.
 */
export function useUndoableEdit(): (
  edits: readonly Edit[],
  inverses: readonly Edit[],
  report: (outcome: EditOutcome) => void,
) => Promise<boolean> {
  const edit = useEdit();
  return useCallback(
    async (edits, inverses, report) => {
      const done = await edit(edits);
      if (!done.ok) {
        report({ ok: false, error: done.error });
        return false;
      }
      const undo = async (): Promise<void> => {
        const undone = await edit(inverses);
        if (!undone.ok) report({ ok: false, error: undone.error });
      };
      report({ ok: true, undo: () => void undo() });
      return true;
    },
    [edit],
  );
}
