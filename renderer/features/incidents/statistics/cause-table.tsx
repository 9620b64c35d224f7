import type { ReactNode } from "react";
import { narrowed } from "../../../../shared/domain/sla/statistics/statistic.ts";
import type { IncidentStatistics } from "../../../data/queries/incident-statistics.ts";
import { keyText } from "./statistic-words.ts";
import type { ShowRows } from "./statistics-screen.tsx";
import styles from "./statistics.module.css";
import { useStatisticsStore } from "./statistics-store.ts";
import { useStatisticTexts } from "./use-statistic-texts.ts";

/** What the incidents that ended were caused by, beside the period before. */
export function CauseTable({ data, showRows }: { readonly data: IncidentStatistics; readonly showRows: ShowRows }): ReactNode {
  const texts = useStatisticTexts();
  const { t, common, formats } = texts;
  const filter = useStatisticsStore((state) => state.filter);
  const total = data.figures.ended.now.n;
  return (
    <section>
      <div className={styles.caption}>
        <h2>{t("causes.title")}</h2>
        <span className={styles.facts}>{t("causes.unit", { period: data.period.id })}</span>
      </div>
      {data.causes.length === 0 ? (
        <p className={styles.missing}>{`${common("value.none")} ${common("value.noData")}`}</p>
      ) : (
        <table className={styles.table} aria-label={t("causes.title")}>
          <thead>
            <tr>
              <th scope="col">{t("causes.column")}</th>
              <th scope="col">{t("causes.count")}</th>
              <th scope="col">{t("causes.share")}</th>
              <th scope="col">{data.before.id}</th>
            </tr>
          </thead>
          <tbody>
            {data.causes.map(({ key, now, before }) => {
              const name = keyText("cause", key, null, texts);
              return (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  <td>
                    {now.n === 0 ? (
                      formats.number(0)
                    ) : (
                      <button
                        type="button"
                        className={styles.number}
                        aria-label={t("rows.open", { metric: name, value: formats.number(now.n) })}
                        onClick={() => showRows("ended", narrowed(filter, "cause", key))}
                      >
                        {formats.number(now.n)}
                      </button>
                    )}
                  </td>
                  <td className={styles.secondary}>{total === 0 ? "—" : formats.percent(now.n / total, 0)}</td>
                  <td className={styles.secondary}>{formats.number(before.n)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
