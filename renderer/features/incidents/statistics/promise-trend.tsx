import { Table2 } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import type { IncidentStatistics, PromisePeriod } from "../../../data/queries/incident-statistics.ts";
import { cx } from "../../../ui/cx.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { StateShape } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { valueText } from "./statistic-words.ts";
import styles from "./statistics.module.css";
import { useStatisticsStore } from "./statistics-store.ts";
import { useStatisticTexts } from "./use-statistic-texts.ts";

/** Parts of a bar from the bottom up, with the shape that stands for each in the legend. */
const parts = [
  { id: "kept", shape: "good", fill: styles.fillKept },
  { id: "near", shape: "watch", fill: styles.fillNear },
  { id: "missed", shape: "critical", fill: styles.fillMissed },
] as const;

function countsOf({ attainment, nearMisses, misses }: PromisePeriod): Readonly<Record<(typeof parts)[number]["id"], number>> {
  return { kept: attainment.n - nearMisses - misses, near: nearMisses, missed: misses };
}

/** Promises decided in each period, bars from zero made of what became of them; a bar chooses its period. The same as a table. */
export function PromiseTrend({ data }: { readonly data: IncidentStatistics }): ReactNode {
  const { t } = useStatisticTexts();
  const charts = useText("charts");
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.trend} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <h2 id={titleId}>{t("trend.title")}</h2>
        <span className={styles.facts}>{joinDots([t("trend.unit"), useStatisticsStore((state) => state.timeZone)])}</span>
        <IconButton
          label={charts(asTable ? "showChart" : "showTable")}
          icon={<Table2 size={14} aria-hidden="true" />}
          size="small"
          pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        />
      </figcaption>
      {asTable ? <TrendTable data={data} /> : <Bars data={data} />}
      <ul className={styles.legend}>
        {parts.map(({ id, shape }) => (
          <li key={id}>
            <StateShape state={shape} />
            {t(`trend.${id}`)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Bars({ data }: { readonly data: IncidentStatistics }): ReactNode {
  const texts = useStatisticTexts();
  const { t, formats } = texts;
  const { set } = useStatisticsStore.getState();
  const top = Math.max(1, ...data.trend.map(({ attainment }) => attainment.n));
  return (
    <div className={styles.bars} role="group" aria-label={t("trend.label", { count: data.trend.length })}>
      {data.trend.map((one) => {
        const { period, attainment } = one;
        const counts = countsOf(one);
        const words = joinDots([
          period.id,
          `${t("trend.share")} ${valueText(attainment, texts)}`,
          ...parts.map(({ id }) => `${t(`trend.${id}`)} ${formats.number(counts[id])}`),
        ]);
        return (
          <button
            key={period.id}
            type="button"
            className={styles.bar}
            title={words}
            aria-pressed={period.id === data.period.id}
            onClick={() => set({ periodId: period.id === data.periods[0]?.id ? null : period.id })}
          >
            <span className={styles.spoken}>{words}</span>
            <span className={styles.barValue} aria-hidden="true">
              {attainment.value === null ? "—" : formats.percent(attainment.value, 0)}
            </span>
            <span className={styles.barFill} style={{ flexBasis: `calc(${attainment.n / top} * (100% - var(--bar-texts)))` }}>
              {parts
                .filter(({ id }) => counts[id] > 0)
                .map(({ id, fill }) => (
                  <span key={id} className={fill} style={{ flexGrow: counts[id] }} />
                ))}
            </span>
            <span className={styles.barLabel} aria-hidden="true">
              {period.id.slice(period.kind === "month" ? 5 : 2)}
            </span>
          </button>
        );
      })}
    </div>
  );
}

function TrendTable({ data }: { readonly data: IncidentStatistics }): ReactNode {
  const texts = useStatisticTexts();
  const { t, formats } = texts;
  return (
    <div className={styles.trendTable}>
      <table className={styles.table} aria-label={t("trend.title")}>
        <thead>
          <tr>
            <th scope="col">{t("period.label")}</th>
            <th scope="col">{t("trend.share")}</th>
            {parts.map(({ id }) => (
              <th key={id} scope="col">
                {t(`trend.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.trend.toReversed().map((one) => (
            <tr key={one.period.id} className={cx(one.period.id === data.period.id && styles.chosen)}>
              <th scope="row">{one.period.id}</th>
              <td>{valueText(one.attainment, texts)}</td>
              {parts.map(({ id }) => (
                <td key={id}>{formats.number(countsOf(one)[id])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
