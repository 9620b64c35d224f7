import type { ReactNode } from "react";
import styles from "./bulk-bar.module.css";

/** Floats over a list while rows are selected: how many, and what can be done with them. Put it after the table in a `position: relative` box. */
export function BulkBar({
  label,
  summary,
  children,
}: {
  readonly label: string;
  readonly summary: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div role="toolbar" aria-label={label} className={styles.bar}>
      <span className={styles.summary}>{summary}</span>
      {children}
    </div>
  );
}
