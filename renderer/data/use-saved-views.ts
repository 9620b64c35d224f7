import { useMemo } from "react";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import type { ViewScreen } from "../../shared/domain/view/saved-view.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { useQuery, useSyncStatus } from "./hooks.ts";
import { deleteWithInverse } from "./inverse-edits.ts";
import { newRecordId } from "./new-record-id.ts";
import type { EditOutcome } from "./undoable-edits.ts";
import { useUndoableEdit } from "./use-undoable-edit.ts";

/** The reader's views of a screen, and what he can do to them. */
export interface SavedViews {
  readonly views: readonly RecordOf<"savedView">[];
  /** null = nobody is signed in yet. `report` hears the new view's id when it was taken. */
  readonly create: ((name: string, definition: JsonObject, report: (outcome: EditOutcome, id: string) => void) => void) | null;
  readonly remove: (view: RecordOf<"savedView">, report: (outcome: EditOutcome) => void) => void;
}

const none: readonly RecordOf<"savedView">[] = [];

export function useSavedViews(screen: ViewScreen): SavedViews {
  const { user } = useSyncStatus();
  const { data: views = none } = useQuery(
    "savedViews",
    useMemo(() => ({ screen }), [screen]),
  );
  const edit = useUndoableEdit();
  return useMemo(
    () => ({
      views,
      create:
        user === null
          ? null
          : (name, definition, report) => {
              const id = newRecordId("view");
              const order = Math.max(0, ...views.map((other) => other.order)) + 1;
              const fields = { userId: user.id, screen, name, definition, order };
              void edit([{ op: "create", kind: "savedView", id, fields }], [{ op: "delete", kind: "savedView", id }], (outcome) =>
                report(outcome, id),
              );
            },
      remove: (view, report) => {
        const { edit: removal, inverse } = deleteWithInverse("savedView", view);
        void edit([removal], [inverse], report);
      },
    }),
    [views, user, screen, edit],
  );
}
