import type { ReactNode } from "react";
import { isKind } from "../../../shared/domain/kinds.ts";
import type { SyncStatus } from "../../data/data-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

/** What happened to the local copy lately that a reader should know, though there is nothing to decide. */
export function SyncNotices({
  status,
}: {
  readonly status: Pick<SyncStatus, "drift" | "rescoped" | "storeLost" | "mirrorFailing">;
}): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const formats = useFormats();
  const { drift, rescoped, storeLost, mirrorFailing } = status;
  const kinds = drift?.kinds.map((kind) => (isKind(kind) ? domain(`kind.${kind}`) : kind)).join(t("list.comma")) ?? "";
  return (
    <>
      {mirrorFailing && (
        <p className={styles.explained} role="status">
          {t("mirrorFailing")}
        </p>
      )}
      {storeLost !== null && (
        <p className={styles.explained} role="status" data-calm="true">
          {storeLost.restoredEdits === 0 ? t("storeLost.none") : t("storeLost", { count: storeLost.restoredEdits })}
          <span className={styles.quiet}>{formats.dateTime(storeLost.atMs)}</span>
        </p>
      )}
      {drift !== null && (
        <p className={styles.explained} role="status">
          {t(drift.persists ? "drift.persists" : "drift.healed", { kinds })}
          <span className={styles.quiet}>{formats.dateTime(drift.atMs)}</span>
        </p>
      )}
      {rescoped !== null && (
        <p className={styles.explained} role="status" data-calm="true">
          {t("rescoped", { left: formats.number(rescoped.accountsLeft), came: formats.number(rescoped.accountsCame) })}
          <span className={styles.quiet}>{formats.dateTime(rescoped.atMs)}</span>
        </p>
      )}
    </>
  );
}
