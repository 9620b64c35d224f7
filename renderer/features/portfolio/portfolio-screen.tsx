import { useMemo, type ReactNode } from "react";
import { type ChangeDays, changeDays, type Portfolio } from "../../data/queries/portfolio.ts";
import { useQuery } from "../../data/hooks.ts";
import { useFormats } from "../../ui/formats.ts";
import { wholePoints } from "../../ui/health-text.ts";
import { useNow } from "../../ui/now.ts";
import { Page, PageHeader, ToolBar } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { Movers } from "./movers.tsx";
import { type Dimension, dimensions, filtered, median, segmentsOf } from "./portfolio-model.ts";
import { usePortfolioStore } from "./portfolio-store.ts";
import { ScoreHistogram } from "./score-histogram.tsx";
import { ownerNames, segmentName } from "./segment-names.ts";
import { SegmentTable } from "./segment-table.tsx";
import styles from "./portfolio.module.css";

/** The book as a whole: how scores are spread, who moved, and how each part of it does. */
export function PortfolioScreen(): ReactNode {
  const t = useText("portfolio");
  const common = useText("common");
  const formats = useFormats();
  const { data, ready } = useQuery("portfolio", undefined);
  const nowMs = useNow("minute");
  const { filter, days, by, split } = usePortfolioStore();
  const accounts = useMemo(() => filtered(data?.accounts ?? [], filter), [data, filter]);
  useReady(ready);
  const middle = useMemo(() => median(accounts.flatMap((account) => account.scoreMilli ?? [])), [accounts]);
  const asOf =
    data?.asOfMs == null
      ? t("asOf.none")
      : common("age.asOf", { time: formats.dateTime(data.asOfMs, formats.zone), age: formats.age(Math.max(0, nowMs - data.asOfMs)) });
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          detail={ready ? t("detail", { count: accounts.length, median: middle === null ? "—" : wholePoints(middle, formats) }) : undefined}
        />
      }
    >
      <PortfolioBar accounts={data?.accounts ?? []} />
      {ready && (
        <>
          <div className={styles.top}>
            <ScoreHistogram accounts={accounts} asOf={asOf} />
            <Movers accounts={accounts} days={days} direction="down" />
            <Movers accounts={accounts} days={days} direction="up" />
          </div>
          <SegmentTable accounts={accounts} filter={filter} by={by} split={split} days={days} />
        </>
      )}
    </Page>
  );
}

/** Filters at the left; period and what the table goes by at the right. */
function PortfolioBar({ accounts }: { readonly accounts: Portfolio["accounts"] }): ReactNode {
  const t = useText("portfolio");
  const { days, by, split, set } = usePortfolioStore();
  const periods = changeDays.map((period) => ({ id: String(period), label: t("period", { days: period }) }));
  const byOptions = dimensions.map((dimension) => ({ id: dimension, label: t(`dimension.${dimension}`) }));
  return (
    <ToolBar
      label={t("filters")}
      end={
        <>
          <Segmented
            label={t("period.label")}
            options={periods}
            value={String(days)}
            onChange={(id) => set({ days: changeDays.find((period) => String(period) === id) ?? (7 satisfies ChangeDays) })}
          />
          <Select aria-label={t("by.label")} options={byOptions} value={by} onChange={(dimension) => set({ by: dimension })} />
          <Select
            aria-label={t("split.label")}
            options={[{ id: "none", label: t("split.none") }, ...byOptions.filter(({ id }) => id !== by)]}
            value={split === null || split === by ? "none" : split}
            onChange={(dimension) => set({ split: dimension === "none" ? null : dimension })}
          />
        </>
      }
    >
      {dimensions.map((dimension) => (
        <FilterSelect key={dimension} dimension={dimension} accounts={accounts} />
      ))}
    </ToolBar>
  );
}

function FilterSelect({ dimension, accounts }: { readonly dimension: Dimension; readonly accounts: Portfolio["accounts"] }): ReactNode {
  const t = useText("portfolio");
  const domain = useText("domain");
  const { filter, set } = usePortfolioStore();
  const options = useMemo(() => {
    const owners = ownerNames(accounts);
    return segmentsOf(accounts, dimension, 7).map(({ value }) => ({
      id: `=${value}`,
      label: segmentName(dimension, value, { domain, t, owners }),
    }));
  }, [accounts, dimension, domain, t]);
  const chosen = filter[dimension];
  return (
    <Select
      aria-label={t(`dimension.${dimension}`)}
      options={[{ id: "all", label: t(`all.${dimension}`) }, ...options]}
      value={chosen === null ? "all" : `=${chosen}`}
      onChange={(id) => set({ filter: { ...filter, [dimension]: id === "all" ? null : id.slice(1) } })}
    />
  );
}
