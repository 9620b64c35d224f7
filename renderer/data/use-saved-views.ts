import { useMemo } from "react";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import type { ViewScreen } from "../../shared/domain/view/saved-view.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Edit } from "./data-client.ts";
import { useQuery, useSyncStatus } from "./hooks.ts";
import { deleteWithInverse, patchWithInverse } from "./inverse-edits.ts";
import { newRecordId } from "./new-record-id.ts";
import type { EditOutcome } from "./undoable-edits.ts";
import { useUndoableEdit } from "./use-undoable-edit.ts";

type View = RecordOf<"savedView">;

/** The reader's views of a screen, and what he can do to them. */
export interface SavedViews {
  readonly screen: ViewScreen;
  /** They are here: one that is not among them does not exist. */
  readonly ready: boolean;
  readonly views: readonly View[];
  /** null = nobody is signed in yet. `report` hears the new view's id when it was taken. */
  readonly create: ((name: string, definition: JsonObject, report: (outcome: EditOutcome, id: string) => void) => void) | null;
  /** Keeps what is shown now under the view's name. */
  readonly update: (view: View, definition: JsonObject, report: (outcome: EditOutcome) => void) => void;
  /** The screen opens with this view from now on; null = with none. */
  readonly setDefault: (view: View | null, report: (outcome: EditOutcome) => void) => void;
  readonly remove: (view: View, report: (outcome: EditOutcome) => void) => void;
}

const none: readonly View[] = [];

export function useSavedViews(screen: ViewScreen): SavedViews {
  const { user } = useSyncStatus();
  const { data } = useQuery(
    "savedViews",
    useMemo(() => ({ screen }), [screen]),
  );
  const edit = useUndoableEdit();
  const views = data ?? none;
  const ready = data !== undefined;
  return useMemo(
    () => ({
      screen,
      ready,
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
      update: (view, definition, report) => {
        const { edit: patch, inverse } = patchWithInverse("savedView", view, { definition });
        void edit([patch], [inverse], report);
      },
      setDefault: (view, report) => {
        const { edits, inverses } = defaultEdits(views, view?.id ?? null);
        void edit(edits, inverses, report);
      },
      remove: (view, report) => {
        const { edit: removal, inverse } = deleteWithInverse("savedView", view);
        void edit([removal], [inverse], report);
      },
    }),
    [screen, ready, views, user, edit],
  );
}

/** One view at most opens the screen. */
export function defaultEdits(
  views: readonly View[],
  id: string | null,
): { readonly edits: readonly Edit[]; readonly inverses: readonly Edit[] } {
  const changes = views
    .filter((view) => (view.isDefault ?? false) !== (view.id === id))
    .map((view) => patchWithInverse("savedView", view, { isDefault: view.id === id }));
  return { edits: changes.map((change) => change.edit), inverses: changes.map((change) => change.inverse) };
}
