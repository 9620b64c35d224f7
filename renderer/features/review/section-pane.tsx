import { EyeOff, Eye, Lock, MessageSquare, Table2, Trash2, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { Slide } from "../../../shared/domain/review/layout/slide.ts";
import { Button } from "../../ui/button.tsx";
import { SlideView } from "../../ui/review/slide-view.tsx";
import { useText } from "../../ui/text.ts";
import { CommentsPanel } from "./comments-panel.tsx";
import { goToComment } from "./focus-places.ts";
import { isInternal, outlineLines } from "./outline-lines.ts";
import styles from "./pane.module.css";
import { type SectionField, SectionTexts } from "./section-texts.tsx";
import { Thumbnails } from "./thumbnails.tsx";
import type { Builder } from "./use-builder.ts";

export interface PaneActions {
  readonly onData: () => void;
  readonly onHide: () => void;
  /** Makes the section one for the team only, or for the customer again. */
  readonly onAudience: () => void;
  readonly onRemove: () => void;
  readonly onFind: (insert: (key: string | null) => void) => void;
}

interface PaneProps extends PaneActions {
  readonly builder: Builder;
  readonly slides: readonly Slide[];
  readonly field: SectionField;
  readonly onField: (field: SectionField) => void;
}

/** The open section: what it is, its slides as they will be shown, its words, what colleagues say of it, and where it stands among the others. */
export function SectionPane({ builder, slides, field, onField, ...on }: PaneProps): ReactNode {
  const t = useText("reviewBuilder");
  const { at, order, work, document, value, look, go, nameOf } = builder;
  const section = document.sections.find(({ id }) => id === at);
  const number = outlineLines(order, work.review.hidden, work.sections).find(({ id }) => id === at)?.number ?? null;
  const own = slides.filter(({ sectionId }) => sectionId === at);
  const isHidden = number === null;
  const internal = isInternal(work.sections, at);
  return (
    <div className={styles.pane}>
      <div className={styles.bar} role="toolbar" aria-label={t("section")}>
        <h2>
          {number} {nameOf(at)}
        </h2>
        <span className={styles.layout}>
          {section === undefined ? t("section.hidden") : t("layout", { layout: t(`layout.${section.layout}`) })}
          {internal && ` · ${t("audience.internal")}`}
        </span>
        <span className={styles.tools}>
          <Button variant="ghost" icon={<Table2 size={14} aria-hidden="true" />} keyHint="d" onClick={on.onData}>
            {t("data")}
          </Button>
          <Button
            variant="ghost"
            icon={isHidden ? <Eye size={14} aria-hidden="true" /> : <EyeOff size={14} aria-hidden="true" />}
            keyHint="h"
            onClick={on.onHide}
          >
            {isHidden ? t("section.show") : t("section.hide")}
          </Button>
          <Button
            variant="ghost"
            icon={internal ? <Users size={14} aria-hidden="true" /> : <Lock size={14} aria-hidden="true" />}
            keyHint="i"
            onClick={on.onAudience}
          >
            {t(internal ? "audience.unmake" : "audience.make")}
          </Button>
          {at.startsWith("free-") && (
            <Button variant="ghost" icon={<Trash2 size={14} aria-hidden="true" />} onClick={on.onRemove}>
              {t("section.remove")}
            </Button>
          )}
          <Button variant="ghost" icon={<MessageSquare size={14} aria-hidden="true" />} keyHint="m" onClick={goToComment}>
            {t("comment")}
          </Button>
        </span>
      </div>
      <div className={styles.stage} tabIndex={0} role="group" aria-label={t("slides")}>
        {own.length === 0 && <p className={styles.empty}>{isHidden ? t("section.hiddenText") : t("section.empty")}</p>}
        {own.map((slide) => (
          <div key={slide.continuation} className={styles.paper} lang={document.locale}>
            <SlideView slide={slide} locale={document.locale} selected={value} onValue={look} />
          </div>
        ))}
        <div className={styles.below}>
          <SectionTexts
            key={`${at} ${builder.locale} ${work.review.snapshotId}`}
            builder={builder}
            field={field}
            onField={onField}
            onFind={on.onFind}
          />
          <CommentsPanel builder={builder} />
        </div>
      </div>
      <Thumbnails slides={slides} at={at} locale={document.locale} onGo={go} nameOf={nameOf} />
    </div>
  );
}
