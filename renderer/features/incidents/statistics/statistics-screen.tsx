import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback } from "react";
import { clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import { severities } from "../../../../shared/domain/incident/incident.ts";
import { tiers } from "../../../../shared/domain/account/account.ts";
import { everything, type StatisticFilter } from "../../../../shared/domain/sla/statistics/statistic.ts";
import type { StatisticMetric } from "../../../../shared/domain/sla/statistics/statistic-metrics.ts";
import { periodKinds } from "../../../../shared/domain/sla/statistics/statistic-period.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { IncidentStatistics } from "../../../data/queries/incident-statistics.ts";
import { Button } from "../../../ui/button.tsx";
import { ChoiceChip } from "../../../ui/choice-chip.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { Link } from "../../../ui/link.tsx";
import { useNavigate } from "../../../ui/navigation.ts";
import { Page, PageHeader, ToolBar } from "../../../ui/page.tsx";
import { useReady } from "../../../ui/ready.ts";
import { Segmented } from "../../../ui/segmented.tsx";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { useIncidentsStore } from "../incidents-store.ts";
import { CauseTable } from "./cause-table.tsx";
import { FigureTable } from "./figure-table.tsx";
import { PromiseBreakdown } from "./promise-breakdown.tsx";
import { PromiseTrend } from "./promise-trend.tsx";
import { keyText } from "./statistic-words.ts";
import { objectives, useStatisticsStore } from "./statistics-store.ts";
import { useExportStatistics } from "./use-export-statistics.ts";
import { useStatisticTexts } from "./use-statistic-texts.ts";
import styles from "./statistics.module.css";

/** Opens the list with the incidents behind a number. `filter` narrows the screen's own. */
export type ShowRows = (metric: StatisticMetric, filter?: StatisticFilter, of?: "period" | "before") => void;

/** How promises were kept, how fast and by what way incidents ended: every number leads to its incidents. */
export function StatisticsScreen(): ReactNode {
  const t = useText("statistics");
  const incidents = useText("incidents");
  const { kind, periodId, timeZone, filter, objective, by } = useStatisticsStore();
  const { data, ready } = useQuery("incidentStatistics", { kind, periodId, timeZone, filter, objective, by });
  const showRows = useShowRows(data);
  useReady(data !== undefined);
  return (
    <Page
      header={
        <PageHeader
          parent={<Link route={{ screen: "incidents" }}>{incidents("title")}</Link>}
          title={t("title")}
          detail={data === undefined ? undefined : t("detail", { period: data.period.id, zone: timeZone })}
        />
      }
    >
      <StatisticsBar data={data} />
      {data !== undefined && (
        <div className={styles.scroll} aria-busy={!ready}>
          <BookLine data={data} />
          <div className={styles.columns}>
            <FigureTable data={data} showRows={showRows} />
            <div className={styles.side}>
              <PromiseTrend data={data} />
              <CauseTable data={data} showRows={showRows} />
            </div>
          </div>
          <PromiseBreakdown data={data} showRows={showRows} />
        </div>
      )}
    </Page>
  );
}

function useShowRows(data: IncidentStatistics | undefined): ShowRows {
  const navigate = useNavigate();
  return useCallback(
    (metric, narrower, of = "period") => {
      if (data === undefined) return;
      const { filter, objective } = useStatisticsStore.getState();
      const { id, fromMs, toMs } = of === "period" ? data.period : data.before;
      const question = { metric, filter: narrower ?? filter, period: { fromMs, toMs }, objective };
      useIncidentsStore.getState().showBehind({ question, periodId: id });
      navigate({ screen: "incidents" });
    },
    [data, navigate],
  );
}

/** What the numbers were made from, and how old they are. */
function BookLine({ data }: { readonly data: IncidentStatistics }): ReactNode {
  const t = useText("statistics");
  const formats = useFormats();
  const { incidents, frozen, unread } = data.book;
  const time = formats.time(data.atMs);
  return (
    <p className={styles.book}>
      {joinDots([
        t("book", { count: incidents, frozen, time }),
        ...(unread > 0 ? [t("book.unread", { count: unread })] : []),
        ...(data.period.toMs > data.atMs ? [t("running")] : []),
      ])}
    </p>
  );
}

/** Period, zone and target at the left with the filters; export at the right. */
function StatisticsBar({ data }: { readonly data: IncidentStatistics | undefined }): ReactNode {
  const t = useText("statistics");
  const formats = useFormats();
  const { kind, timeZone, objective, filter, set } = useStatisticsStore();
  const exportCsv = useExportStatistics();
  const periods = data?.periods.filter((period) => period.kind === kind) ?? [];
  const zones = [...new Set([formats.zone, "UTC", "Asia/Shanghai", timeZone])];
  const filtered = Object.values(filter).some((values) => values.length > 0);
  return (
    <ToolBar
      label={t("filters")}
      end={
        <Button
          size="small"
          variant="ghost"
          icon={<Download size={14} aria-hidden="true" />}
          disabled={data === undefined}
          onClick={() => data !== undefined && exportCsv(data)}
        >
          {t("export")}
        </Button>
      }
    >
      <Segmented
        label={t("kind.label")}
        options={periodKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={kind}
        onChange={(chosen) => set({ kind: chosen, periodId: null })}
      />
      <span className={styles.selects}>
        <Select
          aria-label={t("period.label")}
          options={periods.map(({ id }) => ({ id, label: id }))}
          value={data?.period.id ?? ""}
          onChange={(periodId) => set({ periodId: periodId === periods[0]?.id ? null : periodId })}
        />
        <Select
          aria-label={t("zone.label")}
          options={zones.map((id) => ({ id, label: id === formats.zone ? t("zone.mine", { zone: id }) : id }))}
          value={timeZone}
          onChange={(zone) => set({ timeZone: zone })}
        />
        <Select
          aria-label={t("objective.label")}
          options={objectives.map((share) => ({ id: String(share), label: t("objective", { share: formats.percent(share) }) }))}
          value={String(objective)}
          onChange={(id) => set({ objective: Number(id) })}
        />
      </span>
      <Filters data={data} />
      {filtered && (
        <Button size="small" variant="ghost" onClick={() => set({ filter: everything })}>
          {t("filter.clear")}
        </Button>
      )}
    </ToolBar>
  );
}

function Filters({ data }: { readonly data: IncidentStatistics | undefined }): ReactNode {
  const t = useText("statistics");
  const texts = useStatisticTexts();
  const { filter, narrow } = useStatisticsStore();
  const option = (dimension: Parameters<typeof keyText>[0], key: string, name: string | null = null) => ({
    id: key,
    label: keyText(dimension, key, name, texts),
  });
  return (
    <>
      <ChoiceChip
        label={t("filter.clock")}
        options={clockKinds.map((id) => ({ id, label: texts.domain(`clock.${id}`) }))}
        chosen={filter.clocks}
        onChange={(clocks) => narrow({ clocks })}
      />
      <ChoiceChip
        label={t("filter.severity")}
        options={severities.map((id) => ({ id, label: id }))}
        chosen={filter.severities}
        onChange={(chosen) => narrow({ severities: chosen })}
      />
      <ChoiceChip
        label={t("filter.account")}
        options={(data?.facets.accounts ?? []).map(([id, name]) => option("account", id, name))}
        chosen={filter.accountIds}
        onChange={(accountIds) => narrow({ accountIds })}
      />
      <ChoiceChip
        label={t("filter.tier")}
        options={tiers.map((id) => ({ id: id as string, label: texts.domain(`tier.${id}`) }))}
        chosen={filter.tiers}
        onChange={(chosen) => narrow({ tiers: chosen })}
      />
      <ChoiceChip
        label={t("filter.region")}
        options={(data?.facets.regions ?? []).map((id) => option("region", id))}
        chosen={filter.regions}
        onChange={(regions) => narrow({ regions })}
      />
      <ChoiceChip
        label={t("filter.policy")}
        options={(data?.facets.policies ?? []).map((id) => option("policy", id))}
        chosen={filter.policies}
        onChange={(policies) => narrow({ policies })}
      />
    </>
  );
}
