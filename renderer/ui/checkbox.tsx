import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import styles from "./checkbox.module.css";

export interface CheckboxProps {
  readonly label: string;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean;
  readonly checked: boolean;
  /** Some of what it stands for are checked. */
  readonly mixed?: boolean;
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ label, hideLabel, checked, mixed = false, disabled, tabIndex, onChange }: CheckboxProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <label className={styles.checkbox}>
      <input
        ref={input}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        tabIndex={tabIndex}
        aria-label={hideLabel === true ? label : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {hideLabel !== true && <span>{label}</span>}
    </label>
  );
}
