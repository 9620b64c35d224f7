import { Fragment, useState, type ReactNode } from "react";
import type { StatisticMetric } from "../../../../shared/domain/sla/statistics/statistic-metrics.ts";
import type { IncidentStatistics } from "../../../data/queries/incident-statistics.ts";
import { cx } from "../../../ui/cx.ts";
import { changeIsBetter, changeText, valueText } from "./statistic-words.ts";
import type { ShowRows } from "./statistics-screen.tsx";
import styles from "./statistics.module.css";
import { useStatisticTexts } from "./use-statistic-texts.ts";

/** The key figures in their groups. */
export const figureGroups = {
  promises: ["attainment", "promises", "nearMisses", "misses", "budgetUsed", "credits", "creditPercent"],
  speed: [
    "acknowledgeMedian",
    "acknowledgeP90",
    "acknowledgeWallMedian",
    "acknowledgeWallP90",
    "resolveMedian",
    "resolveP90",
    "resolveWallMedian",
    "resolveWallP90",
  ],
  work: ["opened", "ended", "repeats", "repeatShare", "handOffMean", "heldTooLong", "kickedAbout", "reopenedShare", "knowledgeShare"],
} as const satisfies Record<string, readonly StatisticMetric[]>;

interface FigureTableProps {
  readonly data: IncidentStatistics;
  readonly showRows: ShowRows;
}

/** Every figure with how many it is made from, the period before and its definition; a number opens its incidents. */
export function FigureTable({ data, showRows }: FigureTableProps): ReactNode {
  const { t } = useStatisticTexts();
  return (
    <section className={styles.figures}>
      <table className={styles.table} aria-label={t("figures.title")}>
        <thead>
          <tr>
            <th scope="col">{t("figures.title")}</th>
            <th scope="col">{t("column.value", { period: data.period.id })}</th>
            <th scope="col" title={t("column.n.title")}>
              {t("column.n")}
            </th>
            <th scope="col">{t("column.before", { period: data.before.id })}</th>
            <th scope="col">{t("column.change")}</th>
          </tr>
        </thead>
        {(Object.keys(figureGroups) as (keyof typeof figureGroups)[]).map((group) => (
          <tbody key={group}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={5}>
                {t(`group.${group}`)}
              </th>
            </tr>
            {figureGroups[group].map((metric) => (
              <FigureRow key={metric} metric={metric} data={data} showRows={showRows} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function FigureRow({ metric, data, showRows }: FigureTableProps & { readonly metric: StatisticMetric }): ReactNode {
  const texts = useStatisticTexts();
  const { t, formats } = texts;
  const [told, setTold] = useState(false);
  const { now, before } = data.figures[metric];
  const change = changeText(now, before, texts);
  const better = changeIsBetter(metric, now, before);
  const name = t(`metric.${metric}`);
  const number = (value: typeof now, of: "period" | "before"): ReactNode => {
    const text = valueText(value, texts);
    if (value.n === 0) return <span className={styles.missing}>{text}</span>;
    return (
      <button
        type="button"
        className={styles.number}
        aria-label={t("rows.open", { metric: name, value: text })}
        onClick={() => showRows(metric, undefined, of)}
      >
        {text}
      </button>
    );
  };
  return (
    <Fragment>
      <tr>
        <th scope="row">
          <button
            type="button"
            className={styles.name}
            aria-expanded={told}
            title={t(`definition.${metric}`)}
            onClick={() => setTold(!told)}
          >
            {name}
          </button>
        </th>
        <td className={styles.strong}>{number(now, "period")}</td>
        <td className={styles.secondary}>{formats.number(now.n)}</td>
        <td className={styles.secondary}>{number(before, "before")}</td>
        <td className={cx(better === true && styles.better, better === false && styles.worse)}>
          {change ?? "—"}
          {change !== null && better !== null && <span className={styles.word}> {t(better ? "change.better" : "change.worse")}</span>}
        </td>
      </tr>
      {told && (
        <tr>
          <td colSpan={5} className={styles.definition}>
            {t(`definition.${metric}`)}
          </td>
        </tr>
      )}
    </Fragment>
  );
}
