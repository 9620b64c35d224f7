import type { ReactNode } from "react";
import { memo, useEffect, useRef } from "react";
import type { ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { Slide } from "../../../shared/domain/review/layout/slide.ts";
import { SlideThumb } from "../../ui/review/slide-thumb.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./pane.module.css";

interface ThumbnailsProps {
  readonly slides: readonly Slide[];
  readonly at: string;
  readonly locale: ReviewLocale;
  readonly onGo: (section: string) => void;
  readonly nameOf: (section: string) => string;
}

/** Every slide, small; those of the open section stay in sight. Drawn anew only when a slide differs. */
export const Thumbnails = memo(function Thumbnails({ slides, at, locale, onGo, nameOf }: ThumbnailsProps): ReactNode {
  const t = useText("reviewBuilder");
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [at]);
  return (
    <div ref={strip} className={styles.strip} role="group" aria-label={t("slides.all")}>
      {slides.map((slide) => (
        <div key={`${slide.sectionId} ${slide.continuation}`} className={styles.thumb} lang={locale}>
          <SlideThumb
            slide={slide}
            locale={locale}
            current={slide.sectionId === at}
            label={t("slide.of", { page: slide.page, name: nameOf(slide.sectionId) })}
            onOpen={() => onGo(slide.sectionId)}
          />
        </div>
      ))}
    </div>
  );
});
