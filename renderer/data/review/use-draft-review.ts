import { useCallback } from "react";
import type { EditError } from "../data-client.ts";
import { useDataClient } from "../data-client-provider.tsx";
import type { Undo } from "../undoable-edits.ts";
import { useUndoableEdit } from "../use-undoable-edit.ts";
import { type DraftedReview, draftReview } from "./draft-review.ts";

type Answer =
  | { readonly state: "drafted"; readonly reviewId: string; readonly undo: Undo }
  | Exclude<DraftedReview, { readonly state: "drafted" }>
  | { readonly state: "refused"; readonly code: EditError["code"] };

/** Drafts one review, so that it can be undone. */
export function useDraftReview(): (wish: Parameters<typeof draftReview>[1]) => Promise<Answer> {
  const client = useDataClient();
  const edit = useUndoableEdit();
  return useCallback(
    async (wish) => {
      const made = await draftReview(client, wish);
      if (made.state !== "drafted") return made;
      return new Promise<Answer>((resolve) => {
        void edit(made.edit.edits, made.edit.inverses, (outcome) =>
          resolve(
            outcome.ok ? { state: "drafted", reviewId: made.reviewId, undo: outcome.undo } : { state: "refused", code: outcome.error.code },
          ),
        );
      });
    },
    [client, edit],
  );
}
