import { type CSSProperties, memo, type ReactNode, useMemo } from "react";
import type { ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import { paperColours } from "../../../shared/domain/review/layout/paper-colours.ts";
import type { Slide, SlideBox } from "../../../shared/domain/review/layout/slide.ts";
import { figurePt, lineHeights } from "../../../shared/domain/review/layout/slide-frame.ts";
import { paragraphGroups, textOfRuns } from "../../../shared/domain/review/layout/text-block.ts";
import type { ReviewKey } from "../../../shared/domain/review/model/review-question.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import { cx } from "../cx.ts";
import { SlideChart } from "./slide-chart.tsx";
import { Runs, ValueChoiceContext } from "./slide-runs.tsx";
import { SlideTable } from "./slide-table.tsx";
import { pt, typeStyle } from "./slide-units.ts";
import { SlideVerdict } from "./slide-verdict.tsx";
import styles from "./slide-view.module.css";

export interface SlideViewProps {
  readonly slide: Slide;
  readonly locale: ReviewLocale;
  /** The value that is explained beside the slide. */
  readonly selected?: ReviewKey | null;
  /** Makes bound values answer to click and Enter; without it the slide only shows. */
  readonly onValue?: (key: ReviewKey) => void;
}

/** A slide as paper, as wide as its place in both themes: the boxes that the files are made of. */
export const SlideView = memo(function SlideView({ slide, locale, selected = null, onValue }: SlideViewProps): ReactNode {
  const choice = useMemo(() => ({ selected, onValue: onValue ?? null }), [selected, onValue]);
  const title = slide.boxes.find((box) => box.role === "title");
  return (
    <ValueChoiceContext value={choice}>
      <article
        className={styles.slide}
        lang={locale}
        style={paperStyle}
        aria-label={title === undefined ? String(slide.page) : textOfRuns(title.runs)}
      >
        <div className={cx(styles.page, slide.layout === "cover" && styles.cover)}>
          {slide.boxes.map((box, index) => (
            <BoxView key={index} box={box} locale={locale} />
          ))}
        </div>
      </article>
    </ValueChoiceContext>
  );
});

const paperStyle = Object.fromEntries(Object.entries(paperColours).map(([name, colour]) => [`--paper-${name}`, colour])) as CSSProperties;

function BoxView({ box, locale }: { readonly box: SlideBox; readonly locale: ReviewLocale }): ReactNode {
  const place: CSSProperties = { left: pt(box.x), top: pt(box.y), width: pt(box.width), height: pt(box.height) };
  switch (box.role) {
    case "title":
      return (
        <h2 className={cx(styles.box, styles.title)} style={{ ...place, ...typeStyle(box.fontPt, lineHeights.title) }}>
          <Runs runs={box.runs} />
        </h2>
      );
    case "kicker":
    case "subtitle":
    case "caption":
    case "footer":
    case "page":
      return (
        <p
          className={cx(styles.box, box.role === "page" ? styles.number : styles[box.role])}
          style={{ ...place, ...typeStyle(box.fontPt, box.fontPt > 14 ? lineHeights.title : lineHeights.small) }}
        >
          <Runs runs={box.runs} />
        </p>
      );
    case "text":
      return <TextView box={box} place={place} />;
    case "figure":
      return (
        <dl className={cx(styles.box, styles.figure)} style={place}>
          <dt style={typeStyle(figurePt.label, lineHeights.small)}>
            <SlideVerdict verdict={box.verdict} locale={locale} />
            {box.label}
          </dt>
          <dd className={styles.figureValue} style={typeStyle(box.fontPt, lineHeights.figure)}>
            <Runs runs={[box.value]} />
          </dd>
          <dd className={styles.figureNote} style={typeStyle(figurePt.note, lineHeights.small)}>
            <Runs runs={box.note} />
          </dd>
        </dl>
      );
    case "chart":
      return (
        <div className={styles.box} style={place}>
          <SlideChart chart={box.chart} widthPt={box.width} heightPt={box.height} fontPt={box.fontPt} locale={locale} />
        </div>
      );
    case "table":
      return (
        <div className={styles.box} style={{ ...place, ...typeStyle(box.fontPt, lineHeights.table) }}>
          <SlideTable box={box} locale={locale} />
        </div>
      );
    case "rule":
    case "accent":
    case "logo":
      return <div className={cx(styles.box, styles[box.role])} style={place} aria-hidden />;
    default:
      return assertNever(box);
  }
}

type TextBox = Extract<SlideBox, { readonly role: "text" }>;

function TextView({ box, place }: { readonly box: TextBox; readonly place: CSSProperties }): ReactNode {
  return (
    <div className={cx(styles.box, styles.text)} style={{ ...place, ...typeStyle(box.fontPt, lineHeights.text) }}>
      {box.heading !== null && <h3>{box.heading}</h3>}
      {paragraphGroups(box.paragraphs).map(({ list, paragraphs }, group) =>
        list ? (
          <ul key={group}>
            {paragraphs.map((paragraph, index) => (
              <li key={index}>
                <Runs runs={paragraph.runs} />
              </li>
            ))}
          </ul>
        ) : (
          <div key={group}>
            {paragraphs.map((paragraph, index) => (
              <p key={index}>
                <Runs runs={paragraph.runs} />
              </p>
            ))}
          </div>
        ),
      )}
    </div>
  );
}
