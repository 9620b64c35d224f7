import type { ReactNode, Ref } from "react";
import styles from "./chip.module.css";
import { cx } from "./cx.ts";

/** A small fact in a frame, e.g. a snapshot or a tag. Not a control. */
export function Chip({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <span className={styles.chip}>
      {icon}
      {children}
    </span>
  );
}

export interface FilterChipProps {
  /** What is filtered, e.g. Tier. */
  readonly label: string;
  /** What it is filtered to, e.g. all. */
  readonly value?: string;
  /** Filters away something now. */
  readonly active?: boolean;
  /** Dashed: adds a condition. */
  readonly dashed?: boolean;
  readonly icon?: ReactNode;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly "aria-haspopup"?: "menu" | "dialog" | "listbox";
  readonly "aria-expanded"?: boolean;
}

/** A condition of a list: `Tier all`. Usually the trigger of a `Menu`. */
export function FilterChip({ label, value, active, dashed, icon, ...rest }: FilterChipProps): ReactNode {
  return (
    <button
      {...rest}
      type="button"
      data-active={active === true || undefined}
      className={cx(styles.chip, styles.filter, active === true && styles.active, dashed === true && styles.dashed)}
    >
      {icon}
      <span>{label}</span>
      {value !== undefined && <span className={styles.value}>{value}</span>}
    </button>
  );
}
