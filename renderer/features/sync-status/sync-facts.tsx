import type { ReactNode } from "react";
import type { SyncStatus } from "../../data/data-client.ts";
import { useQuery } from "../../data/hooks.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

/** Clocks that differ by less than this agree: it is within the time that a request takes. */
const clockToleranceMs = 2000;
const noArgs: Record<string, never> = {};

/** The figures of synchronisation, each with its age or unit, and what of the book is on this laptop. */
export function SyncFacts({ status }: { readonly status: SyncStatus }): ReactNode {
  const t = useText("sync");
  return (
    <aside className={styles.facts} aria-label={t("facts.label")}>
      <h2>{t("facts.title")}</h2>
      <StateFacts status={status} />
      <h2>{t("fact.storage")}</h2>
      <CopyFacts storageBytes={status.storageBytes} />
    </aside>
  );
}

function StateFacts({ status }: { readonly status: SyncStatus }): ReactNode {
  const t = useText("sync");
  const shell = useText("shell");
  const common = useText("common");
  const formats = useFormats();
  const now = useNow("minute");
  const skew = status.clockSkewMs;
  const moment = (ms: number | null, none: string): ReactNode =>
    ms === null ? (
      none
    ) : (
      <>
        {formats.timeSeconds(ms)} <span className={styles.quiet}>{formats.age(Math.max(0, now - ms))}</span>
      </>
    );
  const clock =
    skew === null
      ? common("value.none")
      : Math.abs(skew) < clockToleranceMs
        ? t("fact.skew.ok")
        : t(skew > 0 ? "fact.skew.ahead" : "fact.skew.behind", { duration: formats.duration(Math.abs(skew)) });
  return (
    <FactList
      facts={[
        { label: t("fact.lastSync"), value: moment(status.lastSyncMs, shell("status.never")) },
        { label: t("fact.checked"), value: moment(status.checkedAtMs, t("fact.checked.not")) },
        { label: t("fact.skew"), value: clock },
        { label: t("fact.leader"), value: t(status.leader ? "fact.leader.yes" : "fact.leader.no") },
      ]}
    />
  );
}

function CopyFacts({ storageBytes }: { readonly storageBytes: number | null }): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const now = useNow("minute");
  const contents = useQuery("copyContents", noArgs).data;
  const usage = contents?.usage ?? null;
  return (
    <FactList
      facts={[
        { label: t("contents.size"), value: storageBytes === null ? t("fact.storage.unknown") : formats.bytes(storageBytes) },
        ...(contents?.counts ?? []).map(({ kind, count }) => ({ label: domain(`kind.${kind}`), value: formats.number(count) })),
        {
          label: t("contents.usage"),
          value:
            usage === null
              ? `${common("value.none")} ${common("value.noData")}`
              : t("contents.usage.value", {
                  count: usage.accounts,
                  time: formats.dateTime(usage.lastHourMs),
                  age: formats.age(Math.max(0, now - usage.lastHourMs)),
                }),
        },
      ]}
    />
  );
}
