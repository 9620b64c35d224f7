import type { ReactNode } from "react";
import { seriesCounts } from "../../data/review/draft-series.ts";
import { useDraftSeries } from "../../data/review/use-draft-series.ts";
import { Button } from "../../ui/button.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { periodText } from "../../ui/review/period-text.ts";
import { useText } from "../../ui/text.ts";
import styles from "./reviews.module.css";

/** How far a series of drafts is: counts, the account that is being worked out, what failed; to be cancelled or tried again. */
export function SeriesLine(): ReactNode {
  const t = useText("reviews");
  const { series, start, cancel, clear } = useDraftSeries();
  if (series === null) return null;
  const counts = seriesCounts(series);
  const working = series.entries.find(({ state }) => state === "working");
  const failed = series.entries.filter(({ state }) => state === "failed");
  const left = series.entries.filter(({ state }) => state === "waiting" || state === "failed");
  const running = series.state === "running";
  return (
    <section className={styles.series} aria-label={t("series")}>
      <span className={styles.name}>
        {t(running ? "series.running" : `series.${series.state}`, { period: periodText(series.period, t) })}
      </span>
      {running && <ProgressBar label={t("series")} done={counts.done + counts.exists + counts.failed} total={counts.total} />}
      <span className={styles.secondary}>{t("series.counts", { done: counts.done + counts.exists, total: counts.total })}</span>
      {running && working !== undefined && <span className={styles.seriesNow}>{working.name}</span>}
      {failed.length > 0 && (
        <span className={styles.failed}>
          {t("series.failed", { count: failed.length, names: failed.map(({ name }) => name).join(t("list.comma")) })}
        </span>
      )}
      <span className={styles.seriesEnd}>
        {running ? (
          <Button size="small" onClick={cancel}>
            {t("series.cancel")}
          </Button>
        ) : (
          <>
            {left.length > 0 && (
              <Button size="small" onClick={() => void start({ kind: series.kind, period: series.period, accounts: left })}>
                {t(series.state === "cancelled" ? "series.resume" : "series.retry", { count: left.length })}
              </Button>
            )}
            <Button size="small" variant="ghost" onClick={clear}>
              {t("series.close")}
            </Button>
          </>
        )}
      </span>
    </section>
  );
}
