import { useMemo } from "react";
import { checkReview } from "../../../shared/domain/review/check/check-review.ts";
import { composeReview } from "../../../shared/domain/review/compose/compose-review.ts";
import { type Findings, findingsOf } from "./findings.ts";
import type { Builder } from "./use-builder.ts";

/** What is to be looked at before the review is exported, in both languages; what is being typed is looked at once it is kept. */
export function useFindings({ work, snapshot, order }: Builder): Findings {
  const { review, sections } = work;
  return useMemo(() => {
    // Only what people wrote can be wrong: a review as composed is not gone through.
    const found =
      sections.length === 0
        ? []
        : (["zh-CN", "en"] as const).flatMap((locale) =>
            checkReview(composeReview(snapshot, { locale, audience: "internal", review, sections }), snapshot, sections),
          );
    return findingsOf(found, sections, order);
  }, [snapshot, review, sections, order]);
}
