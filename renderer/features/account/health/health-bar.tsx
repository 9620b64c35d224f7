import type { ReactNode } from "react";
import type { HealthGrade } from "../../../../shared/domain/health/health-override.ts";
import { cx } from "../../../ui/cx.ts";
import styles from "./health.module.css";

/** Points of a hundred as a bar from zero; decoration beside its number. */
export function HealthBar({ milli, grade }: { readonly milli: number; readonly grade: HealthGrade }): ReactNode {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={cx(styles[`fill${grade}`])} style={{ width: `${Math.min(100, Math.max(0, milli / 1000))}%` }} />
    </span>
  );
}
