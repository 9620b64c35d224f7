import { useCallback, useMemo, type ReactNode } from "react";
import type { ChangeDays, PortfolioAccount } from "../../data/queries/portfolio.ts";
import { wantAccounts } from "../../ui/accounts-wanted.ts";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { pointsChange, wholePoints } from "../../ui/health-text.ts";
import { useNavigate } from "../../ui/navigation.ts";
import type { Column, TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { type Dimension, filtered, gradeOrder, noFilter, type PortfolioFilter, type Segment, segmentsOf } from "./portfolio-model.ts";
import { ownerNames, segmentName, wantedBy } from "./segment-names.ts";
import styles from "./portfolio.module.css";

interface SegmentRow extends Segment {
  readonly name: string;
  /** What the row's accounts have in common. */
  readonly values: PortfolioFilter;
}

interface SegmentTableProps {
  readonly accounts: readonly PortfolioAccount[];
  readonly filter: PortfolioFilter;
  readonly by: Dimension;
  readonly split: Dimension | null;
  readonly days: ChangeDays;
}

/** Counts by grade, median and its change, by one dimension or by two; Enter shows the accounts behind a line in the list. */
export function SegmentTable({ accounts, filter, by, split, days }: SegmentTableProps): ReactNode {
  const t = useText("portfolio");
  const navigate = useNavigate();
  const columns = useSegmentColumns(days);
  const groups = useSegmentGroups({ accounts, filter, by, split, days });
  const onOpen = useCallback(
    (row: SegmentRow) => {
      wantAccounts(wantedBy(row.values));
      navigate({ screen: "accounts" });
    },
    [navigate],
  );
  return (
    <VirtualTable
      label={t("table.label")}
      columns={columns}
      groups={groups}
      rowKey={keyOf}
      onOpen={onOpen}
      empty={<EmptyState title={t("empty.title")} text={t("empty.text")} />}
    />
  );
}

function keyOf({ values }: SegmentRow): string {
  return JSON.stringify(values);
}

function useSegmentGroups({ accounts, filter, by, split, days }: SegmentTableProps): readonly TableGroup<SegmentRow>[] {
  const t = useText("portfolio");
  const domain = useText("domain");
  return useMemo(() => {
    const owners = ownerNames(accounts);
    const name = (dimension: Dimension, value: string): string => segmentName(dimension, value, { domain, t, owners });
    const rowsOf = (own: readonly PortfolioAccount[], dimension: Dimension, values: PortfolioFilter): readonly SegmentRow[] =>
      segmentsOf(own, dimension, days).map((segment) => ({
        ...segment,
        name: name(dimension, segment.value),
        values: { ...values, [dimension]: segment.value },
      }));
    if (split === null || split === by) return [{ id: "all", header: null, label: t("table.label"), rows: rowsOf(accounts, by, filter) }];
    return segmentsOf(accounts, by, days).map(({ value }) => {
      const label = name(by, value);
      const own = filtered(accounts, { ...noFilter, [by]: value });
      return { id: value, header: label, label, rows: rowsOf(own, split, { ...filter, [by]: value }) };
    });
  }, [accounts, filter, by, split, days, domain, t]);
}

function useSegmentColumns(days: ChangeDays): readonly Column<SegmentRow>[] {
  const t = useText("portfolio");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo(
    (): readonly Column<SegmentRow>[] => [
      {
        id: "name",
        header: t("column.segment"),
        width: 180,
        grow: 1,
        cell: (row) => <span className={styles.segmentName}>{row.name}</span>,
      },
      { id: "accounts", header: t("column.accounts"), width: 80, align: "end", cell: (row) => formats.number(row.accounts) },
      ...gradeOrder.map((grade): Column<SegmentRow> => ({
        id: grade,
        header: domain(`state.${grade}`),
        width: 84,
        align: "end",
        cell: ({ grades }) => (
          <span className={cx(grades[grade] === 0 ? styles.zero : styles[`text${grade}`])}>{formats.number(grades[grade])}</span>
        ),
      })),
      {
        id: "share",
        header: t("column.share"),
        width: 160,
        cell: ({ grades }) => (
          <span className={styles.stack} aria-hidden="true">
            {gradeOrder
              .filter((grade) => grades[grade] > 0)
              .map((grade) => (
                <span key={grade} className={styles[`fill${grade}`]} style={{ flexGrow: grades[grade] }} />
              ))}
          </span>
        ),
      },
      {
        id: "median",
        header: t("column.median"),
        width: 96,
        align: "end",
        cell: ({ medianMilli }) => (medianMilli === null ? "—" : wholePoints(medianMilli, formats)),
      },
      {
        id: "change",
        header: t("column.change", { days }),
        headerTitle: t("column.changeTitle", { days }),
        width: 110,
        align: "end",
        cell: ({ changeMilli }) => (changeMilli === null ? "—" : pointsChange(changeMilli, formats)),
      },
    ],
    [t, domain, formats, days],
  );
}
