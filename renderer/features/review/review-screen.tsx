import type { ReactNode } from "react";
import { useReady } from "../../ui/ready.ts";
import { MissingReview } from "./missing-review.tsx";
import { ReviewBuilder } from "./review-builder.tsx";
import { useReview } from "./use-review.ts";

/** A review: its sections, its slides, its numbers. */
export function ReviewScreen({ reviewId, section }: { readonly reviewId: string; readonly section: string | null }): ReactNode {
  const view = useReview(reviewId);
  useReady(view !== undefined);
  if (view === undefined) return null;
  return view === null ? <MissingReview /> : <ReviewBuilder view={view} section={section} />;
}
