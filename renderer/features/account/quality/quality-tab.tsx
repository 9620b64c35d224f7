import { useState, type ReactNode } from "react";
import { definitionFault, type RateMetric } from "../../../../shared/domain/metrics/definition.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { AccountHead } from "../../../data/queries/account-head.ts";
import type { QualitySlicesArgs } from "../../../data/queries/quality-slices.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useRoute } from "../../../ui/navigation.ts";
import { useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { useQualityFetch } from "../use-quality-fetch.ts";
import { QualityChart } from "./quality-chart.tsx";
import { type Against, QualityControls, type Choice } from "./quality-controls.tsx";
import { QualityHours } from "./quality-hours.tsx";
import { SliceTable } from "./slice-table.tsx";

const first: Choice = { metric: "video_freeze_600_rate", by: "carrier", region: null, carrier: null, days: "7", against: "previous" };

/** An account's quality by part of its traffic, held against another time: as a line with what is normal, as figures, and by hour of the week. */
export function QualityTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("quality");
  const account = useText("account");
  const domain = useText("domain");
  const fetched = useQualityFetch(head.account.id);
  const route = useRoute();
  const [choice, setChoice] = useState<Choice>(() => (route.screen === "account" ? { ...first, ...route.view } : first));
  const change = (part: Partial<Choice>): void => setChoice((before) => ({ ...before, ...part }));
  const found = useQuery("qualitySlices", argsOf(head.account.id, choice));
  if (found.data === undefined) return null;
  const slices = found.data;
  const fault = faultOf(choice);
  return (
    <>
      <QualityControls choice={choice} slices={slices} onChange={change} />
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={account("tab.quality")}>
        <div className={`${styles.padded} ${styles.stack}`}>
          {fault !== null && (
            <p role="status" className={styles.refusal}>
              {t(`refused.${fault.code}`, { metric: domain(`metric.${choice.metric}`), other: domain(`metric.${fault.other}`) })}
            </p>
          )}
          {slices === null ? (
            <EmptyState
              title={`${domain(`metric.${choice.metric}`)}: ${account("chart.noData")}`}
              text={fetched === "asking" ? account("chart.fetching") : account("chart.noData.text")}
            />
          ) : (
            <>
              <QualityChart slices={slices} region={choice.region} code={head.account.code} compared={fault === null} />
              <SliceTable slices={slices} by={choice.by} compared={fault === null} onNarrow={change} />
              <QualityHours slices={slices} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function argsOf(accountId: string, { days, against, ...choice }: Choice): QualitySlicesArgs {
  // Where a comparison is refused the figures of the period are shown alone; which other period is read then does not matter.
  return { accountId, ...choice, days: Number(days), against: isTime(against) ? against : "previous" };
}

function isTime(against: Against): against is QualitySlicesArgs["against"] {
  return against === "previous" || against === "four-weeks";
}

/** Why what was chosen is not compared; null = it is. */
function faultOf({ metric, against }: Choice): { readonly code: "other-threshold" | "other-quantity"; readonly other: RateMetric } | null {
  if (isTime(against)) return null;
  const code = definitionFault(metric, against);
  return code === null ? null : { code, other: against };
}
