import type { ReactNode } from "react";
import styles from "./account.module.css";

interface SectionProps {
  readonly title: string;
  /** In grey after the title. */
  readonly meta?: ReactNode;
  /** At the right, e.g. a link to everything. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page, with a hairline below it. */
export function Section({ title, meta, end, children }: SectionProps): ReactNode {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {meta !== undefined && <span className={styles.meta}>{meta}</span>}
        {end !== undefined && <span className={styles.end}>{end}</span>}
      </div>
      {children}
    </section>
  );
}
