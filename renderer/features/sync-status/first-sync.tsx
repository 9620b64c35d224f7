import type { ReactNode } from "react";
import type { SyncStatus } from "../../data/data-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

/** The first sync, counted: rows of every kind, then the accounts whose usage has come. */
export function FirstSync({ progress }: { readonly progress: NonNullable<SyncStatus["progress"]> }): ReactNode {
  const t = useText("sync");
  const formats = useFormats();
  const line = (label: string, done: number, total: number): ReactNode => (
    <div className={styles.progress}>
      <span>{label}</span>
      <ProgressBar label={label} done={done} total={total} />
      <span className={styles.number}>{t("progress.count", { done: formats.number(done), total: formats.number(total) })}</span>
    </div>
  );
  return (
    <section className={styles.section} aria-label={t("phase.first")}>
      <h2>{t("phase.first")}</h2>
      {line(t("progress.rows"), progress.rowsDone, progress.rowsTotal)}
      {line(t("progress.metrics"), progress.metricAccountsDone, progress.metricAccountsTotal)}
    </section>
  );
}
