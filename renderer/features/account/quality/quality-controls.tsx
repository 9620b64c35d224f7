import type { ReactNode } from "react";
import type { RateMetric } from "../../../../shared/domain/metrics/definition.ts";
import { type QualitySlices, type QualitySlicesArgs, type SliceDimension, sliceDimensions } from "../../../data/queries/quality-slices.ts";
import { regionName } from "../../../ui/attention-text.ts";
import { qualityPeriods } from "../../../ui/routes.ts";
import { Segmented } from "../../../ui/segmented.tsx";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { carrierName } from "../../../ui/carrier-name.ts";

/** Another time, or another metric: that is offered because people ask for it, and refused with the reason. */
export type Against = QualitySlicesArgs["against"] | RateMetric;

export interface Choice {
  readonly metric: RateMetric;
  readonly by: SliceDimension;
  readonly region: string | null;
  readonly carrier: string | null;
  readonly days: (typeof qualityPeriods)[number];
  readonly against: Against;
}

interface QualityControlsProps {
  readonly choice: Choice;
  readonly slices: QualitySlices | null;
  readonly onChange: (part: Partial<Choice>) => void;
}

// A select has only texts: this cannot be the id of a region or carrier.
const all = "*";

export function QualityControls({ choice, slices, onChange }: QualityControlsProps): ReactNode {
  const t = useText("quality");
  const account = useText("account");
  const domain = useText("domain");
  const known = slices?.metrics ?? [];
  const offered = known.includes(choice.metric) ? known : [choice.metric, ...known];
  return (
    <div className={styles.controls}>
      <label className={styles.control}>
        {t("metric")}
        <Select
          value={choice.metric}
          onChange={(metric) => onChange({ metric, ...(choice.against === metric ? { against: "previous" } : {}) })}
          options={offered.map((id) => ({ id, label: domain(`metric.${id}`) }))}
        />
      </label>
      <Segmented
        label={t("by")}
        value={choice.by}
        onChange={(by) => onChange({ by })}
        options={sliceDimensions.map((id) => ({ id, label: t(`by.${id}`) }))}
      />
      <label className={styles.control}>
        {t("region")}
        <Select
          value={choice.region ?? all}
          onChange={(id) => onChange({ region: id === all ? null : id })}
          options={[{ id: all, label: t("allRegions") }, ...(slices?.regions ?? []).map((id) => ({ id, label: regionName(domain, id) }))]}
        />
      </label>
      <label className={styles.control}>
        {t("carrier")}
        <Select
          value={choice.carrier ?? all}
          onChange={(id) => onChange({ carrier: id === all ? null : id })}
          options={[
            { id: all, label: t("allCarriers") },
            ...(slices?.carriers ?? []).map((id) => ({ id, label: carrierName(id, account) })),
          ]}
        />
      </label>
      <Segmented
        label={t("period")}
        value={choice.days}
        onChange={(days) => onChange({ days })}
        options={qualityPeriods.map((id) => ({ id, label: t(`period.${id}`) }))}
      />
      <label className={styles.control}>
        {t("against")}
        <Select<Against>
          value={choice.against}
          onChange={(against) => onChange({ against })}
          options={[
            { id: "previous", label: t("against.previous") },
            { id: "four-weeks", label: t("against.four-weeks") },
            ...known.filter((id) => id !== choice.metric).map((id) => ({ id, label: domain(`metric.${id}`) })),
          ]}
        />
      </label>
    </div>
  );
}
