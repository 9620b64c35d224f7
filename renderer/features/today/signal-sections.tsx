import type { ReactNode } from "react";
import { metrics } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import { signalWords } from "../../../shared/domain/signal/signal.ts";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import { useQuery } from "../../data/hooks.ts";
import { TimeSeriesChart } from "../../ui/chart/time-series-chart.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { InspectorSection } from "../../ui/inspector.tsx";
import { useNow } from "../../ui/now.ts";
import { valueText } from "../../ui/signal/signal-text.ts";
import { useText } from "../../ui/text.ts";
import styles from "./today.module.css";

/** Of a signal: what was measured against what is normal, what it explains, and its series with the band and the hours outside. */
export function SignalSections({ item }: { readonly item: TodayItem }): ReactNode {
  const t = useText("signals");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const signalKey = item.message.key === "signal" ? (item.message.signalKeys[0] ?? "") : "";
  const { data } = useQuery("signalDetail", { accountId: item.accountId ?? "", signalKey });
  if (data === undefined || data === null || data.signal.key !== signalKey) return null;
  const { signal, band } = data;
  const { metric } = signal;
  // Of a rate near a hundred percent only what is lost can be seen on an axis that begins at zero.
  const isLost = metrics[metric].better === "higher";
  const drawn = (values: Float64Array): Float64Array => (isLost ? values.map((one) => 1 - one) : values);
  const { low, high } = signalWords(signal);
  const value = (one: number): string => valueText(metric, one, formats);
  const others = item.detail?.key === "signal" ? item.detail.otherAccounts : 0;
  return (
    <>
      <InspectorSection>
        <FactList
          facts={[
            {
              label: t("fact.measured"),
              value: t("fact.measured.value", {
                value: value(signal.measured),
                sessions: formats.compact(signal.n),
                hours: formats.number(signal.hoursOutside),
              }),
            },
            {
              label: t("fact.normal"),
              value: t("fact.normal.value", { middle: value(signal.normal), low: value(low), high: value(high) }),
            },
            { label: t("fact.explained"), value: t("fact.explained.value", { share: formats.percent(signal.explained, 0) }) },
            ...(signal.alsoMetrics.length === 0
              ? []
              : [{ label: t("fact.also"), value: signal.alsoMetrics.map((one) => domain(`metric.${one}`)).join(" · ") }]),
            ...(others === 0 ? [] : [{ label: t("fact.others"), value: t("detail.others", { count: others }) }]),
          ]}
        />
        <p className={styles.note}>{t("fact.normal.source", { zone: signal.timeZone })}</p>
      </InspectorSection>
      <InspectorSection>
        {band === null ? (
          <p className={styles.note}>{t("chart.noBand")}</p>
        ) : (
          <TimeSeriesChart
            title={isLost ? t("chart.lost", { metric: domain(`metric.${metric}`) }) : domain(`metric.${metric}`)}
            facts={[t("chart.hourly")]}
            unit={metric === "first_frame_ms" ? "ms" : "ratio"}
            fromMs={band.fromMs}
            toMs={band.toMs}
            zone={band.timeZone}
            series={[{ id: metric, label: t("fact.measured"), startMs: band.fromMs, stepMs: hourMs, values: drawn(band.values) }]}
            band={{
              label: t("chart.band"),
              startMs: band.fromMs,
              stepMs: hourMs,
              low: drawn(isLost ? band.high : band.low),
              high: drawn(isLost ? band.low : band.high),
            }}
            marks={band.outside.map((stretch) => ({
              id: `outside-${stretch.fromMs}`,
              kind: "incident",
              label: t("chart.outside"),
              atMs: stretch.fromMs,
              untilMs: stretch.toMs,
            }))}
            asOfMs={band.asOfMs}
            nowMs={nowMs}
            height={150}
            fileName={`${metric}-${signal.accountId}`}
          />
        )}
      </InspectorSection>
    </>
  );
}
