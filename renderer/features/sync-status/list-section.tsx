import type { ReactNode } from "react";
import styles from "./sync.module.css";

interface Props {
  readonly title: string;
  readonly count: number;
  /** Above the rows: what they are. */
  readonly intro: string;
  /** In the place of rows, when there are none. */
  readonly none: { readonly title: string; readonly text: string };
  readonly children: ReactNode;
}

/** One of the lists of the screen, with its heading; empty, it says what would stand there. */
export function ListSection({ title, count, intro, none, children }: Props): ReactNode {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>
        {title}
        <span className={styles.quiet}>{count}</span>
      </h2>
      {count === 0 ? (
        <p className={styles.intro}>
          <b>{none.title}</b> {none.text}
        </p>
      ) : (
        <>
          <p className={styles.intro}>{intro}</p>
          {children}
        </>
      )}
    </section>
  );
}
