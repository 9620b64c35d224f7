import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { Temporal } from "temporal-polyfill";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { dayEndMs } from "../../../shared/domain/today/local-day-end.ts";
import { useQuery } from "../../data/hooks.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import type { Delegation } from "../../data/today-edits.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./today.module.css";
import { accountWords, messageWords, titleWords } from "./today-words.ts";
import { useWords } from "./use-words.ts";

interface DelegateDialogProps {
  readonly item: TodayRow;
  readonly nowMs: number;
  readonly onDelegate: (item: TodayRow, to: Delegation, name: string) => void;
  readonly onClose: () => void;
}

/** To whom and until when; says what the colleague gets. */
export function DelegateDialog({ item, nowMs, onDelegate, onClose }: DelegateDialogProps): ReactNode {
  const words = useWords();
  const common = useText("common");
  const { t, formats } = words;
  const taskId = item.action.target.to === "task" ? item.action.target.taskId : null;
  const incidentId = item.kind === "incident" ? (item.records[0]?.id ?? null) : null;
  const { data } = useQuery(
    "todayDelegation",
    useMemo(() => ({ accountId: item.accountId, taskId, incidentId }), [item.accountId, taskId, incidentId]),
  );
  const today = localDay(nowMs, formats.zone);
  const [chosen, setChosen] = useState("");
  const [dueOn, setDueOn] = useState(() => firstDay(item, today, formats.zone));
  const colleagues = data?.colleagues ?? [];
  const to = colleagues.find(({ id }) => id === chosen) ?? colleagues[0];
  const dayIsGood = /^\d{4}-\d{2}-\d{2}$/.test(dueOn) && dueOn >= today;
  const delegate = (): void => {
    if (data === undefined || to === undefined || !dayIsGood) return;
    const untilMs = dayEndMs(dueOn, formats.zone);
    const { task, incident } = data;
    onDelegate(item, { toUserId: to.id, dueOn, untilMs, title: titleWords(item, words), task, incident }, to.name);
    onClose();
  };
  return (
    <Dialog
      open
      title={t("delegate.title")}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" disabled={to === undefined || !dayIsGood} onClick={delegate}>
            {t("delegate.do")}
          </Button>
        </>
      }
    >
      <p className={styles.whyItem}>
        <strong>{accountWords(item, t)}</strong> {messageWords(item.message, words)}
      </p>
      {data !== undefined && to === undefined ? (
        <p>{t("delegate.nobody")}</p>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            delegate();
          }}
        >
          <Field label={t("delegate.to")}>
            {(control) => (
              <Select
                {...control}
                options={colleagues.map(({ id, name }) => ({ id, label: name }))}
                value={to?.id ?? ""}
                onChange={setChosen}
              />
            )}
          </Field>
          <Field label={t("delegate.until")} error={dayIsGood ? undefined : t("delegate.until.error")}>
            {(control) => <TextField {...control} type="date" min={today} value={dueOn} onChange={setDueOn} />}
          </Field>
          {/* Enter in a field gives it away. */}
          <input type="submit" hidden />
        </form>
      )}
      <p className={styles.under}>
        {t(`delegate.what.${taskId !== null ? "task" : incidentId !== null ? "incident" : "other"}`)} {t("delegate.back")}
      </p>
    </Dialog>
  );
}

/** The item's own day where it lies ahead, else tomorrow. */
function firstDay({ dueMs }: TodayRow, today: string, zone: string): string {
  const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString();
  if (dueMs === null) return tomorrow;
  // A due time at midnight is the end of the day before it.
  const due = localDay(dueMs - 1, zone);
  return due >= today ? due : tomorrow;
}
