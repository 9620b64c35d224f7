import { metrics } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import type { Language } from "../../../shared/i18n/catalogue.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { AccountUsage } from "../../data/queries/account-usage.ts";
import type { ChartMark, ChartSeries, TimeSeriesChartProps } from "../../ui/chart/chart-model.ts";
import { carrierName } from "../../ui/carrier-name.ts";

/** Marks of lesser incidents are left out when there are so many that none could be read. */
const readableIncidents = 12;

/** The lines of a usage answer: each carrier, or everything; and the same hours four weeks earlier, dotted. */
export function chartSeries(usage: AccountUsage, t: Text<"account">): readonly ChartSeries[] {
  const lines = usage.lines.map((line): ChartSeries => ({
    id: line.carrier ?? "all",
    label: line.carrier === null ? t("chart.now") : carrierName(line.carrier, t),
    startMs: usage.fromMs,
    stepMs: stepMsOf(usage),
    values: line.values,
  }));
  if (usage.earlier === null) return lines;
  return [
    ...lines,
    { id: "earlier", label: t("chart.earlier"), startMs: usage.fromMs, stepMs: stepMsOf(usage), values: usage.earlier, look: "dotted" },
  ];
}

function stepMsOf(usage: AccountUsage): number {
  return usage.step === "day" ? 24 * hourMs : hourMs;
}

/** Incidents, events and holidays for the lane above the plot, by time. */
export function chartMarks(usage: AccountUsage, language: Language, t: Text<"account">): readonly ChartMark[] {
  const incidents = usage.marks.filter((mark) => mark.type === "incident");
  const urgent = incidents.filter((mark) => mark.severity === "P0" || mark.severity === "P1");
  const shown = new Set((incidents.length > readableIncidents ? urgent : incidents).map((mark) => mark.id));
  const marks = usage.marks.flatMap((mark): readonly ChartMark[] => {
    if (mark.type === "incident")
      return shown.has(mark.id) ? [{ id: mark.id, kind: "incident", label: mark.number, atMs: mark.fromMs, untilMs: mark.toMs }] : [];
    const label = mark.upliftFactor === null ? mark.name : t("mark.event", { name: mark.name, factor: mark.upliftFactor });
    return [{ id: mark.id, kind: "event", label, atMs: mark.fromMs, untilMs: mark.toMs }];
  });
  const holidays = usage.holidays.map((holiday): ChartMark => ({
    id: `holiday ${holiday.fromMs} ${holiday.name.en}`,
    kind: "holiday",
    label: language === "en" ? holiday.name.en : holiday.name.zh,
    atMs: holiday.fromMs,
    untilMs: holiday.toMs,
  }));
  return [...marks, ...holidays].toSorted((a, b) => a.atMs - b.atMs);
}

/** Everything of the chart that follows from the answer alone. */
export function usageChartProps(
  usage: AccountUsage,
  language: Language,
  t: Text<"account">,
): Pick<TimeSeriesChartProps, "unit" | "fromMs" | "toMs" | "zone" | "series" | "marks" | "asOfMs"> &
  Pick<Partial<TimeSeriesChartProps>, "capacity"> {
  return {
    unit: metrics[usage.metric].unit,
    fromMs: usage.fromMs,
    toMs: usage.toMs,
    zone: usage.timeZone,
    series: chartSeries(usage, t),
    marks: chartMarks(usage, language, t),
    asOfMs: usage.asOfMs,
    ...(usage.capacity.length === 0
      ? {}
      : { capacity: { steps: usage.capacity.map((step) => ({ fromMs: step.fromMs, value: step.pcu })) } }),
  };
}
