import type { ReactNode } from "react";
import type { BackendState } from "../../../shared/bridge/app-info.ts";
import type { SyncStatus } from "../../data/data-client.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./first-run.module.css";

interface Props {
  /** The user's own folder rather than the demonstration company: it is read, not made, and a fault in it is mended outside. */
  readonly own: boolean;
  readonly backend: BackendState;
  readonly progress: SyncStatus["progress"];
  readonly onRetry: () => void;
}

/** How far the demonstration company is, with counts: the service, its tables, the data, and the way into this window. */
export function MakingData({ own, backend, progress, onRetry }: Props): ReactNode {
  const t = useText("firstRun");
  const shell = useText("shell");
  const common = useText("common");
  const formats = useFormats();
  if (backend.state === "failed") {
    return (
      <div className={styles.making} role="alert">
        <h2>{t("failed")}</h2>
        <p>{shell("backend.failed.hint")}</p>
        <p className={styles.detail}>{backend.message}</p>
        {!own && (
          <Button variant="solid" onClick={onRetry}>
            {common("action.retry")}
          </Button>
        )}
      </div>
    );
  }
  const step = backend.state === "starting" ? backend.step : backend.state === "running" ? "sync" : "open";
  const counts =
    backend.state === "starting" && step === "demo"
      ? backend
      : progress === null || step !== "sync"
        ? { done: 0, total: 0 }
        : { done: progress.rowsDone, total: progress.rowsTotal };
  return (
    <div className={styles.making} role="status">
      <h2>{t(own ? "making.ownTitle" : "making.title")}</h2>
      <p>
        {t(`making.${step}`)}
        {counts.total > 0 && (
          <span className={styles.count}>
            {t("making.count", { done: formats.number(counts.done), total: formats.number(counts.total) })}
          </span>
        )}
      </p>
      <ProgressBar label={t(`making.${step}`)} done={counts.done} total={counts.total} />
      <p className={styles.detail}>{t("making.safe")}</p>
    </div>
  );
}
