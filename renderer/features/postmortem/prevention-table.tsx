import { Check, RotateCcw, X } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { addDays } from "../../../shared/domain/calendar/day.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import { preventionTitles } from "../../../shared/domain/postmortem/draft-templates.ts";
import { preventionState, preventionTally } from "../../../shared/domain/postmortem/prevention-items.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { addPrevention, changeTask, type PostmortemEdit } from "../../data/postmortem/postmortem-edits.ts";
import { useMergedText } from "../../data/postmortem/use-merged-text.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNow } from "../../ui/now.ts";
import { PreventionMark } from "../../ui/postmortem/prevention-mark.tsx";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import { goTo, placeId } from "./places.ts";
import styles from "./postmortem.module.css";
import { useReportedEdit } from "./use-reported-edit.ts";

interface TableProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
}

/** Days until a measure that was only just thought of is due: the first, and each after it. */
const firstDueDays = 14;

/** What is done so that it does not happen again: tasks with owner and date, followed also when the text is long published. */
export function PreventionTable({ view, record }: TableProps): ReactNode {
  const t = useText("postmortem");
  const formats = useFormats();
  const run = useReportedEdit();
  const { user } = useSyncStatus();
  const nowMs = useNow("minute");
  const { tasks } = view.work;
  const [adding, setAdding] = useState("");
  const today = localDayOf(nowMs, formats.zone);
  const tally = preventionTally(tasks.map((task) => preventionState(task, nowMs, formats.zone)));
  const edit = (made: PostmortemEdit, said: string | null): void => void run(made, said);
  const add = (title: string): void => {
    if (title.trim() === "" || user === null) return;
    const item = { title: title.trim(), ownerId: user.id, dueOn: addDays(today, firstDueDays) };
    edit(addPrevention(newRecordId("tsk"), record, item), t("prevention.added"));
    setAdding("");
  };
  const suggest = (): void => {
    if (user === null) return;
    const made = preventionTitles[languageOf(record.locale)][record.cause].map((title, index) =>
      addPrevention(newRecordId("tsk"), record, { title, ownerId: user.id, dueOn: addDays(today, firstDueDays * (index + 1)) }),
    );
    edit({ edits: made.flatMap((one) => one.edits), inverses: made.flatMap((one) => one.inverses) }, t("prevention.suggested"));
  };
  useKeys([
    { keys: "a", label: t("prevention.add"), group: "screen", run: () => document.getElementById(`${placeId("prevention")}-new`)?.focus() },
    { keys: "s", label: t("prevention.suggest"), group: "screen", run: (event) => !event.repeat && tasks.length === 0 && suggest() },
  ]);
  return (
    <section className={styles.part} id={placeId("prevention")} data-place="prevention" tabIndex={-1} aria-label={t("section.prevention")}>
      <h2>
        {t("section.prevention")}
        {tasks.length > 0 && (
          <span className={styles.note}>
            {t("prevention.tally", { done: tally.done, all: tasks.length - tally.dropped, overdue: tally.overdue })}
          </span>
        )}
      </h2>
      {tasks.length === 0 ? (
        <p className={styles.note}>{t("prevention.none")}</p>
      ) : (
        <table className={styles.items}>
          <thead>
            <tr>
              <th scope="col">{t("prevention.title")}</th>
              <th scope="col">{t("prevention.owner")}</th>
              <th scope="col">{t("prevention.due")}</th>
              <th scope="col">{t("prevention.state")}</th>
              <th scope="col" aria-label={t("action.more")} />
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <PreventionRow key={task.id} task={task} colleagues={view.work.colleagues} nowMs={nowMs} today={today} onEdit={edit} />
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.adding}>
        <TextField
          id={`${placeId("prevention")}-new`}
          aria-label={t("prevention.new")}
          placeholder={t("prevention.new")}
          keyHint="a"
          maxLength={300}
          value={adding}
          onChange={setAdding}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") add(adding);
            if (event.key !== "Escape") return;
            event.stopPropagation();
            goTo("prevention", false);
          }}
        />
        <Button size="small" disabled={adding.trim() === ""} onClick={() => add(adding)}>
          {t("prevention.add")}
        </Button>
        {tasks.length === 0 && (
          <Button size="small" keyHint="s" onClick={suggest}>
            {t("prevention.suggest")}
          </Button>
        )}
      </div>
    </section>
  );
}

interface RowProps {
  readonly task: RecordOf<"task">;
  readonly colleagues: readonly RecordOf<"user">[];
  readonly nowMs: number;
  readonly today: string;
  readonly onEdit: (made: PostmortemEdit, said: string | null) => void;
}

function PreventionRow({ task, colleagues, nowMs, today, onEdit }: RowProps): ReactNode {
  const t = useText("postmortem");
  const formats = useFormats();
  const title = useMergedText(task.title, (_seen, text) => {
    if (text.trim() !== "") onEdit(changeTask(task, { title: text.trim() }), null);
  });
  const isDone = task.state !== "open";
  const owners = colleagues.some(({ id }) => id === task.ownerId)
    ? colleagues.map(({ id, name }) => ({ id, label: name }))
    : [{ id: task.ownerId, label: task.ownerId }, ...colleagues.map(({ id, name }) => ({ id, label: name }))];
  return (
    <tr>
      <td>
        <TextField aria-label={t("prevention.title")} maxLength={300} value={title.value} onChange={title.write} onBlur={title.flush} />
      </td>
      <td>
        <Select
          aria-label={t("prevention.owner")}
          value={task.ownerId}
          options={owners}
          onChange={(ownerId) => onEdit(changeTask(task, { ownerId }), null)}
        />
      </td>
      <td>
        <TextField
          type="date"
          aria-label={t("prevention.due")}
          value={task.dueOn ?? ""}
          onChange={(dueOn) => onEdit(changeTask(task, { dueOn: dueOn === "" ? null : dueOn }), null)}
        />
      </td>
      <td>
        <PreventionMark state={preventionState(task, nowMs, formats.zone)} />
      </td>
      <td className={styles.rowActions}>
        <IconButton
          size="small"
          label={isDone ? t("prevention.reopen") : t("prevention.done")}
          icon={isDone ? <RotateCcw size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
          onClick={() => onEdit(changeTask(task, isDone ? { state: "open", doneOn: null } : { state: "done", doneOn: today }), null)}
        />
        {!isDone && (
          <IconButton
            size="small"
            label={t("prevention.drop")}
            icon={<X size={14} aria-hidden="true" />}
            onClick={() => onEdit(changeTask(task, { state: "dropped", doneOn: null }), t("prevention.dropped"))}
          />
        )}
      </td>
    </tr>
  );
}
