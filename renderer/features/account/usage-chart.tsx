import { useDeferredValue, useMemo, type ReactNode } from "react";
import { useQuery } from "../../data/hooks.ts";
import type { AccountUsageArgs } from "../../data/queries/account-usage.ts";
import { regionName } from "../../ui/attention-text.ts";
import type { ChartMark } from "../../ui/chart/chart-model.ts";
import { TimeSeriesChart } from "../../ui/chart/time-series-chart.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import { useNow } from "../../ui/now.ts";
import { usageChartProps } from "./chart-props.ts";
import type { QualityFetch } from "./use-quality-fetch.ts";

interface UsageChartProps {
  readonly args: AccountUsageArgs;
  /** The account's code, for the name of a saved file. */
  readonly code: string;
  readonly fetched: QualityFetch;
  readonly height?: number;
}

/** A metric of the account over time, from the rows on this laptop. */
export function UsageChart({ args, code, fetched, height }: UsageChartProps): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const language = useLanguage();
  const navigate = useNavigate();
  const nowMs = useNow("minute");
  // The page's numbers and its keys come first: lines are drawn when nothing else waits, in pieces that can be put off.
  const usage = useDeferredValue(useQuery("accountUsage", args).data, undefined);
  const drawn = useMemo(() => (usage === undefined || usage === null ? null : usageChartProps(usage, language, t)), [usage, language, t]);
  if (usage === undefined) return null;
  const title = domain(`metric.${args.metric}`);
  if (usage === null || drawn === null) {
    return (
      <EmptyState
        title={`${title}: ${t("chart.noData")}`}
        text={fetched === "asking" && args.metric !== "pcu" ? t("chart.fetching") : t("chart.noData.text")}
      />
    );
  }
  const facts = [
    t(`chart.${usage.step}`),
    usage.region === null ? t("chart.allRegions") : regionName(domain, usage.region),
    t("chart.step", { from: formats.day(usage.fromMs, usage.timeZone), to: formats.day(usage.toMs - 1, usage.timeZone) }),
  ];
  const openMark = (mark: ChartMark): void => {
    if (mark.kind === "incident") navigate({ screen: "incident", incidentId: mark.id });
  };
  return (
    <TimeSeriesChart
      {...drawn}
      title={title}
      facts={facts}
      nowMs={nowMs}
      fileName={`${code}-${args.metric}-${usage.region ?? "all"}`}
      onMark={openMark}
      {...(height === undefined ? {} : { height })}
    />
  );
}
