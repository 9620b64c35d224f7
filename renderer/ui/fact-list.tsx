import type { ReactNode } from "react";
import styles from "./fact-list.module.css";

/** Facts below each other: grey label at the left, value beside it. For inspectors and narrow columns. */
export function FactList({ facts }: { readonly facts: readonly { readonly label: string; readonly value: ReactNode }[] }): ReactNode {
  return (
    <dl className={styles.list}>
      {facts.map((fact, index) => (
        <div key={`${index} ${fact.label}`} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
