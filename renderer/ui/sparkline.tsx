import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./sparkline.module.css";
import { sparklinePath } from "./sparkline-path.ts";
import type { State } from "./state-mark.tsx";

export interface SparklineProps {
  /** Values at equal steps; NaN = no data, which is a gap. */
  readonly values: ArrayLike<number>;
  readonly width?: number;
  readonly height?: number;
  /** Colour of the last point; undefined = the colour of the line. */
  readonly state?: State;
  /** Read out instead of the drawing. */
  readonly label: string;
}

/** A line without axes, from its own least to its greatest value: shows shape, never size. */
export function Sparkline({ values, width = 72, height = 16, state, label }: SparklineProps): ReactNode {
  const { path, last } = sparklinePath(values, width, height);
  return (
    <svg className={styles.sparkline} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={path} />
      {last !== null && <circle className={cx(state === undefined ? styles.plain : styles[state])} cx={last.x} cy={last.y} r={2} />}
    </svg>
  );
}
