import type { ReactNode } from "react";
import type { ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { Slide } from "../../../shared/domain/review/layout/slide.ts";
import { cx } from "../cx.ts";
import styles from "./slide-thumb.module.css";
import { SlideView } from "./slide-view.tsx";

export interface SlideThumbProps {
  readonly slide: Slide;
  readonly locale: ReviewLocale;
  readonly current: boolean;
  /** What the button is called, e.g. "Page 7, Quality by region". */
  readonly label: string;
  readonly onOpen: () => void;
}

/** A slide in the strip under the large one: a button with its picture and number. */
export function SlideThumb({ slide, locale, current, label, onOpen }: SlideThumbProps): ReactNode {
  return (
    <button
      type="button"
      className={cx(styles.thumb, current && styles.current)}
      aria-label={label}
      aria-current={current ? "page" : undefined}
      onClick={onOpen}
    >
      <span className={styles.picture} inert aria-hidden="true">
        <SlideView slide={slide} locale={locale} />
      </span>
      <span className={styles.number}>{slide.page}</span>
    </button>
  );
}
