import type { ReactNode } from "react";
import { metrics, type MetricId } from "../../../shared/domain/metrics/metrics.ts";
import type { WeightedRate } from "../../../shared/domain/quality/weighted.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountQualityArgs } from "../../data/queries/account-quality.ts";
import { regionName } from "../../ui/attention-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { heatLevel, HeatTable, type HeatLevel } from "../../ui/heat-table.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { carrierName } from "../../ui/carrier-name.ts";
import { rateText } from "./quality/rate-text.ts";

/** Top of the heat ramp for a rate that should be low (6 %, where a call is no longer usable) and for a time (3 s). */
const rampTop = { ratio: 0.06, ms: 3000 } as const;

/** Where a metric is bad: region × carrier, each cell weighted by its sessions, with how many they were. */
export function QualityTable(args: AccountQualityArgs): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const { data: quality } = useQuery("accountQuality", args);
  if (quality === undefined || quality === null) return null;
  const name = domain(`metric.${args.metric}`);
  const cell = (rate: WeightedRate | null): { readonly text: string; readonly level: HeatLevel | null } => ({
    text: rate === null || rate.value === null ? common("value.none") : rateText(rate.value, quality.metric, formats),
    level: rate === null || rate.value === null ? null : level(rate.value, quality.metric),
  });
  return (
    <section aria-label={t("heat.titleFor", { metric: name })}>
      <div className={styles.sectionHead}>
        <h2>{args.metric.startsWith("video_freeze") ? t("heat.title") : t("heat.titleFor", { metric: name })}</h2>
        <span className={styles.meta}>
          {[
            t("chart.step", { from: formats.day(quality.fromMs), to: formats.day(quality.toMs - 1) }),
            t("heat.weighted"),
            t("chart.n", { n: formats.number(quality.all.n) }),
          ].join(" · ")}
        </span>
      </div>
      <HeatTable
        corner={name}
        columns={[...quality.carriers.map((carrier) => carrierName(carrier, t)), t("heat.all")]}
        tailHeader={t("heat.sessions")}
        rows={quality.rows.map((row) => ({
          key: row.region,
          label: regionName(domain, row.region),
          cells: [...row.cells.map(cell), cell(row.all)],
          tail: formats.compact(row.all.n),
        }))}
      />
    </section>
  );
}

/** Bad is strong: a rate that should be high is shown by what is missing to 1. */
function level(value: number, metric: MetricId): HeatLevel {
  const { unit, better } = metrics[metric];
  if (unit === "ms") return heatLevel(value / rampTop.ms);
  return heatLevel((better === "higher" ? 1 - value : value) / rampTop.ratio);
}
