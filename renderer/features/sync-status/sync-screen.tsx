import { RefreshCw, ScanSearch } from "lucide-react";
import type { ReactNode } from "react";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { AttentionList } from "./attention-list.tsx";
import { ConflictList } from "./conflict-list.tsx";
import { FirstSync } from "./first-sync.tsx";
import { HeldNotice } from "./held-notice.tsx";
import { phaseName, phaseState } from "./phase-state.ts";
import { SyncFacts } from "./sync-facts.tsx";
import { SyncNotices } from "./sync-notices.tsx";
import styles from "./sync.module.css";
import { WaitingList } from "./waiting-list.tsx";

const noArgs: Record<string, never> = {};

/** Where this laptop stands against the backend, and what waits for a decision. */
export function SyncScreen(): ReactNode {
  const t = useText("sync");
  const formats = useFormats();
  const client = useDataClient();
  const status = useSyncStatus();
  const conflicts = useQuery("conflicts", noArgs).data;
  useReady(conflicts !== undefined);
  useKeys([{ keys: "r", label: t("now"), group: "screen", run: () => client.syncNow() }]);
  const explained =
    status.phase === "offline"
      ? t("phase.offline.safe")
      : status.phase === "paused" && status.pausedBy !== null
        ? t(`phase.paused.${status.pausedBy}`)
        : null;
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          marks={<StateMark state={phaseState(status)} label={t(`phase.${phaseName(status)}`)} />}
          actions={
            <>
              <Button icon={<ScanSearch size={14} aria-hidden="true" />} onClick={() => client.checkCopy()}>
                {t("check")}
              </Button>
              <Button variant="solid" icon={<RefreshCw size={14} aria-hidden="true" />} keyHint="r" onClick={() => client.syncNow()}>
                {t("now")}
              </Button>
            </>
          }
        />
      }
    >
      <div className={styles.scroll}>
        {explained !== null && (
          <p className={styles.explained} role="status">
            {explained}
            {status.retryAtMs !== null && (
              <span className={styles.quiet}>{t("retryAt", { time: formats.timeSeconds(status.retryAtMs) })}</span>
            )}
          </p>
        )}
        <SyncNotices status={status} />
        {status.held !== null && <HeldNotice held={status.held} />}
        {status.progress !== null && <FirstSync progress={status.progress} />}
        <div className={styles.columns}>
          <div className={styles.lists}>
            <AttentionList items={status.attention} />
            <ConflictList items={conflicts ?? []} />
            <WaitingList items={status.waiting} total={status.pendingEdits} />
          </div>
          <SyncFacts status={status} />
        </div>
      </div>
    </Page>
  );
}
