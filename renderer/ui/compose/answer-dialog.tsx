import type { KeyboardEvent, ReactNode } from "react";
import { useState } from "react";
import { parsePcu } from "../../../shared/domain/outreach/parse-pcu.ts";
import { Button } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { useFormats } from "../formats.ts";
import { useKeys } from "../keys.ts";
import { Segmented } from "../segmented.tsx";
import { TextField } from "../text-field.tsx";
import { useText } from "../text.ts";
import styles from "./compose.module.css";

export interface Answer {
  readonly expectedPcu: number | null;
  readonly wantsResources: boolean | null;
  readonly declined: boolean;
  readonly note: string;
}

const wants = ["yes", "no", "unsaid"] as const;

/** The customer's answer in a few keys: a figure, capacity yes or no, Enter. */
export function AnswerDialog({
  accountName,
  onSave,
  onClose,
}: {
  readonly accountName: string;
  readonly onSave: (answer: Answer) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("outreach");
  const common = useText("common");
  const formats = useFormats();
  const [expected, setExpected] = useState("");
  const [want, setWant] = useState<(typeof wants)[number]>("unsaid");
  const [declined, setDeclined] = useState(false);
  const [note, setNote] = useState("");
  const pcu = parsePcu(expected);
  const isBad = expected.trim() !== "" && pcu === null;
  const says = pcu !== null || want !== "unsaid" || declined || note.trim() !== "";
  const save = (): void => {
    if (isBad || !says) return;
    onSave({ expectedPcu: pcu, wantsResources: want === "unsaid" ? null : want === "yes", declined, note: note.trim() });
  };
  const onEnter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };
  useKeys([
    { keys: "alt+y", label: t("answer.wants.yes"), group: "screen", inFields: true, run: () => setWant("yes") },
    { keys: "alt+n", label: t("answer.wants.no"), group: "screen", inFields: true, run: () => setWant("no") },
    { keys: "alt+d", label: t("answer.declined"), group: "screen", inFields: true, run: () => setDeclined(!declined) },
  ]);
  return (
    <Dialog
      open
      title={t("answer.dialog", { account: accountName })}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" keyHint="Enter" disabled={isBad || !says} onClick={save}>
            {t("answer.save")}
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
        <Field
          stacked
          label={t("answer.expected")}
          hint={pcu === null ? t("answer.expected.hint") : t("answer.expected.read", { pcu: formats.number(pcu) })}
          error={isBad ? t("answer.expected.bad") : undefined}
        >
          {(control) => (
            <TextField
              {...control}
              data-autofocus
              inputMode="decimal"
              onKeyDown={onEnter}
              value={expected}
              onChange={setExpected}
              maxLength={30}
            />
          )}
        </Field>
        <Field stacked label={t("answer.wants")}>
          {() => (
            <Segmented
              label={t("answer.wants")}
              options={wants.map((id) => ({ id, label: t(`answer.wants.${id}`) }))}
              value={want}
              onChange={setWant}
            />
          )}
        </Field>
        <Checkbox label={t("answer.declined")} checked={declined} onChange={setDeclined} />
        <Field stacked label={t("answer.note")} hint={t("answer.note.hint")}>
          {(control) => <TextField {...control} onKeyDown={onEnter} value={note} onChange={setNote} maxLength={2000} />}
        </Field>
        <p className={styles.keys}>{t("answer.keys")}</p>
      </form>
    </Dialog>
  );
}
