import { useState, type ReactNode } from "react";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { TextField } from "../text-field.tsx";
import { useText } from "../text.ts";

/** Asks why something is not needed: whoever reads the record later must know. */
export function ReasonDialog({
  title,
  text,
  action,
  onReason,
  onClose,
}: {
  readonly title: string;
  readonly text?: string;
  /** Word of its button. */
  readonly action: string;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("plans");
  const [reason, setReason] = useState("");
  const clean = reason.trim();
  return (
    <Dialog open title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (clean === "") return;
          onReason(clean);
          onClose();
        }}
      >
        {text !== undefined && <p>{text}</p>}
        <Field label={t("tasks.reason")}>
          {(control) => <TextField {...control} value={reason} onChange={setReason} maxLength={300} data-autofocus />}
        </Field>
        <Button type="submit" variant="solid" disabled={clean === ""}>
          {action}
        </Button>
      </form>
    </Dialog>
  );
}
