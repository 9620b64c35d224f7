import { useRef, useState, type ReactNode } from "react";
import { checkTemplate } from "../../../../shared/domain/outreach/check-template.ts";
import { defaultTemplate } from "../../../../shared/domain/outreach/default-templates.ts";
import { type MessageText, tokenMark } from "../../../../shared/domain/outreach/message-text.ts";
import { sampleFacts } from "../../../../shared/domain/outreach/sample-facts.ts";
import { exampleScenario, type MessageTemplate } from "../../../data/queries/message-templates.ts";
import { Button } from "../../../ui/button.tsx";
import { tokenWords } from "../../../ui/compose/compose-words.ts";
import { MessageView } from "../../../ui/compose/message-view.tsx";
import { Field } from "../../../ui/field.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { useText } from "../../../ui/text.ts";
import { TextArea, TextField } from "../../../ui/text-field.tsx";
import { faultWords } from "./template-words.ts";
import styles from "./templates.module.css";
import { useSaveTemplate } from "./use-save-template.ts";

/** The words with the places of their values on the left, written out for an invented customer on the right. */
export function TemplateForm({ template, mayEdit }: { readonly template: MessageTemplate; readonly mayEdit: boolean }): ReactNode {
  const t = useText("templates");
  const [text, setText] = useState<MessageText>(template.text);
  const [nowMs] = useState(() => Date.now());
  const save = useSaveTemplate(template);
  const checked = checkTemplate(template.key, template.language, text, nowMs);
  const isChanged = text.subject !== template.text.subject || text.body !== template.text.body;
  const canSave = mayEdit && isChanged && checked.ok;
  const saveDraft = (): void => void (canSave && save(text));
  useKeys(isChanged ? [{ keys: "mod+Enter", label: t("save"), group: "screen", inFields: true, run: saveDraft }] : []);
  return (
    <form
      className={styles.form}
      aria-label={t("form")}
      onSubmit={(event) => {
        event.preventDefault();
        saveDraft();
      }}
    >
      <div className={styles.columns}>
        <TemplateText template={template} text={text} nowMs={nowMs} onWrite={mayEdit ? setText : null} />
        <section className={styles.preview} aria-label={t("preview")}>
          <p className={styles.hint}>{t("preview")}</p>
          {checked.ok ? (
            <MessageView subject={checked.value.subjectParts} body={checked.value.bodyParts} locale={template.language} />
          ) : (
            <p className={styles.fault} role="alert">
              {faultWords(checked.error, t)}
            </p>
          )}
        </section>
      </div>
      {mayEdit && (
        <div className={styles.actions}>
          <Button type="submit" variant="solid" size="small" keyHint="mod+Enter" disabled={!canSave}>
            {t("save")}
          </Button>
          <Button size="small" variant="ghost" disabled={!isChanged} onClick={() => setText(template.text)}>
            {t("discard")}
          </Button>
          {template.version > 0 && (
            <Button
              size="small"
              variant="ghost"
              onClick={() => setText(defaultTemplate(template.key, template.language, template.scenario ?? exampleScenario))}
            >
              {t("product")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

interface TemplateTextProps {
  readonly template: MessageTemplate;
  readonly text: MessageText;
  readonly nowMs: number;
  /** null = it is only read. */
  readonly onWrite: ((text: MessageText) => void) | null;
}

function TemplateText({ template, text, nowMs, onWrite }: TemplateTextProps): ReactNode {
  const t = useText("templates");
  const outreach = useText("outreach");
  const area = useRef<HTMLTextAreaElement>(null);
  const { bound } = sampleFacts(template.key, template.language, "whole", nowMs);
  const insert = (mark: string): void => {
    const field = area.current;
    const from = field?.selectionStart ?? text.body.length;
    onWrite?.({ ...text, body: `${text.body.slice(0, from)}${mark}${text.body.slice(field?.selectionEnd ?? from)}` });
    field?.focus();
  };
  return (
    <div className={styles.text}>
      <Field stacked label={outreach("edit.subject")}>
        {(control) => (
          <TextField
            {...control}
            lang={template.language}
            value={text.subject}
            maxLength={300}
            readOnly={onWrite === null}
            onChange={(subject) => onWrite?.({ ...text, subject })}
          />
        )}
      </Field>
      <Field stacked label={outreach("edit.body")}>
        {(control) => (
          <TextArea
            {...control}
            ref={area}
            lang={template.language}
            rows={18}
            value={text.body}
            maxLength={15_000}
            readOnly={onWrite === null}
            onChange={(body) => onWrite?.({ ...text, body })}
          />
        )}
      </Field>
      {onWrite !== null && (
        <div className={styles.tokens} role="group" aria-label={t("tokens")}>
          {bound.map(({ token }) => (
            <button
              key={token}
              type="button"
              className={styles.token}
              title={tokenWords(token, outreach)}
              onClick={() => insert(tokenMark(token))}
            >
              {token}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
