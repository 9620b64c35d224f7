import type { ReactNode } from "react";
import { useState } from "react";
import { parsePcu } from "../../../shared/domain/outreach/parse-pcu.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { useFormats } from "../formats.ts";
import { TextField } from "../text-field.tsx";
import { useText } from "../text.ts";
import styles from "./compose.module.css";

export interface RequestDialogProps {
  readonly accountName: string;
  readonly regionName: string;
  readonly neededOn: string;
  readonly currentPcu: number | null;
  readonly proposedPcu: number;
  /** What the proposal rests on. */
  readonly basis: "answer" | "p90";
  readonly onAsk: (wantedPcu: number) => void;
  readonly onClose: () => void;
}

/** Capacity to ask of operations, filled in from the answer or the forecast: Enter asks, Esc leaves it. */
export function RequestDialog(props: RequestDialogProps): ReactNode {
  const { accountName, regionName, neededOn, currentPcu, proposedPcu, basis, onAsk, onClose } = props;
  const t = useText("outreach");
  const common = useText("common");
  const formats = useFormats();
  const [text, setText] = useState(() => formats.number(proposedPcu));
  const pcu = parsePcu(text);
  const usable = pcu !== null && pcu > 0;
  const ask = (): void => {
    if (usable) onAsk(pcu);
  };
  return (
    <Dialog
      open
      title={t("request.dialog")}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" keyHint="Enter" disabled={!usable} onClick={ask}>
            {t("request.ask")}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <p className={styles.note}>
          {t("request.says", {
            account: accountName,
            region: regionName,
            day: neededOn,
            current: currentPcu === null ? "—" : `${formats.number(currentPcu)} PCU`,
          })}
        </p>
        <Field stacked label={t("request.wanted")} hint={t(`request.from.${basis}`)} error={usable ? undefined : t("answer.expected.bad")}>
          {(control) => <TextField {...control} data-autofocus inputMode="decimal" value={text} onChange={setText} maxLength={30} />}
        </Field>
      </form>
    </Dialog>
  );
}
