import { newRecordId } from "../../data/new-record-id.ts";
import { refreshReview } from "../../data/review/review-edits.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";
import type { Stale } from "./use-staleness.ts";

/** Puts rows of now under the review; what stood is kept as a version, and an undo brings the old rows back. */
export function useRefresh({ work }: Builder, stale: Stale): () => Promise<void> {
  const t = useText("reviewBuilder");
  const toast = useToast();
  const run = useReviewEdit();
  return async () => {
    const fresh = await stale.again();
    if (fresh === null) return toast({ text: t("refresh.failed"), tone: "error" });
    const wish = {
      id: newRecordId("rvv"),
      authorId: work.userId ?? work.review.ownerId,
      nowMs: Date.now(),
      label: t("refresh.label", { id: fresh.snapshotId }),
    };
    await run(refreshReview(work, fresh, wish), t("refresh.done", { id: fresh.snapshotId }));
  };
}
