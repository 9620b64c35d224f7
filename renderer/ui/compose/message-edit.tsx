import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import type { Composition } from "../../../shared/domain/outreach/compose-message.ts";
import { type MessageText, partsOf, tokenMark } from "../../../shared/domain/outreach/message-text.ts";
import { Button } from "../button.tsx";
import { Field } from "../field.tsx";
import { useKeys } from "../keys.ts";
import { TextArea, TextField } from "../text-field.tsx";
import { useText } from "../text.ts";
import styles from "./compose.module.css";
import { MessageView } from "./message-view.tsx";

interface MessageEditProps {
  readonly composition: Composition;
  readonly onWrite: (text: MessageText | null) => void;
  readonly onDone: () => void;
}

/** The message as text, its bound values as `{{ token }}`: they stay bound wherever they are moved. Ctrl+Enter or Esc ends it; nothing is lost. */
export function MessageEdit({ composition, onWrite, onDone }: MessageEditProps): ReactNode {
  const t = useText("outreach");
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, bound, template } = composition;
  const byToken = new Map(bound.map((value) => [value.token, value]));
  useKeys([
    { keys: "mod+Enter", label: t("edit.done"), group: "screen", inFields: true, run: onDone },
    { keys: "Escape", label: t("edit.done"), group: "screen", inFields: true, run: onDone },
  ]);
  useEffect(() => area.current?.focus(), []);
  const insert = (mark: string): void => {
    const field = area.current;
    const from = field?.selectionStart ?? text.body.length;
    const to = field?.selectionEnd ?? from;
    onWrite({ ...text, body: `${text.body.slice(0, from)}${mark}${text.body.slice(to)}` });
    field?.focus();
  };
  return (
    <div className={styles.edit}>
      <Field stacked label={t("edit.subject")}>
        {(control) => (
          <TextField
            {...control}
            lang={template.locale}
            value={text.subject}
            maxLength={300}
            onChange={(subject) => onWrite({ ...text, subject })}
          />
        )}
      </Field>
      <Field stacked label={t("edit.body")}>
        {(control) => (
          <TextArea
            {...control}
            ref={area}
            lang={template.locale}
            rows={16}
            value={text.body}
            maxLength={15_000}
            onChange={(body) => onWrite({ ...text, body })}
          />
        )}
      </Field>
      <div className={styles.tokens} role="group" aria-label={t("edit.tokens")}>
        {bound.map((value) => (
          <button
            key={value.token}
            type="button"
            className={styles.bound}
            onClick={() => insert(tokenMark(value.token))}
            title={tokenMark(value.token)}
          >
            {value.text}
          </button>
        ))}
      </div>
      <div className={styles.actions}>
        <Button size="small" keyHint="mod+Enter" onClick={onDone}>
          {t("edit.done")}
        </Button>
        <Button size="small" variant="ghost" onClick={() => onWrite(null)}>
          {t("edit.reset")}
        </Button>
      </div>
      <section aria-label={t("edit.preview")}>
        <p className={styles.note}>{t("edit.preview")}</p>
        <MessageView subject={partsOf(text.subject, byToken)} body={partsOf(text.body, byToken)} locale={template.locale} />
      </section>
    </div>
  );
}
