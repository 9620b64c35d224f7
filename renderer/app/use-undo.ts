import { useMemo } from "react";
import { joinDots } from "../../shared/i18n/format-number.ts";
import { useUndoableEdits } from "../data/data-client-provider.tsx";
import type { UndoOutcome } from "../data/undoable-edits.ts";
import { useText } from "../ui/text.ts";
import { useToast } from "../ui/toast.tsx";

export interface UndoActions {
  /** The last edit, or the one of the history that is named. */
  readonly undo: (id?: number) => void;
  readonly redo: (id?: number) => void;
}

/** Takes edits back and does them again, from whatever screen, and says what became of it. */
export function useUndo(): UndoActions {
  const undoable = useUndoableEdits();
  const t = useText("shell");
  const common = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  return useMemo(() => {
    const redo = (id?: number): void => void undoable.redo(id).then((outcome) => tell(outcome, "undo.nothingAgain"));
    const undo = (id?: number): void => void undoable.undo(id).then((outcome) => tell(outcome, "undo.nothing"));
    const tell = (outcome: UndoOutcome, nothing: "undo.nothing" | "undo.nothingAgain"): void => {
      switch (outcome.state) {
        case "nothing":
          return toast({ text: t(nothing) });
        case "refused":
          return toast({ text: t("undo.refused", { what: outcome.done.what, reason: errors(outcome.error.code) }), tone: "error" });
        case "overwritten":
          return toast({ text: t("undo.overwritten", { what: outcome.done.what }), tone: "error" });
        case "undone":
        case "redone": {
          const { done, kept } = outcome;
          const text = t(outcome.state === "undone" ? "undo.undone" : "undo.redone", { what: done.what });
          const again = outcome.state === "undone" && done.canRedo;
          return toast({
            text: kept.length === 0 ? text : joinDots([text, t("undo.kept", { count: kept.length })]),
            ...(again ? { action: { label: common("action.redo"), run: () => redo(done.id) } } : {}),
          });
        }
      }
    };
    return { undo, redo };
  }, [undoable, t, common, errors, toast]);
}
