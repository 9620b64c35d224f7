import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { formatClock } from "../../shared/i18n/format-duration.ts";
import { formatZone } from "../../shared/i18n/format-time.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { useQuery } from "../data/hooks.ts";
import type { IncidentAlarm } from "../data/queries/promise-alarms.ts";
import { useFormats } from "../ui/formats.ts";
import { Link } from "../ui/link.tsx";
import { useNow } from "../ui/now.ts";
import { StateShape } from "../ui/state-mark.tsx";
import { useLanguage, useText } from "../ui/text.ts";
import { useUpdates } from "../ui/updates-context.ts";
import { nextPromise } from "./next-promise.ts";
import styles from "./status-line.module.css";
import { waitingDecisions } from "./waiting-decisions.ts";

/** Always at the bottom, 26 px: connection, edits waiting, age of the data, what needs attention, the next promise, the reader's clock. */
export function StatusLine({ status }: { readonly status: SyncStatus }): ReactNode {
  const t = useText("shell");
  const formats = useFormats();
  const waiting = waitingDecisions(status);
  return (
    <footer className={styles.line} aria-label={t("status.label")}>
      <ConnectionPart status={status} />
      <span className={styles.part}>
        {t("status.pending")} <b>{formats.number(status.pendingEdits)}</b>
      </span>
      {status.phase !== "offline" && status.phase !== "paused" && (
        <span className={styles.part}>
          {t("status.lastSync")} <b>{status.lastSyncMs === null ? t("status.never") : formats.timeSeconds(status.lastSyncMs)}</b>
        </span>
      )}
      {waiting > 0 && (
        <Link route={{ screen: "sync" }} quiet>
          <span className={styles.part}>
            <StateShape state="watch" />
            {t("status.attention")} <b>{formats.number(waiting)}</b>
          </span>
        </Link>
      )}
      <span className={styles.space} />
      <UpdatePart />
      <PromisePart />
      {status.storageBytes !== null && (
        <span className={styles.part}>
          {t("status.local")} {formats.bytes(status.storageBytes)}
        </span>
      )}
      <ClockPart />
    </footer>
  );
}

/** A verified update waits in the settings: said here, and nowhere that interrupts. */
function UpdatePart(): ReactNode {
  const t = useText("updates");
  const { state } = useUpdates();
  if (state?.standing.state !== "ready") return null;
  return (
    <Link route={{ screen: "settings" }} quiet>
      <span className={styles.part}>
        <StateShape state={state.standing.needed ? "risk" : "watch"} />
        {t("statusLine", { version: state.standing.version })}
      </span>
    </Link>
  );
}

function ConnectionPart({ status }: { readonly status: SyncStatus }): ReactNode {
  const t = useText("shell");
  const formats = useFormats();
  const now = useNow("minute");
  if (status.phase === "offline" || status.phase === "paused") {
    return (
      <>
        <span className={styles.part} role="status">
          <CloudOff size={14} aria-hidden="true" />
          <b>{t(`status.${status.phase}`)}</b>
          {status.phase === "paused" && t(status.pausedBy === "forbidden" ? "status.noAccess" : "status.signedOut")}
        </span>
        {status.lastSyncMs !== null && (
          <span className={styles.part}>
            {t("status.dataAge", { time: formats.time(status.lastSyncMs), age: formats.age(now - status.lastSyncMs) })}
          </span>
        )}
      </>
    );
  }
  const { progress } = status;
  return (
    <span className={styles.part} role="status">
      <StateShape state={status.phase === "starting" ? "unknown" : "good"} />
      <b>{t(status.phase === "idle" ? "status.online" : `status.${status.phase}`)}</b>
      {progress !== null &&
        progress.rowsDone < progress.rowsTotal &&
        t("status.progress", { done: formats.number(progress.rowsDone), total: formats.number(progress.rowsTotal) })}
    </span>
  );
}

function PromisePart(): ReactNode {
  const { data: alarms } = useQuery("promiseAlarms", undefined);
  const nowMs = useNow("minute");
  const promise = alarms === undefined ? null : nextPromise(alarms, nowMs);
  return promise === null ? null : <Countdown promise={promise} />;
}

function Countdown({ promise }: { readonly promise: IncidentAlarm }): ReactNode {
  const t = useText("shell");
  const now = useNow("second");
  return (
    <Link route={{ screen: "incident", incidentId: promise.incidentId }} quiet>
      <span className={styles.part}>
        {t("status.nextPromise")} <b>{`${promise.number} · ${formatClock(promise.dueMs - now)}`}</b>
      </span>
    </Link>
  );
}

function ClockPart(): ReactNode {
  const formats = useFormats();
  const language = useLanguage();
  const now = useNow("minute");
  return <span className={styles.part}>{`${formatZone(now, formats.zone, language)} · ${formats.time(now)}`}</span>;
}
