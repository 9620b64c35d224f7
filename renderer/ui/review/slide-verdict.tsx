import type { ReactNode } from "react";
import type { ReviewLocale, Verdict } from "../../../shared/domain/review/compose/review-document.ts";
import { verdictPaths, verdictWord } from "../../../shared/domain/review/layout/verdict-mark.ts";
import { cx } from "../cx.ts";
import styles from "./slide-view.module.css";

export function SlideVerdict({ verdict, locale }: { readonly verdict: Verdict; readonly locale: ReviewLocale }): ReactNode {
  if (verdict === null) return null;
  return (
    <svg className={cx(styles.verdict, styles[verdict])} viewBox="0 0 10 10" role="img" aria-label={verdictWord(verdict, locale)}>
      <path d={verdictPaths[verdict]} />
    </svg>
  );
}
