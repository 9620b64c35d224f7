import type { ReactNode } from "react";
import type { SyncStatus } from "../../data/data-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

/** Clocks that differ by less than this agree: it is within the time that a request takes. */
const clockToleranceMs = 2000;

/** The figures of synchronisation, each with its age or unit. */
export function SyncFacts({ status }: { readonly status: SyncStatus }): ReactNode {
  const t = useText("sync");
  const shell = useText("shell");
  const common = useText("common");
  const formats = useFormats();
  const now = useNow("minute");
  const skew = status.clockSkewMs;
  const facts: readonly (readonly [label: string, value: string, detail?: string])[] = [
    status.lastSyncMs === null
      ? [t("fact.lastSync"), shell("status.never")]
      : [t("fact.lastSync"), formats.timeSeconds(status.lastSyncMs), formats.age(now - status.lastSyncMs)],
    status.checkedAtMs === null
      ? [t("fact.checked"), t("fact.checked.not")]
      : [t("fact.checked"), formats.timeSeconds(status.checkedAtMs), formats.age(Math.max(0, now - status.checkedAtMs))],
    [t("fact.pending"), formats.number(status.pendingEdits)],
    [t("fact.attention"), formats.number(status.attention.length)],
    [t("fact.conflicts"), formats.number(status.openConflicts)],
    [t("fact.storage"), status.storageBytes === null ? t("fact.storage.unknown") : formats.bytes(status.storageBytes)],
    [
      t("fact.skew"),
      skew === null
        ? common("value.none")
        : Math.abs(skew) < clockToleranceMs
          ? t("fact.skew.ok")
          : t(skew > 0 ? "fact.skew.ahead" : "fact.skew.behind", { duration: formats.duration(skew) }),
    ],
    [t("fact.leader"), t(status.leader ? "fact.leader.yes" : "fact.leader.no")],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value, detail]) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>
            {value}
            {detail !== undefined && <span className={styles.quiet}>{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
