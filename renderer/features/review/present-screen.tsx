import type { ReactNode } from "react";
import { ReviewScreen } from "./review-screen.tsx";

/** A review as it is shown to the customer, slide by slide. */
export function PresentScreen({ reviewId, section }: { readonly reviewId: string; readonly section: string | null }): ReactNode {
  return <ReviewScreen reviewId={reviewId} section={section} />;
}
