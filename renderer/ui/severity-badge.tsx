import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./severity-badge.module.css";

/** P0 solid, P1 tinted with outline, P2 outline, P3 underline: told apart without colour. */
export function SeverityBadge({ severity }: { readonly severity: "P0" | "P1" | "P2" | "P3" }): ReactNode {
  return <span className={cx(styles.badge, styles[severity.toLowerCase()])}>{severity}</span>;
}
