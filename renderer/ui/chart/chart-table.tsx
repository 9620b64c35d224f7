import type { ReactNode } from "react";
import { useMemo } from "react";
import { useFormats } from "../formats.ts";
import type { Column } from "../table/column.ts";
import { VirtualTable } from "../table/virtual-table.tsx";
import { useText } from "../text.ts";
import type { ChartSeries } from "./chart-model.ts";
import type { ChartGrid } from "./grid.ts";
import styles from "./time-series-chart.module.css";
import type { ValueText } from "./use-value-text.ts";

interface ChartTableProps {
  readonly title: string;
  readonly grid: ChartGrid;
  readonly series: readonly ChartSeries[];
  readonly zone: string;
  readonly text: ValueText;
  readonly height: number;
}

interface StepRow {
  readonly step: number;
  readonly ms: number;
}

/** Every step of the chart as a row, newest first, none left out. */
export function ChartTable({ title, grid, series, zone, text, height }: ChartTableProps): ReactNode {
  const t = useText("charts");
  const formats = useFormats();
  const rows = useMemo(
    () =>
      Array.from({ length: grid.length }, (_, index): StepRow => ({
        step: grid.length - 1 - index,
        ms: grid.fromMs + (grid.length - 1 - index) * grid.stepMs,
      })),
    [grid],
  );
  const columns = useMemo<readonly Column<StepRow>[]>(
    () => [
      {
        id: "time",
        header: t("time"),
        width: 150,
        cell: (row) => `${formats.day(row.ms, zone)} ${formats.time(row.ms, zone)}`,
        title: (row) => t("yours", { time: formats.dateTime(row.ms) }),
      },
      ...series.map((line, index) => ({
        id: line.id,
        header: line.label,
        width: 110,
        grow: 1,
        align: "end" as const,
        cell: (row: StepRow) => text.exact(grid.values[index]?.[row.step]),
      })),
    ],
    [t, formats, series, grid, zone, text],
  );
  return (
    <div className={styles.table} style={{ height }}>
      <VirtualTable
        label={title}
        columns={columns}
        groups={[{ id: "all", header: null, label: title, rows }]}
        rowKey={stepKey}
        rowHeight={28}
        autoFocus={false}
        empty={t("noData")}
      />
    </div>
  );
}

function stepKey(row: StepRow): string {
  return String(row.ms);
}
