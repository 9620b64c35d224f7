import type { ReactNode } from "react";
import { narrowed } from "../../../../shared/domain/sla/statistics/statistic.ts";
import type { StatisticMetric } from "../../../../shared/domain/sla/statistics/statistic-metrics.ts";
import type { IncidentStatistics, PromiseLine } from "../../../data/queries/incident-statistics.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { StateShape, type State } from "../../../ui/state-mark.tsx";
import { keyText, valueText } from "./statistic-words.ts";
import type { ShowRows } from "./statistics-screen.tsx";
import styles from "./statistics.module.css";
import { useStatisticsStore } from "./statistics-store.ts";
import { useStatisticTexts } from "./use-statistic-texts.ts";

const dimensions = ["policy", "clock", "severity", "account", "tier", "region"] as const;

/** How promises were kept by policy, clock, severity, account, tier or region; each number opens its incidents. */
export function PromiseBreakdown({ data, showRows }: { readonly data: IncidentStatistics; readonly showRows: ShowRows }): ReactNode {
  const { t } = useStatisticTexts();
  const { by, set } = useStatisticsStore();
  return (
    <section className={styles.breakdown}>
      <div className={styles.caption}>
        <h2>{t("by.title")}</h2>
        <Segmented
          label={t("by.title")}
          options={dimensions.map((id) => ({ id, label: t(`dimension.${id}`) }))}
          value={by}
          onChange={(id) => set({ by: id })}
        />
      </div>
      {data.lines.length === 0 ? (
        <EmptyState title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <table className={styles.table} aria-label={`${t("by.title")} ${t(`dimension.${by}`)}`}>
          <thead>
            <tr>
              <th scope="col">{t(`dimension.${by}`)}</th>
              <th scope="col">{t("by.kept")}</th>
              <th scope="col" title={t("by.before.title", { period: data.before.id })}>
                {t("by.before")}
              </th>
              <th scope="col">{t("by.decided")}</th>
              <th scope="col">{t("by.near")}</th>
              <th scope="col">{t("by.missed")}</th>
              <th scope="col" title={t("definition.budgetUsed")}>
                {t("by.budget")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.lines.map((line) => (
              <BreakdownRow key={line.key} line={line} showRows={showRows} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function BreakdownRow({ line, showRows }: { readonly line: PromiseLine; readonly showRows: ShowRows }): ReactNode {
  const texts = useStatisticTexts();
  const { t } = texts;
  const { by, filter, objective } = useStatisticsStore();
  const name = keyText(by, line.key, line.name, texts);
  const number = (metric: StatisticMetric, value: PromiseLine["promises"]): ReactNode => {
    const text = valueText(value, texts);
    if (value.n === 0) return <span className={styles.missing}>{text}</span>;
    return (
      <button
        type="button"
        className={styles.number}
        aria-label={t("rows.open", { metric: `${name} ${t(`metric.${metric}`)}`, value: text })}
        onClick={() => showRows(metric, narrowed(filter, by, line.key))}
      >
        {text}
      </button>
    );
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.strong}>
        <StateShape state={stateOf(line, objective)} title={texts.domain(`state.${stateOf(line, objective)}`)} />{" "}
        {number("attainment", line.attainment.now)}
      </td>
      <td className={styles.secondary}>{valueText(line.attainment.before, texts)}</td>
      <td>{number("promises", line.promises)}</td>
      <td>{number("nearMisses", line.nearMisses)}</td>
      <td>{number("misses", line.misses)}</td>
      <td className={styles.secondary}>{valueText(line.budgetUsed, texts)}</td>
    </tr>
  );
}

/** At the target or above it, or so much of the error budget used: all of it, or twice as much. */
function stateOf({ attainment, budgetUsed }: PromiseLine, objective: number): State {
  if (attainment.now.value === null) return "unknown";
  if (attainment.now.value >= objective) return (budgetUsed.value ?? 0) >= 0.8 ? "watch" : "good";
  return (budgetUsed.value ?? 0) > 2 ? "critical" : "risk";
}
