import { useCallback } from "react";
import { useUndoableEdits } from "./data-client-provider.tsx";
import type { UndoableEdits } from "./undoable-edits.ts";

/** Edits so that it can be undone: see `UndoableEdits.edit`. */
export function useUndoableEdit(): UndoableEdits["edit"] {
  const undoable = useUndoableEdits();
  return useCallback((edits, inverses, report) => undoable.edit(edits, inverses, report), [undoable]);
}
