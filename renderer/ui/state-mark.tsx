import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./state-mark.module.css";
import { useText } from "./text.ts";

export type State = "good" | "watch" | "risk" | "critical" | "unknown";

export interface StateMarkProps {
  readonly state: State;
  /** Words instead of the state's own; `null` = the shape alone, where the word stands next to it (it is still read out). */
  readonly label?: ReactNode;
}

/** State as shape, word and colour: circle good, diamond watch, triangle risk, octagon critical, dashed ring unknown. */
export function StateMark({ state, label }: StateMarkProps): ReactNode {
  const t = useText("domain");
  const word = t(`state.${state}`);
  return (
    <span className={cx(styles.mark, styles[state])}>
      <StateShape state={state} {...(label === null ? { title: word } : {})} />
      {label !== null && <span className={styles.word}>{label ?? word}</span>}
    </span>
  );
}

/** The shape alone, 10 px, in the fill colour of the state. Without a title it is decoration. */
export function StateShape({ state, title }: { readonly state: State; readonly title?: string }): ReactNode {
  return (
    <svg
      className={cx(styles.shape, styles[state])}
      viewBox="0 0 10 10"
      role={title === undefined ? undefined : "img"}
      aria-label={title}
      aria-hidden={title === undefined}
    >
      {shapes[state]}
    </svg>
  );
}

const shapes: Readonly<Record<State, ReactNode>> = {
  good: <circle cx="5" cy="5" r="3.4" />,
  watch: <path d="M5 0.6 9.4 5 5 9.4 0.6 5Z" />,
  risk: <path d="M5 0.8 9.6 9.2 0.4 9.2Z" />,
  critical: <path d="M3.1 0.4h3.8L9.6 3.1v3.8L6.9 9.6H3.1L0.4 6.9V3.1Z" />,
  unknown: <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2.05 2.05" />,
};
