import { useMemo, type ReactNode } from "react";
import { metrics } from "../../../../shared/domain/metrics/metrics.ts";
import { hourMs } from "../../../../shared/domain/metrics/series.ts";
import type { QualitySlices } from "../../../data/queries/quality-slices.ts";
import { regionName } from "../../../ui/attention-text.ts";
import type { ChartSeries } from "../../../ui/chart/chart-model.ts";
import { TimeSeriesChart } from "../../../ui/chart/time-series-chart.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useNow } from "../../../ui/now.ts";
import { useText } from "../../../ui/text.ts";
import styles from "../account.module.css";

interface QualityChartProps {
  readonly slices: QualitySlices;
  readonly region: string | null;
  /** The account's code, for the name of a saved file. */
  readonly code: string;
  /** false = what was chosen is not held against anything. */
  readonly compared: boolean;
}

/** The chosen part hour by hour, with what is normal for it and the hours it is held against. */
export function QualityChart({ slices, region, code, compared }: QualityChartProps): ReactNode {
  const t = useText("quality");
  const account = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { metric, fromMs, toMs, beforeFromMs, beforeToMs, timeZone, band, total } = slices;
  const days = (from: number, to: number): string => t("span", { from: formats.day(from, timeZone), to: formats.day(to - 1, timeZone) });
  const earlier = days(beforeFromMs, beforeToMs);
  const series = useMemo(
    (): readonly ChartSeries[] => [
      { id: "now", label: t("now"), startMs: fromMs, stepMs: hourMs, values: slices.values },
      ...(compared
        ? [{ id: "earlier", label: earlier, startMs: fromMs, stepMs: hourMs, values: slices.earlier, look: "dotted" as const }]
        : []),
    ],
    [t, fromMs, slices, compared, earlier],
  );
  const definition = [
    t("definition", { text: account(`usage.definition.${metric}`) }),
    t("weighted"),
    t("n", { n: formats.number(total.now.n) }),
    ...(band === null ? [t("band.none")] : []),
  ];
  return (
    <div>
      <TimeSeriesChart
        title={domain(`metric.${metric}`)}
        facts={[t("hourly"), region === null ? t("allRegions") : regionName(domain, region), days(fromMs, toMs)]}
        unit={metrics[metric].unit}
        fromMs={fromMs}
        toMs={toMs}
        zone={timeZone}
        series={series}
        asOfMs={slices.asOfMs}
        nowMs={nowMs}
        fileName={`${code}-${metric}-${region ?? "all"}`}
        {...(band === null ? {} : { band: { label: t("band"), startMs: fromMs, stepMs: hourMs, low: band.low, high: band.high } })}
      />
      <p className={styles.definition}>{definition.join(" · ")}</p>
    </div>
  );
}
