import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import { deleteWithInverse, patchWithInverse } from "../../data/inverse-edits.ts";
import type { UndoableEdits } from "./bulk-edits.ts";
import { listViewDefinition, type ListView } from "./list-view.ts";

type SavedView = RecordOf<"savedView">;

/** A new view after the reader's others. */
export function createView(id: string, userId: string, name: string, view: ListView, others: readonly SavedView[]): UndoableEdits {
  const order = Math.max(0, ...others.map((other) => other.order)) + 1;
  const fields = { userId, screen: "accounts", name, definition: listViewDefinition(view), order };
  return { edits: [{ op: "create", kind: "savedView", id, fields }], inverses: [{ op: "delete", kind: "savedView", id }] };
}

export function patchView(saved: SavedView, fields: Readonly<Record<string, Json>>): UndoableEdits {
  const { edit, inverse } = patchWithInverse("savedView", saved, fields);
  return { edits: [edit], inverses: [inverse] };
}

export function deleteView(saved: SavedView): UndoableEdits {
  const { edit, inverse } = deleteWithInverse("savedView", saved);
  return { edits: [edit], inverses: [inverse] };
}

/** Changes places with the neighbour; null = there is none on that side. */
export function moveView(views: readonly SavedView[], id: string, by: -1 | 1): UndoableEdits | null {
  const index = views.findIndex((view) => view.id === id);
  const here = views[index];
  const there = views[index + by];
  if (here === undefined || there === undefined) return null;
  // Two views made in the same place have one order: then their places in the list are taken.
  const orders = here.order === there.order ? ([index, index + by] as const) : ([here.order, there.order] as const);
  const first = patchWithInverse("savedView", here, { order: orders[1] });
  const second = patchWithInverse("savedView", there, { order: orders[0] });
  return { edits: [first.edit, second.edit], inverses: [first.inverse, second.inverse] };
}
