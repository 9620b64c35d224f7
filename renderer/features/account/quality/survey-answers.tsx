import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { scoreRanges, type SurveyAnswer } from "../../../../shared/domain/survey/survey-answer.ts";
import { useFormDraft } from "../../../data/drafts/use-draft.ts";
import { useEdit, useQuery } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useKeys } from "../../../ui/keys.ts";
import { Select } from "../../../ui/select.tsx";
import { TextArea, TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import styles from "../account.module.css";
import { EditForm } from "../edit-form.tsx";

const nobody = "*";

/** What the customer answered, newest first, and a form for an answer that came by phone or in a meeting. Answers are never changed. */
export function SurveyAnswers({ accountId }: { readonly accountId: string }): ReactNode {
  const t = useText("quality");
  const formats = useFormats();
  const [adding, setAdding] = useState(false);
  const answers = useQuery("accountAnswers", { accountId }).data;
  useKeys([{ keys: "a", label: t("answers.add"), group: "screen", run: () => setAdding(true) }]);
  if (answers === undefined) return null;
  return (
    <section className={styles.padded} aria-label={t("answers")}>
      <div className={styles.sectionHead}>
        <h2>{t("answers")}</h2>
        <Button size="small" icon={<Plus size={14} aria-hidden="true" />} keyHint="a" onClick={() => setAdding(true)}>
          {t("answers.add")}
        </Button>
      </div>
      {adding && <AnswerForm accountId={accountId} onClose={() => setAdding(false)} />}
      {answers.length === 0 ? (
        <p className={styles.none}>{t("answers.none")}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("answers.column.at")}</th>
              <th scope="col">{t("answers.instrument")}</th>
              <th scope="col" className={styles.number}>
                {t("answers.score")}
              </th>
              <th scope="col">{t("answers.contact")}</th>
              <th scope="col" className={styles.wide}>
                {t("answers.comment")}
              </th>
            </tr>
          </thead>
          <tbody>
            {answers.map(({ record, contactName, pending }) => (
              <tr key={record.id}>
                <td>{formats.day(Date.parse(record.at))}</td>
                <td>{t(`instrument.${record.instrument}`)}</td>
                <td className={styles.number}>{formats.number(record.score)}</td>
                <td>{contactName ?? t("answers.nobody")}</td>
                <td className={styles.wide} title={record.comment}>
                  {pending && <span className={styles.pending}>{t("answers.pending")}</span>} {record.comment}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface Typed {
  readonly instrument: SurveyAnswer["instrument"];
  readonly score: string;
  readonly contactId: string | null;
  readonly comment: string;
}
const nothing: Typed = { instrument: "csat", score: "", contactId: null, comment: "" };

function AnswerForm({ accountId, onClose }: { readonly accountId: string; readonly onClose: () => void }): ReactNode {
  const t = useText("quality");
  const account = useText("account");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useEdit();
  const contacts = useQuery("accountContacts", { accountId }).data ?? [];
  const { fields, set, forget } = useFormDraft<null, Typed>(`answer ${accountId}`, null, () => nothing);
  const { min, max } = scoreRanges[fields.instrument];
  const score = Number(fields.score);
  const usable = /^\d{1,2}$/.test(fields.score) && score >= min && score <= max;
  const save = async (): Promise<void> => {
    const { instrument, contactId, comment } = fields;
    const answer = { accountId, at: new Date().toISOString(), instrument, score, contactId, comment: comment.trim() };
    const done = await edit([{ op: "create", kind: "surveyAnswer", id: newRecordId("answer"), fields: answer }]);
    if (done.ok) forget();
    else toast({ text: account("form.failed", { reason: errors(done.error.code) }), tone: "error" });
  };
  return (
    <EditForm
      label={t("answers.add")}
      usable={usable}
      changed
      onSave={() => {
        void save();
        onClose();
      }}
      onClose={() => {
        forget();
        onClose();
      }}
    >
      <Field stacked label={t("answers.instrument")}>
        {(control) => (
          <Select
            {...control}
            value={fields.instrument}
            onChange={(instrument) => set({ instrument })}
            options={(["csat", "nps"] as const).map((id) => ({ id, label: t(`instrument.${id}`) }))}
          />
        )}
      </Field>
      <Field stacked label={t("answers.score")} error={fields.score === "" || usable ? undefined : t("answers.range", { min, max })}>
        {(control) => <TextField {...control} value={fields.score} onChange={(typed) => set({ score: typed })} data-autofocus />}
      </Field>
      <Field stacked label={t("answers.contact")}>
        {(control) => (
          <Select
            {...control}
            value={fields.contactId ?? nobody}
            onChange={(id) => set({ contactId: id === nobody ? null : id })}
            options={[{ id: nobody, label: t("answers.nobody") }, ...contacts.map(({ record }) => ({ id: record.id, label: record.name }))]}
          />
        )}
      </Field>
      <Field stacked label={t("answers.comment")}>
        {(control) => <TextArea {...control} rows={2} value={fields.comment} maxLength={20_000} onChange={(comment) => set({ comment })} />}
      </Field>
    </EditForm>
  );
}
