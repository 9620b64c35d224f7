import { statisticMetrics } from "../../../../shared/domain/sla/statistics/statistic-metrics.ts";
import type { StatisticValue } from "../../../../shared/domain/sla/statistics/statistic.ts";
import { csvText } from "../../../../shared/kernel/csv-text.ts";
import type { IncidentStatistics } from "../../../data/queries/incident-statistics.ts";
import { keyText, type StatisticTexts } from "./statistic-words.ts";
import type { StatisticsArgs } from "../../../data/queries/incident-statistics.ts";

/**
 * Every number of the screen, one a line: section, what it is, unit, period with its first instant and the first after it (UTC), value, how many it
 * is made from, the period before, and the definition. Values in their plain unit: shares 0–1, times in minutes.
 */
export function statisticsCsv(data: IncidentStatistics, args: Pick<StatisticsArgs, "by" | "timeZone">, texts: StatisticTexts): string {
  const { t } = texts;
  const { period, before } = data;
  const line = (
    section: string,
    what: string,
    now: StatisticValue,
    earlier: StatisticValue | null,
    definition: string,
    of = period,
  ): readonly (string | number | null)[] => [
    section,
    what,
    now.unit === "ms" ? "min" : now.unit,
    of.id,
    new Date(of.fromMs).toISOString(),
    new Date(of.toMs).toISOString(),
    args.timeZone,
    plain(now),
    now.n,
    earlier === null ? null : before.id,
    earlier === null ? null : plain(earlier),
    earlier === null ? null : earlier.n,
    definition,
  ];
  return csvText([
    [
      "section",
      "what",
      "unit",
      "period",
      "from_utc",
      "to_utc",
      "zone",
      "value",
      "n",
      "period_before",
      "value_before",
      "n_before",
      "definition",
    ],
    ...statisticMetrics.map((metric) =>
      line("figures", t(`metric.${metric}`), data.figures[metric].now, data.figures[metric].before, t(`definition.${metric}`)),
    ),
    ...data.lines.flatMap((one) => {
      const name = keyText(args.by, one.key, one.name, texts);
      const section = `${t("by.title")} ${t(`dimension.${args.by}`)}`;
      return [
        line(section, `${name} ${t("metric.attainment")}`, one.attainment.now, one.attainment.before, t("definition.attainment")),
        line(section, `${name} ${t("metric.nearMisses")}`, one.nearMisses, null, t("definition.nearMisses")),
        line(section, `${name} ${t("metric.misses")}`, one.misses, null, t("definition.misses")),
        line(section, `${name} ${t("metric.budgetUsed")}`, one.budgetUsed, null, t("definition.budgetUsed")),
      ];
    }),
    ...data.causes.map((one) =>
      line(t("causes.title"), keyText("cause", one.key, null, texts), one.now, one.before, t("definition.ended")),
    ),
    ...data.trend.map((one) =>
      line(t("trend.title"), t("metric.attainment"), one.attainment, null, t("definition.attainment"), one.period),
    ),
  ]);
}

function plain({ value, unit }: StatisticValue): number | null {
  return value === null || unit !== "ms" ? value : value / 60_000;
}
