import type { ReactNode } from "react";
import styles from "./progress-bar.module.css";

/** Work that takes long, with counts. `total` 0 = not known yet. */
export function ProgressBar({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }): ReactNode {
  return <progress className={styles.bar} aria-label={label} {...(total > 0 ? { value: Math.min(done, total), max: total } : {})} />;
}
