import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { healthGrades } from "../../../../shared/domain/health/health-override.ts";
import { severities } from "../../../../shared/domain/incident/incident.ts";
import { playbookId, type PlaybookInForce, type PlaybookWhen, stepRoles } from "../../../../shared/domain/playbook/playbook.ts";
import type { Json } from "../../../../shared/kernel/json.ts";
import { useEdit, useSyncStatus } from "../../../data/hooks.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Field } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useLanguage, useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import { contentOf, draftOf, type DraftStep, freshStep, type PlaybookDraft } from "./playbook-draft.ts";
import styles from "./playbooks.module.css";

const rules: readonly PlaybookWhen[] = ["manual", "renewal", "peak", "health_drop", "new_account", "incident_closed"];

/** Words, rule and steps of a playbook. `playbook` null = a new one. */
export function PlaybookForm({
  playbook,
  mayEdit,
  taken,
  onSaved,
}: {
  readonly playbook: PlaybookInForce | null;
  readonly mayEdit: boolean;
  /** Keys that there are. */
  readonly taken: readonly string[];
  readonly onSaved: (key: string) => void;
}): ReactNode {
  const t = useText("plans");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useEdit();
  const inChinese = useLanguage() === "zh-CN";
  const { user } = useSyncStatus();
  const [first] = useState(() => draftOf(playbook));
  const [draft, setDraft] = useState(first);
  const set = (part: Partial<PlaybookDraft>): void => setDraft({ ...draft, ...part });
  const made = contentOf(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first);
  const isTaken = playbook === null && taken.includes(draft.key);
  const canSave = mayEdit && isChanged && made.ok && !isTaken && user !== null;
  const save = async (): Promise<void> => {
    if (!made.ok || !canSave) return;
    const version = (playbook?.version ?? 0) + 1;
    const done = await edit([
      {
        op: "create",
        kind: "playbook",
        id: playbookId(draft.key, version),
        fields: { key: draft.key, version, ...made.content, authorId: user.id, at: new Date().toISOString() } as unknown as Record<
          string,
          Json
        >,
      },
    ]);
    if (!done.ok) return toast({ text: errors(done.error.code), tone: "error" });
    toast({ text: t("playbooks.saved", { name: inChinese ? draft.zh : draft.en, version }) });
    onSaved(draft.key);
  };
  return (
    <form
      className={styles.form}
      aria-label={t("playbooks.choose")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset disabled={!mayEdit} className={styles.form}>
        <div className={styles.rule}>
          {playbook === null && (
            <Field stacked label={t("playbooks.key")}>
              {(control) => <TextField {...control} value={draft.key} onChange={(key) => set({ key })} maxLength={40} />}
            </Field>
          )}
          <Field stacked label={t("playbooks.name.zh")}>
            {(control) => <TextField {...control} lang="zh-CN" value={draft.zh} onChange={(zh) => set({ zh })} maxLength={300} />}
          </Field>
          <Field stacked label={t("playbooks.name.en")}>
            {(control) => <TextField {...control} lang="en" value={draft.en} onChange={(en) => set({ en })} maxLength={300} />}
          </Field>
        </div>
        <RuleFields draft={draft} set={set} />
        <StepTable steps={draft.steps} onChange={(steps) => set({ steps })} mayEdit={mayEdit} />
      </fieldset>
      {isChanged && !made.ok && (
        <p className={styles.fault} role="alert">
          {made.fault.code === "form" ? t("playbooks.fault.form") : t(`playbooks.fault.${made.fault.code}`, { step: made.fault.step })}
        </p>
      )}
      {mayEdit && (
        <div className={styles.actions}>
          <Button type="submit" size="small" variant="solid" disabled={!canSave}>
            {t("playbooks.save")}
          </Button>
          <Button size="small" variant="ghost" disabled={!isChanged} onClick={() => setDraft(first)}>
            {t("playbooks.discard")}
          </Button>
          <Button size="small" variant="ghost" onClick={() => set({ steps: [...draft.steps, freshStep(draft.steps)] })}>
            {t("playbooks.step.add")}
          </Button>
        </div>
      )}
    </form>
  );
}

interface DraftProps {
  readonly draft: PlaybookDraft;
  readonly set: (part: Partial<PlaybookDraft>) => void;
}

function RuleFields({ draft, set }: DraftProps): ReactNode {
  const t = useText("plans");
  const domain = useText("domain");
  const number = (name: keyof PlaybookDraft["numbers"]): ReactNode => (
    <Field stacked label={t(`playbooks.rule.${name}`)}>
      {(control) => (
        <TextField
          {...control}
          inputMode="numeric"
          value={draft.numbers[name]}
          onChange={(value) => set({ numbers: { ...draft.numbers, [name]: value } })}
        />
      )}
    </Field>
  );
  return (
    <div className={styles.rule}>
      <Field stacked label={t("playbooks.rule")}>
        {(control) => (
          <Select
            {...control}
            value={draft.when}
            onChange={(when) => set({ when })}
            options={rules.map((id) => ({ id, label: t(`playbooks.rule.${id}`) }))}
          />
        )}
      </Field>
      {draft.when === "renewal" && number("daysBefore")}
      {draft.when === "health_drop" && (
        <Field stacked label={t("playbooks.rule.grade")}>
          {(control) => (
            <Select
              {...control}
              value={draft.grade}
              onChange={(grade) => set({ grade })}
              options={healthGrades.slice(1).map((id) => ({ id, label: domain(`state.${id}`) }))}
            />
          )}
        </Field>
      )}
      {draft.when === "health_drop" && number("afterDays")}
      {draft.when === "peak" && number("probability")}
      {draft.when === "peak" && number("aheadDays")}
      {draft.when === "incident_closed" && (
        <Field stacked label={t("playbooks.rule.severity")}>
          {(control) => (
            <Select
              {...control}
              value={draft.severity}
              onChange={(severity) => set({ severity })}
              options={severities.map((id) => ({ id, label: id }))}
            />
          )}
        </Field>
      )}
      {draft.when !== "manual" && <Checkbox label={t("playbooks.on")} checked={draft.on} onChange={(on) => set({ on })} />}
    </div>
  );
}

function StepTable({
  steps,
  onChange,
  mayEdit,
}: {
  readonly steps: readonly DraftStep[];
  readonly onChange: (steps: readonly DraftStep[]) => void;
  readonly mayEdit: boolean;
}): ReactNode {
  const t = useText("plans");
  const domain = useText("domain");
  const change = (index: number, part: Partial<DraftStep>): void =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...part } : step)));
  const label = (index: number, part: string): string => `${t("playbooks.step", { number: index + 1 })}: ${part}`;
  return (
    <table className={styles.steps}>
      <caption className={styles.hint}>{t("playbooks.steps")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("playbooks.step.count")}</th>
          <th scope="col">{t("playbooks.step.unit")}</th>
          <th scope="col">{t("playbooks.step.zh")}</th>
          <th scope="col">{t("playbooks.step.en")}</th>
          <th scope="col">{t("playbooks.step.role")}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr key={step.key}>
            <td className={styles.count}>
              <TextField
                aria-label={label(index, t("playbooks.step.count"))}
                inputMode="numeric"
                value={step.count}
                onChange={(count) => change(index, { count })}
              />
            </td>
            <td>
              <Select
                aria-label={label(index, t("playbooks.step.unit"))}
                value={step.unit}
                onChange={(unit) => change(index, { unit })}
                options={(["days", "workingDays"] as const).map((id) => ({ id, label: t(`playbooks.step.${id}`) }))}
              />
            </td>
            <td className={styles.wide}>
              <TextField
                aria-label={label(index, t("playbooks.step.zh"))}
                lang="zh-CN"
                value={step.zh}
                maxLength={300}
                onChange={(zh) => change(index, { zh })}
              />
            </td>
            <td className={styles.wide}>
              <TextField
                aria-label={label(index, t("playbooks.step.en"))}
                lang="en"
                value={step.en}
                maxLength={300}
                onChange={(en) => change(index, { en })}
              />
            </td>
            <td>
              <Select
                aria-label={label(index, t("playbooks.step.role"))}
                value={step.role}
                onChange={(role) => change(index, { role })}
                options={stepRoles.map((id) => ({ id, label: domain(`role.${id}`) }))}
              />
            </td>
            {mayEdit && (
              <td>
                <IconButton
                  size="small"
                  label={t("playbooks.step.remove", { number: index + 1 })}
                  icon={<Trash2 size={14} aria-hidden="true" />}
                  onClick={() => onChange(steps.filter((_, at) => at !== index))}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
