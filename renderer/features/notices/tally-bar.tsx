import type { ReactNode } from "react";
import type { NoticeTally } from "../../../shared/domain/notice/notice-progress.ts";
import styles from "./notices.module.css";

/** How many are done, on their way, and not told; the words stand beside or are given as `label`. */
export function TallyBar({ tally, label }: { readonly tally: NoticeTally; readonly label: string }): ReactNode {
  const underWay = Math.max(0, tally.total - tally.done - tally.exposed);
  return (
    <span className={styles.bar} role="img" aria-label={label}>
      <span className={styles.done} style={{ flexGrow: tally.done }} />
      <span className={styles.underWay} style={{ flexGrow: underWay }} />
      <span className={styles.left} style={{ flexGrow: tally.total === 0 ? 1 : Math.max(0, tally.total - tally.done - underWay) }} />
    </span>
  );
}
