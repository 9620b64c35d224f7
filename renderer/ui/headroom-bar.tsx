import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./headroom-bar.module.css";
import type { State } from "./state-mark.tsx";

/** Headroom as a bar from a zero line: to the right what is free, to the left what is missing. Decoration beside its number. */
export function HeadroomBar({ ratio, state }: { readonly ratio: number; readonly state: State }): ReactNode {
  const size = Math.min(1, Math.abs(ratio)) * 44;
  return (
    <svg className={cx(styles.headroom, styles[state])} width={64} height={10} viewBox="-20 0 64 10" aria-hidden="true">
      <line x1={0} y1={0} x2={0} y2={10} />
      <rect
        x={ratio < 0 ? -Math.min(20, Math.max(1, size)) : 0.5}
        y={2}
        width={ratio < 0 ? Math.min(20, Math.max(1, size)) : Math.max(1, size)}
        height={6}
        rx={1}
      />
    </svg>
  );
}
