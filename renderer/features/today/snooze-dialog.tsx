import type { ReactNode } from "react";
import { useState } from "react";
import { snoozeChoices, snoozeUntil, snoozeUntilDay } from "../../../shared/domain/today/snooze-until.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./today.module.css";
import { accountWords, messageWords } from "./today-words.ts";
import { useWords } from "./use-words.ts";

interface SnoozeDialogProps {
  readonly item: TodayRow;
  /** When it was opened, ms: the choices do not move while they are read. */
  readonly nowMs: number;
  readonly onSnooze: (item: TodayRow, untilMs: number) => void;
  readonly onClose: () => void;
}

/** Until when: one of three, or the morning of a day. */
export function SnoozeDialog({ item, nowMs, onSnooze, onClose }: SnoozeDialogProps): ReactNode {
  const words = useWords();
  const { t, formats } = words;
  const [day, setDay] = useState("");
  const [asked, setAsked] = useState(false);
  const untilMs = snoozeUntilDay(day, nowMs, formats.zone);
  const snooze = (atMs: number): void => {
    onSnooze(item, atMs);
    onClose();
  };
  return (
    <Dialog open title={t("snooze.title")} onClose={onClose}>
      <p className={styles.whyItem}>
        <strong>{accountWords(item, t)}</strong> {messageWords(item.message, words)}
      </p>
      <div className={styles.choices} role="group" aria-label={t("snooze.title")}>
        {snoozeChoices.map((choice, index) => {
          const atMs = snoozeUntil(choice, nowMs, formats.zone);
          return (
            <Button key={choice} data-autofocus={index === 0} onClick={() => snooze(atMs)}>
              <span>{t(`snooze.${choice}`)}</span>
              <span className={styles.at}>{`${formats.weekday(atMs)} ${formats.dateTime(atMs)}`}</span>
            </Button>
          );
        })}
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (untilMs !== null) snooze(untilMs);
        }}
      >
        <Field
          label={t("snooze.day")}
          hint={t("snooze.day.hint")}
          error={(asked || day !== "") && untilMs === null ? t("snooze.day.error") : undefined}
        >
          {(control) => (
            <span className={styles.dayRow}>
              <TextField {...control} type="date" value={day} onChange={setDay} />
              <Button type="submit">{t("snooze.do")}</Button>
            </span>
          )}
        </Field>
      </form>
      <p className={styles.under}>{t("snooze.early")}</p>
    </Dialog>
  );
}
