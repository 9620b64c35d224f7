import type { ReactNode } from "react";
import type { Review } from "../../../shared/domain/review/model/review.ts";
import { useText } from "../text.ts";
import styles from "./review-state-mark.module.css";

export type ReviewMark = Review["state"] | "none";

/** What has become of a review as shape, word and colour: dashed ring none, half a disc draft, disc ready, tick presented. */
export function ReviewStateMark({ state }: { readonly state: ReviewMark }): ReactNode {
  const t = useText("reviews");
  return (
    <span className={styles.mark}>
      <svg className={styles[state]} viewBox="0 0 10 10" aria-hidden="true">
        {shapes[state]}
      </svg>
      <span className={styles.word}>{t(`state.${state}`)}</span>
    </span>
  );
}

const ring = { cx: 5, cy: 5, r: 3.9, fill: "none", stroke: "currentColor", strokeWidth: 1.3 } as const;
const shapes: Readonly<Record<ReviewMark, ReactNode>> = {
  none: <circle {...ring} strokeDasharray="2.05 2.05" />,
  draft: (
    <>
      <circle {...ring} />
      <path d="M5 1.1a3.9 3.9 0 0 1 0 7.8Z" fill="currentColor" />
    </>
  ),
  ready: <circle cx="5" cy="5" r="4.4" fill="currentColor" />,
  presented: <path d="M1.2 5.4 3.9 8.1 8.9 2.3" fill="none" stroke="currentColor" strokeWidth="1.8" />,
};
