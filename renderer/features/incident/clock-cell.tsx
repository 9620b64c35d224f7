import type { ReactNode } from "react";
import type { State } from "../../ui/state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import styles from "./clocks.module.css";

export interface ClockCellProps {
  readonly title: string;
  /** State in shape and word at the right of the title. */
  readonly mark?: { readonly state: State; readonly label: string };
  /** The figure, 24 px. */
  readonly children: ReactNode;
  /** Colours the figure when it is the reason to look. */
  readonly tone?: State | undefined;
  readonly bar: ReactNode;
  readonly detail: ReactNode;
}

/** One clock: what it counts, the figure, a bar, and what it is measured against. */
export function ClockCell({ title, mark, children, tone, bar, detail }: ClockCellProps): ReactNode {
  const strong = tone === "critical" ? styles.critical : tone === "risk" ? styles.risk : tone === "watch" ? styles.watch : undefined;
  return (
    <section className={styles.cell} aria-label={title}>
      <header className={styles.cellHead}>
        <h2>{title}</h2>
        {mark !== undefined && <StateMark state={mark.state} label={mark.label} />}
      </header>
      <p className={strong === undefined ? styles.figure : `${styles.figure} ${strong}`}>{children}</p>
      {bar}
      <div className={styles.detail}>{detail}</div>
    </section>
  );
}

const fills: Readonly<Record<State, string | undefined>> = {
  good: styles.fillGood,
  watch: styles.fillWatch,
  risk: styles.fillRisk,
  critical: styles.fillCritical,
  unknown: undefined,
};

/** In steps of half a percent: a bar that is a few pixels longer is drawn anew, one that is a hundredth of a pixel longer is not. */
function barPercent(used: number): number {
  return Math.round(Math.min(1, Math.max(0, used)) * 200) / 2;
}

/** How much of a target is used; the tick stands where it begins to run out. Full when more than all of it is. */
export function TargetBar({
  used,
  state,
  warningShare,
}: {
  readonly used: number;
  readonly state: State;
  readonly warningShare: number;
}): ReactNode {
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={`${styles.fill} ${fills[state] ?? ""}`} style={{ inlineSize: `${barPercent(used)}%` }} />
      <span className={styles.tick} style={{ insetInlineStart: `${warningShare * 100}%` }} />
    </div>
  );
}
