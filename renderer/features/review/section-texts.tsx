import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { useMergedText } from "../../data/postmortem/use-merged-text.ts";
import { changeSection } from "../../data/review/review-edits.ts";
import { Button } from "../../ui/button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { ComposedDialog } from "./composed-dialog.tsx";
import { composedNarrative, fieldOf } from "./composed-narrative.ts";
import { RichText } from "./editor/rich-text.tsx";
import { goToOutline, textId } from "./focus-places.ts";
import styles from "./pane.module.css";
import { readingSeconds } from "./reading-seconds.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

export const sectionFields = ["title", "body", "notes"] as const;
export type SectionField = (typeof sectionFields)[number];

interface TextsProps {
  readonly builder: Builder;
  readonly field: SectionField;
  readonly onField: (field: SectionField) => void;
  readonly onFind: (insert: (key: string | null) => void) => void;
}

/** The words of the open section: its title, its body or what is said beside it. */
export function SectionTexts({ builder, field, onField, onFind }: TextsProps): ReactNode {
  const t = useText("reviewBuilder");
  const section = builder.document.sections.find(({ id }) => id === builder.at);
  const seconds = section === undefined ? 0 : readingSeconds(section.notes);
  return (
    <section className={styles.panel} aria-label={t("texts")}>
      <header className={styles.panelHead}>
        <Tabs label={t("texts")} value={field} onChange={onField} items={sectionFields.map((id) => ({ id, label: t(`field.${id}`) }))} />
        <span className={styles.small}>{field === "notes" && t("seconds", { count: seconds })}</span>
      </header>
      <FieldEditor key={field} builder={builder} field={field} onFind={onFind} />
    </section>
  );
}

/** One text as it is written; kept at each pause, merged with what colleagues write meanwhile. */
function FieldEditor({ builder, field, onFind }: Omit<TextsProps, "onField">): ReactNode {
  const t = useText("reviewBuilder");
  const run = useReviewEdit();
  const { work, at, locale, look, textOf, onTyped } = builder;
  const record = work.sections.find(({ section }) => section === at) ?? null;
  const name = fieldOf(field, locale);
  const composed = composedNarrative(builder.composed, at, field);
  const kept = record?.[name] ?? null;
  const [comparing, setComparing] = useState(false);
  const text = useMergedText(kept ?? composed, (seen, value) => {
    const fields = { [name]: value === composed ? null : value };
    void run({ edits: changeSection(work.review, at, record, fields, { [name]: kept === null ? null : seen }).edits, inverses: [] }, null);
  });
  return (
    <div className={styles.box} id={textId}>
      <RichText
        label={t(`field.${field}`)}
        locale={locale}
        value={text.value}
        onChange={(narrative) => {
          text.write(narrative);
          onTyped(name, narrative);
        }}
        onBlur={text.flush}
        onEscape={goToOutline}
        single={field === "title"}
        textOf={textOf}
        onValue={look}
        onFind={onFind}
        tail={
          <>
            <span>{text.dirty ? t("saving") : kept === null ? t("composed.is") : t("composed.edited")}</span>
            {kept !== null && !at.startsWith("free-") && (
              <Button size="small" variant="ghost" icon={<RotateCcw size={12} aria-hidden="true" />} onClick={() => setComparing(true)}>
                {t("composed.back")}
              </Button>
            )}
          </>
        }
      />
      {comparing && (
        <ComposedDialog
          locale={locale}
          field={field}
          yours={text.value}
          composed={composed}
          textOf={textOf}
          onClose={() => setComparing(false)}
          onBack={() => {
            setComparing(false);
            text.flush();
            void run(changeSection(work.review, at, record, { [name]: null }), t("composed.done"));
          }}
        />
      )}
    </div>
  );
}
