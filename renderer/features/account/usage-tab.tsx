import { useState, type ReactNode } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { metrics, type MetricId } from "../../../shared/domain/metrics/metrics.ts";
import { startOfDayMs } from "../../../shared/i18n/format-time.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import type { AccountUsage, AccountUsageArgs } from "../../data/queries/account-usage.ts";
import type { Period } from "../../data/queries/period.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./account.module.css";
import { carrierName } from "../../ui/carrier-name.ts";
import { MarkList } from "./mark-list.tsx";
import { QualityTable } from "./quality-table.tsx";
import { UsageChart } from "./usage-chart.tsx";
import { useQualityFetch } from "./use-quality-fetch.ts";

const periods = ["week", "recent", "quarter", "all", "custom"] as const;
type PeriodId = (typeof periods)[number];

const dayMs = 86_400_000;

/** Any metric of the account by region, carrier and period, with what happened meanwhile and the figures behind the lines. */
export function UsageTab({ head }: { readonly head: AccountHead }): ReactNode {
  const { account } = head;
  const fetched = useQualityFetch(account.id);
  const [metric, setMetric] = useState<MetricId>("pcu");
  const [region, setRegion] = useState<string | null>(head.regions[0]?.region ?? null);
  const [carriers, setCarriers] = useState<Carriers>({ carrier: null, eachCarrier: false });
  const [periodId, setPeriodId] = useState<PeriodId>("recent");
  const [dates, setDates] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const [compare, setCompare] = useState(true);
  const period = periodOf(periodId, dates, account.timeZone);
  const args: AccountUsageArgs = { accountId: account.id, metric, region, ...carriers, period, compare };
  const usage = useQuery("accountUsage", args).data ?? null;
  const choosePeriod = (id: PeriodId): void => {
    // The dates begin as what is on screen.
    if (id === "custom" && usage !== null)
      setDates({ from: localDay(usage.fromMs, account.timeZone), to: localDay(usage.toMs - 1, account.timeZone) });
    setPeriodId(id);
  };
  return (
    <>
      <Controls
        usage={usage}
        args={args}
        periodId={periodId}
        dates={dates}
        onMetric={setMetric}
        onRegion={setRegion}
        onCarriers={setCarriers}
        onPeriod={choosePeriod}
        onDates={setDates}
        onCompare={setCompare}
      />
      <div className={styles.scroll} tabIndex={0} role="group">
        <div className={`${styles.padded} ${styles.stack}`}>
          <UsageChart args={args} code={account.code} fetched={fetched} height={320} />
          <Definition metric={metric} usage={usage} />
          {metrics[metric].aggregate === "weighted" && <QualityTable accountId={account.id} metric={metric} period={period} />}
          {usage !== null && <MarkList usage={usage} />}
        </div>
      </div>
    </>
  );
}

function periodOf(id: PeriodId, dates: { readonly from: string; readonly to: string } | null, zone: string): Period {
  switch (id) {
    case "week":
      return { kind: "recent", days: 7 };
    case "recent":
      return { kind: "recent", days: 28 };
    case "quarter":
      return { kind: "recent", days: 91 };
    case "all":
      return { kind: "all" };
    case "custom": {
      if (dates === null || dates.from > dates.to) return { kind: "recent", days: 28 };
      const noon = (day: string): number => Date.parse(`${day}T12:00:00.000Z`);
      return { kind: "range", fromMs: startOfDayMs(noon(dates.from), zone), toMs: startOfDayMs(noon(dates.to) + dayMs, zone) };
    }
  }
}

type Carriers = Pick<AccountUsageArgs, "carrier" | "eachCarrier">;

interface ControlsProps {
  readonly usage: AccountUsage | null;
  readonly args: AccountUsageArgs;
  readonly periodId: PeriodId;
  readonly dates: { readonly from: string; readonly to: string } | null;
  readonly onMetric: (metric: MetricId) => void;
  readonly onRegion: (region: string | null) => void;
  readonly onCarriers: (carriers: Carriers) => void;
  readonly onPeriod: (period: PeriodId) => void;
  readonly onDates: (dates: { readonly from: string; readonly to: string }) => void;
  readonly onCompare: (compare: boolean) => void;
}

function Controls({
  usage,
  args,
  periodId,
  dates,
  onMetric,
  onRegion,
  onCarriers,
  onPeriod,
  onDates,
  onCompare,
}: ControlsProps): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const known = usage?.metrics ?? [];
  const offered = (Object.keys(metrics) as MetricId[]).filter(
    (metric) => known.length === 0 || known.includes(metric) || metric === args.metric,
  );
  const regions = usage?.regions ?? [];
  const carriers = usage?.carriers ?? [];
  // A select has only texts: these two cannot be ids of regions or carriers.
  const all = "*";
  const each = "* each";
  return (
    <div className={styles.controls}>
      <label className={styles.control}>
        {t("usage.metric")}
        <Select value={args.metric} onChange={onMetric} options={offered.map((id) => ({ id, label: domain(`metric.${id}`) }))} />
      </label>
      <label className={styles.control}>
        {t("usage.region")}
        <Select
          value={usage?.region ?? all}
          onChange={(id) => onRegion(id === all ? null : id)}
          options={[
            ...(args.metric === "pcu" && regions.length > 0 ? [] : [{ id: all, label: t("chart.allRegions") }]),
            ...regions.map((id) => ({ id, label: regionName(domain, id) })),
          ]}
        />
      </label>
      {carriers.length > 0 && (
        <label className={styles.control}>
          {t("usage.carrier")}
          <Select
            value={args.eachCarrier ? each : (args.carrier ?? all)}
            onChange={(id) => onCarriers({ carrier: id === all || id === each ? null : id, eachCarrier: id === each })}
            options={[
              { id: all, label: t("chart.allCarriers") },
              { id: each, label: t("usage.each") },
              ...carriers.map((id) => ({ id, label: carrierName(id, t) })),
            ]}
          />
        </label>
      )}
      <Segmented
        label={t("usage.period")}
        value={periodId}
        onChange={onPeriod}
        options={periods.map((id) => ({ id, label: t(`usage.period.${id}`) }))}
      />
      {periodId === "custom" && dates !== null && (
        <>
          <label className={styles.control}>
            {t("usage.from")}
            <DayField value={dates.from} onChange={(from) => onDates({ ...dates, from })} />
          </label>
          <label className={styles.control}>
            {t("usage.to")}
            <DayField value={dates.to} onChange={(to) => onDates({ ...dates, to })} />
          </label>
        </>
      )}
      <Checkbox label={t("usage.compare")} checked={args.compare} onChange={onCompare} />
    </div>
  );
}

/** A day as `2014-11-27`, whatever the system writes: taken over as soon as it is one. */
function DayField({ value, onChange }: { readonly value: string; readonly onChange: (day: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value);
  const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00.000Z`));
  return (
    <TextField
      value={typed}
      placeholder="2014-11-27"
      aria-invalid={!isDay(typed)}
      onChange={(text) => {
        setTyped(text);
        if (isDay(text)) onChange(text);
      }}
    />
  );
}

/** What the numbers mean, how many sessions they rest on, and how much of the period has no data. */
function Definition({ metric, usage }: { readonly metric: MetricId; readonly usage: AccountUsage | null }): ReactNode {
  const t = useText("account");
  const formats = useFormats();
  const gapHours = usage?.gaps.reduce((hours, gap) => hours + (gap.toMs - gap.fromMs) / 3_600_000, 0) ?? 0;
  const parts = [
    `${t("usage.definition")}: ${t(`usage.definition.${metric}`)}`,
    ...(metrics[metric].aggregate === "weighted" ? [t("heat.weighted")] : []),
    ...(usage === null || usage.sessions === null ? [] : [t("chart.n", { n: formats.number(usage.sessions) })]),
    ...(gapHours > 0 ? [t("usage.gaps", { hours: formats.number(gapHours) })] : []),
  ];
  return <p className={styles.definition}>{parts.join(" · ")}</p>;
}
