import type { ReactNode } from "react";
import type { Turn } from "../../shared/domain/incident/turn.ts";
import { useText } from "./text.ts";
import styles from "./turn-mark.module.css";

/** Whose turn an incident is, as shape and words: ours a full disc, a wait hatched, over a tick. */
export function TurnMark({ turn }: { readonly turn: Turn }): ReactNode {
  const t = useText("incidents");
  return (
    <span className={styles.mark}>
      <TurnShape turn={turn} />
      <span className={styles.word}>{t(`turn.word.${turn}`)}</span>
    </span>
  );
}

function TurnShape({ turn }: { readonly turn: Turn }): ReactNode {
  return (
    <svg className={styles[turn]} viewBox="0 0 10 10" aria-hidden="true">
      {turn === "us" ? (
        <circle cx="5" cy="5" r="4" fill="currentColor" />
      ) : turn === "none" ? (
        <path d="M1.5 5.2 4 7.7 8.5 2.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      ) : (
        <path d="M0.7 0.7h8.6v8.6H0.7Z M0.7 5 5 0.7 M0.7 9.3 9.3 0.7 M5 9.3 9.3 5" fill="none" stroke="currentColor" strokeWidth="1.1" />
      )}
    </svg>
  );
}
