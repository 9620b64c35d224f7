import type { ReactNode } from "react";
import { useState } from "react";
import { severities, type Severity } from "../../../shared/domain/incident/incident.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Select } from "../../ui/select.tsx";
import { signalText } from "../../ui/signal/signal-text.ts";
import { TextArea, TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./today.module.css";
import type { SignalActions } from "./use-signal-actions.ts";

const suggested = { critical: "P1", risk: "P2", watch: "P3", unknown: "P3", good: "P3" } as const;

interface OpenIncidentDialogProps {
  readonly item: TodayRow;
  readonly onOpen: SignalActions["openIncident"];
  readonly onClose: () => void;
}

/** An opened incident cannot be taken back: says what will happen, with title, severity and first entry to be changed before. */
export function OpenIncidentDialog({ item, onOpen, onClose }: OpenIncidentDialogProps): ReactNode {
  const t = useText("signals");
  const domain = useText("domain");
  const account = useText("account");
  const common = useText("common");
  const formats = useFormats();
  const words = item.message.key === "signal" ? signalText(item.message, { t, domain, account, formats }) : "";
  const [title, setTitle] = useState(words);
  const [severity, setSeverity] = useState<Severity>(suggested[item.state]);
  const [text, setText] = useState(
    item.sinceMs === null ? words : `${words}\n${t("list.since", { time: formats.dateTime(item.sinceMs) })}`,
  );
  const usable = title.trim() !== "";
  const open = (): void => {
    if (!usable) return;
    onOpen(item, { title: title.trim(), severity, text });
    onClose();
  };
  return (
    <Dialog
      open
      title={t("incident.dialog")}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" disabled={!usable} onClick={open}>
            {t("incident.open")}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <p className={styles.note}>{t("incident.says", { account: item.accountName ?? "" })}</p>
        <Field stacked label={t("incident.title")}>
          {(control) => <TextField {...control} data-autofocus value={title} maxLength={300} onChange={setTitle} />}
        </Field>
        <Field stacked label={t("incident.severity")}>
          {(control) => (
            <Select {...control} value={severity} onChange={setSeverity} options={severities.map((id) => ({ id, label: id }))} />
          )}
        </Field>
        <Field stacked label={t("incident.text")}>
          {(control) => <TextArea {...control} value={text} maxLength={4000} onChange={setText} />}
        </Field>
      </form>
    </Dialog>
  );
}
