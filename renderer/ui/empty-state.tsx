import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

export interface EmptyStateProps {
  /** What is not here, in a few words. */
  readonly title: string;
  /** Why, and the first thing to do. */
  readonly text: string;
  /** The first action, as a Button. */
  readonly action?: ReactNode;
}

/** An empty place that teaches its first action. */
export function EmptyState({ title, text, action }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{text}</p>
      {action}
    </div>
  );
}
