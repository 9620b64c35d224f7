import type { ReactNode } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import { composeReview } from "../../../shared/domain/review/compose/compose-review.ts";
import type { Paragraph } from "../../../shared/domain/review/compose/review-document.ts";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import type { Slide } from "../../../shared/domain/review/layout/slide.ts";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import { formatClock } from "../../../shared/i18n/format-duration.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { useReady } from "../../ui/ready.ts";
import { SlideView } from "../../ui/review/slide-view.tsx";
import { useText } from "../../ui/text.ts";
import { MissingReview } from "./missing-review.tsx";
import styles from "./present.module.css";
import { presented, type PresentStep } from "./present-keys.ts";
import { readingSeconds } from "./reading-seconds.ts";
import { type ReviewView, useReview } from "./use-review.ts";

/** A review as it is shown to the customer: the slide, the one after it, what to say and how long it has taken. */
export function PresentScreen({ reviewId, section }: { readonly reviewId: string; readonly section: string | null }): ReactNode {
  const view = useReview(reviewId);
  useReady(view !== undefined);
  if (view === undefined) return null;
  return view === null ? <MissingReview /> : <Presenter view={view} section={section} />;
}

/** Each key that goes through the slides, as bindings spell it. */
const stepKeys = [
  ["ArrowRight", "next"],
  ["ArrowDown", "next"],
  ["PageDown", "next"],
  ["Space", "next"],
  ["ArrowLeft", "previous"],
  ["ArrowUp", "previous"],
  ["PageUp", "previous"],
  ["Home", "first"],
  ["End", "last"],
  ["b", "blank"],
  ["f", "audience"],
] as const satisfies readonly (readonly [string, PresentStep])[];

function Presenter({ view: { work, snapshot }, section }: { readonly view: ReviewView; readonly section: string | null }): ReactNode {
  const t = useText("reviewBuilder");
  const navigate = useNavigate();
  const { review, sections } = work;
  const locale = languageOf(review.locale);
  const document = useMemo(
    () => composeReview(snapshot, { locale, audience: "customer", review, sections }),
    [snapshot, locale, review, sections],
  );
  const slides = useMemo(() => layoutReview(document), [document]);
  const [state, setState] = useState(() => ({
    at: Math.max(
      0,
      slides.findIndex(({ sectionId }) => sectionId === section),
    ),
    blank: false,
    audience: false,
  }));
  const slide = slides[Math.min(state.at, slides.length - 1)];
  const next = slides[state.at + 1];
  const root = useRef<HTMLDivElement>(null);
  const leave = (): void => {
    if (state.audience) setState((before) => ({ ...before, audience: false }));
    else navigate({ screen: "review", reviewId: review.id, ...(slide === undefined ? {} : { section: slide.sectionId }) });
  };
  useEffect(() => {
    // The desktop may not let a page have the whole screen: then the slide has the whole window.
    if (state.audience) void root.current?.requestFullscreen().catch(() => undefined);
    else if (window.document.fullscreenElement !== null) void window.document.exitFullscreen().catch(() => undefined);
  }, [state.audience]);
  useEffect(() => {
    const onChange = (): void => {
      if (window.document.fullscreenElement === null) setState((before) => ({ ...before, audience: false }));
    };
    window.document.addEventListener("fullscreenchange", onChange);
    return () => window.document.removeEventListener("fullscreenchange", onChange);
  }, []);
  useKeys([
    ...stepKeys.map(([keys, step]) => ({
      keys,
      label: t(`present.${step}`),
      group: "screen" as const,
      run: () => setState((before) => presented(before, step, slides.length)),
    })),
    { keys: "Escape", label: t("present.leave"), group: "screen", run: leave },
  ]);
  if (slide === undefined) return <MissingReview />;
  if (state.audience) {
    return (
      <div ref={root} className={styles.audience} lang={locale}>
        {!state.blank && (
          <div className={styles.whole}>
            <SlideView slide={slide} locale={locale} selected={null} />
          </div>
        )}
      </div>
    );
  }
  return (
    <div ref={root} className={styles.presenter}>
      <header className={styles.head}>
        <h1>
          {work.account.name} · {document.periodName}
        </h1>
        <span>{t("slide.count", { page: slide.page, pages: slides.length })}</span>
        <Clock />
        <Button keyHint="b" pressed={state.blank} onClick={() => setState((before) => presented(before, "blank", slides.length))}>
          {t("present.blank")}
        </Button>
        <Button keyHint="f" variant="solid" onClick={() => setState((before) => presented(before, "audience", slides.length))}>
          {t("present.audience")}
        </Button>
        <Button keyHint="Escape" variant="ghost" onClick={leave}>
          {t("present.leave")}
        </Button>
      </header>
      <div className={styles.body}>
        <section className={styles.now} aria-label={t("present.now")} lang={locale}>
          <div className={styles.sheet} data-blank={state.blank || undefined}>
            {state.blank ? <p>{t("present.isBlank")}</p> : <SlideView slide={slide} locale={locale} selected={null} />}
          </div>
        </section>
        <aside className={styles.side}>
          <section aria-label={t("present.after")}>
            <h2>{t("present.after")}</h2>
            <div className={styles.sheet} lang={locale}>
              {next === undefined ? <p>{t("present.end")}</p> : <SlideView slide={next} locale={locale} selected={null} />}
            </div>
          </section>
          <Notes slide={slide} locale={locale} />
        </aside>
      </div>
    </div>
  );
}

function Notes({ slide, locale }: { readonly slide: Slide; readonly locale: string }): ReactNode {
  const t = useText("reviewBuilder");
  return (
    <section className={styles.notes} aria-label={t("field.notes")} tabIndex={0}>
      <h2>
        {t("field.notes")} <span>{t("seconds", { count: readingSeconds(slide.notes) })}</span>
      </h2>
      <div lang={locale}>
        {slide.notes.map((paragraph, index) => (
          <p key={`${index} ${paragraph.type}`} data-item={paragraph.type === "item" || undefined}>
            {textOf(paragraph)}
          </p>
        ))}
        {slide.notes.length === 0 && <p>{t("present.noNotes")}</p>}
      </div>
    </section>
  );
}

function textOf({ runs }: Paragraph): string {
  return runs.map(({ text }) => text).join("");
}

/** Time since it was begun, and of day. */
function Clock(): ReactNode {
  const t = useText("reviewBuilder");
  const formats = useFormats();
  const nowMs = useNow("second");
  const [begunMs] = useState(nowMs);
  return (
    <span className={styles.clock}>
      <b>{formatClock(nowMs - begunMs)}</b>
      <time>{t("present.time", { time: formats.time(nowMs) })}</time>
    </span>
  );
}
