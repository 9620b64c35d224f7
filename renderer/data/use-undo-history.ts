import { useCallback, useSyncExternalStore } from "react";
import { useUndoableEdits } from "./data-client-provider.tsx";
import type { DoneEdit } from "./undoable-edits.ts";

/** What can be taken back or done again, the newest last. */
export function useUndoHistory(): readonly DoneEdit[] {
  const undoable = useUndoableEdits();
  return useSyncExternalStore(
    useCallback((changed) => undoable.subscribe(changed), [undoable]),
    () => undoable.history(),
  );
}
