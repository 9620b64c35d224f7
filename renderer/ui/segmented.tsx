import type { ReactNode } from "react";
import { useId } from "react";
import styles from "./segmented.module.css";
import type { SelectOption } from "./select.tsx";

export interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** One of a few, all in sight: a period, a theme. Arrow keys choose. */
export function Segmented<Id extends string>({ label, options, value, onChange }: SegmentedProps<Id>): ReactNode {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.group}>
      {options.map((option) => (
        <label key={option.id} className={styles.option}>
          <input type="radio" name={name} value={option.id} checked={option.id === value} onChange={() => onChange(option.id)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
