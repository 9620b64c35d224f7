import { useState, type ReactNode } from "react";
import { healthGrades } from "../../../../shared/domain/health/health-override.ts";
import { useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import { useRecordEdit } from "../use-record-edit.ts";
import styles from "./health.module.css";
import { overrideEnd } from "./override-days.ts";

const dayMs = 86_400_000;
const usualDays = 14;

interface OverrideDialogProps {
  readonly accountId: string;
  readonly nowMs: number;
  readonly onClose: () => void;
}

/** A colleague's judgement against the computed grade: with a reason, a name and an end. */
export function OverrideDialog({ accountId, nowMs, onClose }: OverrideDialogProps): ReactNode {
  const t = useText("health");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const edit = useRecordEdit();
  const { user } = useSyncStatus();
  const [grade, setGrade] = useState<(typeof healthGrades)[number]>("watch");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(formats.day(nowMs + usualDays * dayMs, "UTC"));
  const expiresAt = overrideEnd(until, nowMs);
  const usable = reason.trim() !== "" && expiresAt !== null && user !== null;
  const save = (): void => {
    if (!usable) return;
    const id = newRecordId("hov");
    const at = new Date().toISOString();
    const fields = { accountId, grade, reason: reason.trim(), authorId: user.id, at, expiresAt, withdrawnAt: null };
    void edit(
      {
        edits: [{ op: "create", kind: "healthOverride", id, fields }],
        inverses: [{ op: "patch", kind: "healthOverride", id, fields: { withdrawnAt: new Date().toISOString() } }],
      },
      t("override.saved", { grade: domain(`state.${grade}`) }),
    );
    onClose();
  };
  return (
    <Dialog
      open
      title={t("override.title")}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" disabled={!usable} onClick={save}>
            {t("override.set")}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className={styles.secondary}>{t("override.explain")}</p>
        <Field stacked label={t("override.grade")}>
          {(control) => (
            <Select
              {...control}
              value={grade}
              onChange={setGrade}
              options={healthGrades.map((id) => ({ id, label: domain(`state.${id}`) }))}
            />
          )}
        </Field>
        <Field stacked label={t("override.reason")} hint={t("override.reason.hint")}>
          {(control) => <TextField {...control} data-autofocus value={reason} maxLength={300} onChange={setReason} />}
        </Field>
        <Field stacked label={t("override.until")} error={expiresAt === null ? t("override.until.bad") : undefined}>
          {(control) => <TextField {...control} value={until} placeholder="2027-01-31" onChange={setUntil} />}
        </Field>
      </form>
    </Dialog>
  );
}
