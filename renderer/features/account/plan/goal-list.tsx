import { Pencil, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { type Goal, type GoalState, goalStates } from "../../../../shared/domain/goal/goal.ts";
import type { RecordOf } from "../../../../shared/domain/kinds.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { removeGoal, saveGoal } from "../../../data/plan/plan-edits.ts";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { Select } from "../../../ui/select.tsx";
import { StateMark, type State } from "../../../ui/state-mark.tsx";
import { TextArea, TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { Section } from "../section.tsx";
import { useRecordEdit } from "../use-record-edit.ts";

const shapes: Readonly<Record<GoalState, State>> = { open: "watch", reached: "good", missed: "risk", dropped: "unknown" };

interface Props {
  readonly goals: readonly RecordOf<"goal">[];
  readonly accountId: string;
  readonly ownerId: string;
  readonly today: string;
}

/** What the customer and the team want to reach, by when, and how it is measured. */
export function GoalList({ goals, accountId, ownerId, today }: Props): ReactNode {
  const t = useText("plans");
  const [editing, setEditing] = useState<RecordOf<"goal"> | "new" | null>(null);
  useKeys([{ keys: "o", label: t("plan.goal.add"), group: "screen", run: () => setEditing("new") }]);
  return (
    <Section
      title={t("plan.goals")}
      end={
        <Button
          size="small"
          variant="ghost"
          keyHint="o"
          icon={<Plus size={14} aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={() => setEditing("new")}
        >
          {t("plan.goal.add")}
        </Button>
      }
    >
      {goals.length === 0 && <p className={styles.none}>{t("plan.goals.none")}</p>}
      <ul className={styles.rows}>
        {goals.map((goal) => (
          <li key={goal.id}>
            <StateMark state={shapes[goal.state]} label={t(`plan.goal.state.${goal.state}`)} />
            <span className={styles.main} title={goal.note === "" ? goal.title : goal.note}>
              {goal.title}
            </span>
            <span className={styles.side}>{goal.measure}</span>
            <span className={styles.side}>
              {goal.baseline ?? t("plan.goal.none")} → {goal.target}
            </span>
            <span className={cx(styles.side, goal.state === "open" && goal.dueOn !== null && goal.dueOn < today && styles.late)}>
              {goal.decidedOn ?? goal.dueOn ?? t("tasks.due.undated")}
            </span>
            <IconButton
              size="small"
              label={`${t("plan.goal.edit")}: ${goal.title}`}
              icon={<Pencil size={14} aria-hidden="true" />}
              onClick={() => setEditing(goal)}
            />
          </li>
        ))}
      </ul>
      {editing !== null && (
        <GoalDialog
          goal={editing === "new" ? null : editing}
          accountId={accountId}
          ownerId={ownerId}
          today={today}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

interface GoalDraft extends Readonly<Record<"title" | "measure" | "baseline" | "target" | "dueOn" | "note", string>> {
  readonly state: GoalState;
}

function GoalDialog({
  goal,
  accountId,
  ownerId,
  today,
  onClose,
}: Omit<Props, "goals"> & { readonly goal: RecordOf<"goal"> | null; readonly onClose: () => void }): ReactNode {
  const t = useText("plans");
  const edit = useRecordEdit();
  const [draft, setDraft] = useState<GoalDraft>({
    title: goal?.title ?? "",
    measure: goal?.measure ?? "",
    baseline: goal?.baseline ?? "",
    target: goal?.target ?? "",
    dueOn: goal?.dueOn ?? "",
    state: goal?.state ?? "open",
    note: goal?.note ?? "",
  });
  const set = (part: Partial<GoalDraft>): void => setDraft({ ...draft, ...part });
  const usable = draft.title.trim() !== "" && draft.measure.trim() !== "" && draft.target.trim() !== "";
  const save = (): void => {
    const fields: Goal = {
      id: goal?.id ?? newRecordId("goal"),
      accountId,
      title: draft.title.trim(),
      measure: draft.measure.trim(),
      baseline: draft.baseline.trim() === "" ? null : draft.baseline.trim(),
      target: draft.target.trim(),
      dueOn: draft.dueOn === "" ? null : draft.dueOn,
      state: draft.state,
      decidedOn: draft.state === "open" ? null : (goal?.decidedOn ?? today),
      note: draft.note,
      ownerId: goal?.ownerId ?? ownerId,
    };
    void edit(saveGoal(goal, fields), t("plan.goal.saved"));
    onClose();
  };
  return (
    <Dialog open title={goal === null ? t("plan.goal.add") : t("plan.goal.edit")} onClose={onClose} width={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (usable) save();
        }}
      >
        <Field label={t("plan.goal.title")}>
          {(control) => <TextField {...control} value={draft.title} onChange={(title) => set({ title })} maxLength={300} data-autofocus />}
        </Field>
        <Field label={t("plan.goal.measure")}>
          {(control) => <TextField {...control} value={draft.measure} onChange={(measure) => set({ measure })} maxLength={300} />}
        </Field>
        <Field label={t("plan.goal.baseline")}>
          {(control) => <TextField {...control} value={draft.baseline} onChange={(baseline) => set({ baseline })} maxLength={300} />}
        </Field>
        <Field label={t("plan.goal.target")}>
          {(control) => <TextField {...control} value={draft.target} onChange={(target) => set({ target })} maxLength={300} />}
        </Field>
        <Field label={t("plan.goal.due")}>
          {(control) => <TextField {...control} type="date" value={draft.dueOn} onChange={(dueOn) => set({ dueOn })} />}
        </Field>
        <Field label={t("plan.goal.state")}>
          {(control) => (
            <Select
              {...control}
              value={draft.state}
              onChange={(state) => set({ state })}
              options={goalStates.map((id) => ({ id, label: t(`plan.goal.state.${id}`) }))}
            />
          )}
        </Field>
        <Field label={t("plan.goal.note")}>
          {(control) => <TextArea {...control} value={draft.note} onChange={(note) => set({ note })} maxLength={20_000} rows={3} />}
        </Field>
        <Button type="submit" variant="solid" disabled={!usable}>
          {t("form.save")}
        </Button>{" "}
        {goal !== null && (
          <Button
            variant="ghost"
            danger
            onClick={() => {
              void edit(removeGoal(goal), t("plan.goal.removed"));
              onClose();
            }}
          >
            {t("plan.goal.remove")}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
