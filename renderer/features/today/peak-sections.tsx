import type { ReactNode } from "react";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import { useQuery } from "../../data/hooks.ts";
import { regionName } from "../../ui/attention-text.ts";
import { TimeSeriesChart } from "../../ui/chart/time-series-chart.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { InspectorSection } from "../../ui/inspector.tsx";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";

const recent = { kind: "recent", days: 28 } as const;
const hourMs = 3_600_000;

/** Of an item about room: the figures it was judged by, and the usage of that region against its capacity. */
export function PeakSections({ item }: { readonly item: TodayItem }): ReactNode {
  const t = useText("today");
  const domain = useText("domain");
  const formats = useFormats();
  const region = "region" in item.message ? item.message.region : null;
  const share = "share" in item.message ? item.message.share : null;
  const { detail } = item;
  return (
    <>
      {region !== null && (
        <InspectorSection>
          <FactList
            facts={[
              ...(detail?.key === "peakOfCapacity"
                ? [{ label: t("inspector.peak"), value: `${formats.number(detail.peakPcu)} PCU · ${formats.day(detail.peakDayMs, "UTC")}` }]
                : []),
              ...(detail?.key === "expectedOfCapacity"
                ? [
                    {
                      label: t("inspector.expected"),
                      value: `${formats.number(detail.expectedPcu)} PCU · ${t("inspector.expected.how", { uplift: "upliftFactor" in item.message ? formats.number(item.message.upliftFactor, 1) : "" })}`,
                    },
                  ]
                : []),
              ...(detail?.key === "peakOfCapacity" || detail?.key === "expectedOfCapacity"
                ? [{ label: t("inspector.capacity"), value: `${formats.number(detail.capacityPcu)} PCU · ${regionName(domain, region)}` }]
                : []),
              ...(share === null ? [] : [{ label: t("inspector.headroom"), value: formats.percent(share, 1) }]),
            ]}
          />
        </InspectorSection>
      )}
      {item.accountId !== null && <UsageChart accountId={item.accountId} region={region} />}
    </>
  );
}

function UsageChart({ accountId, region }: { readonly accountId: string; readonly region: string | null }): ReactNode {
  const t = useText("today");
  const domain = useText("domain");
  const nowMs = useNow("minute");
  const { data } = useQuery("accountUsage", {
    accountId,
    metric: "pcu",
    region,
    carrier: null,
    eachCarrier: false,
    period: recent,
    compare: false,
  });
  const [line] = data?.lines ?? [];
  if (data === undefined || data === null || line === undefined) return null;
  const name = data.region === null ? "" : regionName(domain, data.region);
  return (
    <InspectorSection>
      <TimeSeriesChart
        title={domain("metric.pcu")}
        facts={[name, t("chart.days")].filter((fact) => fact !== "")}
        unit="users"
        fromMs={data.fromMs}
        toMs={data.toMs}
        zone={data.timeZone}
        series={[{ id: "pcu", label: name, startMs: data.fromMs, stepMs: hourMs, values: line.values }]}
        {...(data.capacity.length === 0
          ? {}
          : { capacity: { steps: data.capacity.map((step) => ({ fromMs: step.fromMs, value: step.pcu })) } })}
        asOfMs={data.asOfMs}
        nowMs={nowMs}
        height={140}
        fileName={`pcu-${accountId}-${data.region ?? "all"}`}
      />
    </InspectorSection>
  );
}
