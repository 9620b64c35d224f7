import type { ReactNode } from "react";
import type { HealthGrade } from "../../../../shared/domain/health/health-override.ts";
import { cx } from "../../../ui/cx.ts";
import styles from "./health.module.css";

const width = 190;
const height = 34;

interface HealthSparkProps {
  /** Points 0–100 at equal steps; NaN = no score, which is a gap. */
  readonly values: readonly number[];
  readonly grade: HealthGrade;
  /** A bound of the grades, drawn as a dashed line; null = none. */
  readonly bound: number | null;
  /** Read out instead of the drawing. */
  readonly label: string;
}

/** Three months of scores on the whole scale from 0 to 100, so that a small wobble looks small. */
export function HealthSpark({ values, grade, bound, label }: HealthSparkProps): ReactNode {
  const y = (points: number): number => 2 + (1 - points / 100) * (height - 4);
  const x = (index: number): number => 2 + (index / Math.max(1, values.length - 1)) * (width - 8);
  let path = "";
  let pen = "M";
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) {
      pen = "M";
      continue;
    }
    path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = "L";
  }
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {bound !== null && <line className={styles.sparkBound} x1={0} x2={width} y1={y(bound)} y2={y(bound)} />}
      <path className={styles.sparkLine} d={path} />
      {last >= 0 && <circle className={cx(styles[`fill${grade}`])} cx={x(last)} cy={y(values[last] ?? 0)} r={3} />}
    </svg>
  );
}
