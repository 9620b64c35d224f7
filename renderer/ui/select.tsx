import type { ReactNode } from "react";
import styles from "./select.module.css";

export interface SelectOption<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

export interface SelectProps<Id extends string> {
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly id?: string;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean;
}

/** One of several in a form. The system's own list: it opens outside the window's edge and reads out by itself. */
export function Select<Id extends string>({ options, value, onChange, ...rest }: SelectProps<Id>): ReactNode {
  const choose = (chosen: string): void => {
    const option = options.find((candidate) => candidate.id === chosen);
    if (option !== undefined) onChange(option.id);
  };
  return (
    <select {...rest} className={styles.select} value={value} onChange={(event) => choose(event.target.value)}>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
