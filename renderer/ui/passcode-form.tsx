import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import type { BridgeError } from "../../shared/bridge/contract.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import styles from "./passcode-form.module.css";
import { passcodeFault } from "./passcode-rules.ts";
import { useText } from "./text.ts";
import { TextField } from "./text-field.tsx";

export interface PasscodeFormProps {
  /** `choose` = the first one; `change` = with the present one; `remove` = the present one alone. */
  readonly purpose: "choose" | "change" | "remove";
  readonly submit: string;
  readonly danger?: boolean;
  /** Beside the submit button. */
  readonly children?: ReactNode;
  /** null = done. `next` is null when it is to be removed. */
  readonly onSubmit: (current: string | null, next: string | null) => Promise<BridgeError | null>;
}

type FieldName = "current" | "next" | "again";

/** A new passcode, twice, and the present one where there is one. What is wrong is said at the field. */
export function PasscodeForm({ purpose, submit, danger, children, onSubmit }: PasscodeFormProps): ReactNode {
  const t = useText("vault");
  const errors = useText("errors");
  const [values, setValues] = useState<Readonly<Record<FieldName, string>>>({ current: "", next: "", again: "" });
  const [problem, setProblem] = useState<{ readonly field: FieldName | null; readonly text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const names: readonly FieldName[] =
    purpose === "choose" ? ["next", "again"] : purpose === "change" ? ["current", "next", "again"] : ["current"];
  const labels = {
    current: t("passcode.current"),
    next: t(purpose === "choose" ? "passcode.label" : "passcode.new"),
    again: t("passcode.again"),
  };
  const found = (): { readonly field: FieldName; readonly text: string } | null => {
    if (purpose === "remove") return null;
    const fault = passcodeFault(values.next);
    if (fault !== null) return { field: "next", text: t(`passcode.${fault}`) };
    return values.again === values.next ? null : { field: "again", text: t("passcode.different") };
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = found();
    setProblem(wrong);
    if (wrong !== null) return;
    setBusy(true);
    const error = await onSubmit(purpose === "choose" ? null : values.current, purpose === "remove" ? null : values.next);
    setBusy(false);
    if (error !== null) setProblem({ field: error.code === "wrong-passcode" ? "current" : null, text: errors(error.code) });
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      {names.map((name, at) => (
        <Field
          key={name}
          label={labels[name]}
          error={problem?.field === name ? problem.text : undefined}
          {...(name === "next" ? { hint: t("passcode.hint") } : {})}
        >
          {(control) => (
            <TextField
              {...control}
              type="password"
              autoComplete={name === "current" ? "current-password" : "new-password"}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form is all that there is to do here
              autoFocus={at === 0}
              value={values[name]}
              onChange={(value) => setValues({ ...values, [name]: value })}
            />
          )}
        </Field>
      ))}
      {problem !== null && problem.field === null && (
        <p role="alert" className={styles.error}>
          {problem.text}
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="solid" type="submit" disabled={busy} {...(danger === true ? { danger } : {})}>
          {submit}
        </Button>
        {children}
      </div>
    </form>
  );
}
