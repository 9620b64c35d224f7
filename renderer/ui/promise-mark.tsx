import type { ReactNode } from "react";
import { type NextPromise, promiseState } from "../../shared/domain/sla/next-promise.ts";
import { cx } from "./cx.ts";
import { TimeLeft } from "./live-time.tsx";
import { useNowAs } from "./now.ts";
import styles from "./promise-mark.module.css";
import { StateShape, type State } from "./state-mark.tsx";
import { useText } from "./text.ts";

/** Shape of a clock that is not stopped. */
const shapes: Readonly<Record<ReturnType<typeof promiseState>, State>> = {
  running: "good",
  warning: "watch",
  breached: "critical",
  paused: "unknown",
};

/** The promise that runs out next: shape of its state, which clock, and what is left or how late it is, ticking by itself. */
export function PromiseMark({ promise }: { readonly promise: NextPromise }): ReactNode {
  const domain = useText("domain");
  const state = useNowAs((nowMs) => promiseState(promise, nowMs));
  return (
    <span className={styles.mark}>
      <StateShape state={shapes[state]} title={domain(`clockState.${state}`)} />
      <span className={styles.clock}>{domain(`clock.${promise.clock}`)}</span>
      <span className={cx(state !== "running" && styles[state])}>
        {promise.paused || promise.dueMs === null ? domain("clockState.paused") : <TimeLeft dueMs={promise.dueMs} short />}
      </span>
    </span>
  );
}
