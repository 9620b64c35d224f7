import type { ReactNode } from "react";
import styles from "./settings.module.css";

/** A part of the settings with its heading. */
export function SettingsSection({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

/** A choice or a fact with its name at the left. */
export function SettingRow({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      <div className={styles.value}>
        {children}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </div>
    </div>
  );
}
