import type { ReactNode } from "react";
import { useId } from "react";
import { cx } from "./cx.ts";
import styles from "./field.module.css";

export interface FieldProps {
  readonly label: string;
  /** Grey text below the control. */
  readonly hint?: string;
  /** What is wrong and how to mend it; replaces the hint. */
  readonly error?: string | undefined;
  /** The label above the control instead of beside it: for forms of several columns. */
  readonly stacked?: boolean;
  /** Gets the ids to put on the control, so that label and message are read out with it. */
  readonly children: (control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": boolean;
  }) => ReactNode;
}

/** A labelled control of a form. */
export function Field({ label, hint, error, stacked, children }: FieldProps): ReactNode {
  const id = useId();
  const message = error ?? hint;
  return (
    <div className={cx(styles.field, stacked === true && styles.stacked)}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        {children({ id, "aria-describedby": message === undefined ? undefined : `${id}-message`, "aria-invalid": error !== undefined })}
        {message !== undefined && (
          <p
            id={`${id}-message`}
            className={error === undefined ? styles.hint : styles.error}
            role={error === undefined ? undefined : "alert"}
          >
            {message}
          </p>
        )}
      </div>
    </div>
  );
}
