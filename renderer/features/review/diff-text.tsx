import type { ReactNode } from "react";
import type { DiffPart } from "../../../shared/kernel/text-diff.ts";
import styles from "./number.module.css";

/** What is taken away is struck through, what comes is underlined. */
export function DiffText({ parts, locale }: { readonly parts: readonly DiffPart[]; readonly locale: string }): ReactNode {
  return (
    <p className={styles.diff} lang={locale}>
      {parts.map((part, index) => {
        const key = `${index} ${part.type}`;
        if (part.type === "added") return <ins key={key}>{part.text}</ins>;
        if (part.type === "removed") return <del key={key}>{part.text}</del>;
        return <span key={key}>{part.text}</span>;
      })}
    </p>
  );
}
