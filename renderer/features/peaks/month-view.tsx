import type { ReactNode } from "react";
import { useCallback, useMemo, useState } from "react";
import { addDays, dayStartMs, weekdayOf } from "../../../shared/domain/calendar/day.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { forecastHorizonDays } from "../../../shared/domain/forecast/forecast.ts";
import { regionName } from "../../ui/attention-text.ts";
import { useWidth } from "../../ui/chart/use-width.ts";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats, type Formats } from "../../ui/formats.ts";
import { heatClass, heatLevel } from "../../ui/heat-table.tsx";
import { useNow } from "../../ui/now.ts";
import { StripLegend } from "../../ui/peaks/heat-strip.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { Column } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { monthRows, type MonthRow } from "./month-rows.ts";
import styles from "./month.module.css";
import { usePeaksStore } from "./peaks-store.ts";
import type { PeakList } from "./use-peak-list.ts";

/** Days of one page of the table. */
const pageDays = 15;
const pages = ["heat", "1", "2", "3"] as const;
type PageId = (typeof pages)[number];

/** Accounts by days: the whole horizon as a map of heat with its numbers, or a third of it as a table. Enter opens the worst peak on the radar. */
export function MonthView({ list }: { readonly list: PeakList }): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const [page, setPage] = useState<PageId>("heat");
  const firstDay = localDayOf(useNow("minute"), formats.zone);
  const rows = useMemo(() => monthRows(list.shown, firstDay, forecastHorizonDays), [list.shown, firstDay]);
  const { ref, width } = useWidth();
  const columns = useMonthColumns(firstDay, page, width);
  const groups = useMemo(() => [{ id: "all", header: null, label: t("tab.month"), rows }], [rows, t]);
  const { openTab, setCursor } = usePeaksStore.getState();
  const onOpen = useCallback(
    (row: MonthRow) => {
      const worst = list.shown.find(({ peak }) => peak.accountId === row.accountId && peak.region === row.region);
      setCursor(worst?.peak.peakId ?? null);
      openTab("radar");
    },
    [list.shown, setCursor, openTab],
  );
  const day = (index: number): string => addDays(firstDay, index).slice(5);
  return (
    <>
      <div className={styles.bar}>
        <Segmented
          label={t("month.show")}
          value={page}
          onChange={setPage}
          options={pages.map((id) => ({
            id,
            label:
              id === "heat"
                ? t("month.heat")
                : t("month.page", { from: day((Number(id) - 1) * pageDays), to: day(Number(id) * pageDays - 1) }),
          }))}
        />
        <span>{t("month.unit")}</span>
      </div>
      <div ref={ref} className={styles.list}>
        {width > 0 && (
          <VirtualTable
            key={page}
            label={t("tab.month")}
            columns={columns}
            groups={groups}
            rowKey={keyOf}
            onOpen={onOpen}
            empty={<EmptyState title={t("empty.title")} text={t(list.filtered ? "empty.filtered" : "empty.none")} />}
          />
        )}
      </div>
      <StripLegend />
    </>
  );
}

function keyOf(row: MonthRow): string {
  return row.key;
}

function useMonthColumns(firstDay: string, page: PageId, width: number): readonly Column<MonthRow>[] {
  const t = useText("peaks");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo(() => {
    const names: readonly Column<MonthRow>[] = [
      {
        id: "account",
        header: t("col.account"),
        width: 110,
        grow: page === "heat" ? 0 : 2,
        cell: (row) => <b className={styles.name}>{row.accountName}</b>,
        title: (row) => row.accountName,
      },
      {
        id: "region",
        header: t("col.region"),
        width: 88,
        cell: (row) => <span className={styles.region}>{regionName(domain, row.region)}</span>,
      },
    ];
    if (page === "heat") {
      const pitch = Math.max(18, Math.min(44, Math.floor((width - 32 - 110 - 88 - 20) / forecastHorizonDays)));
      return [
        ...names,
        {
          id: "days",
          header: t("month.days"),
          headerCell: <DayAxis firstDay={firstDay} pitch={pitch} formats={formats} />,
          width: pitch * forecastHorizonDays,
          cell: (row) => <DayCells row={row} pitch={pitch} formats={formats} />,
        },
      ];
    }
    const from = (Number(page) - 1) * pageDays;
    const days = Array.from({ length: pageDays }, (_, index): Column<MonthRow> => {
      const at = from + index;
      const day = addDays(firstDay, at);
      return {
        id: day,
        header: day.slice(5),
        headerTitle: formats.dayWords(dayStartMs(day), "UTC"),
        width: 42,
        grow: 1,
        align: "end",
        cell: (row) => <DayCell chance={row.chances[at] ?? Number.NaN} peak={row.peak === at} formats={formats} />,
      };
    });
    return [...names, ...days];
  }, [t, domain, formats, firstDay, page, width]);
}

/** Two digits: what is nearly sure is not written as certain. */
function wholeChance(chance: number, formats: Formats): string {
  return formats.number(Math.min(99, chance * 100));
}

function DayCell({ chance, peak, formats }: { readonly chance: number; readonly peak: boolean; readonly formats: Formats }): ReactNode {
  if (Number.isNaN(chance)) return <span className={styles.region}>—</span>;
  return (
    <span className={cx(styles.cell, heatClass(heatLevel(chance)), peak && styles.peak, chance < 0.005 && styles.zero)}>
      {wholeChance(chance, formats)}
    </span>
  );
}

function DayCells({ row, pitch, formats }: { readonly row: MonthRow; readonly pitch: number; readonly formats: Formats }): ReactNode {
  const cells: ReactNode[] = [];
  for (let day = 0; day < row.chances.length; day += 1) {
    const chance = row.chances[day] ?? Number.NaN;
    const shown = chance >= 0.08 ? wholeChance(chance, formats) : "";
    cells.push(
      <span
        key={day}
        className={cx(
          styles.square,
          Number.isNaN(chance) ? styles.unknown : heatClass(heatLevel(chance)),
          row.peak === day && styles.peak,
          row.deadline === day && styles.deadline,
        )}
        style={{ width: pitch - 1 }}
      >
        {shown}
      </span>,
    );
  }
  return <span className={styles.squares}>{cells}</span>;
}

function DayAxis({
  firstDay,
  pitch,
  formats,
}: {
  readonly firstDay: string;
  readonly pitch: number;
  readonly formats: Formats;
}): ReactNode {
  return (
    <svg width={pitch * forecastHorizonDays} height={28} aria-hidden="true" className={styles.axis}>
      {Array.from({ length: forecastHorizonDays }, (_, index) => {
        const day = addDays(firstDay, index);
        const rest = weekdayOf(day) === 0 || weekdayOf(day) === 6;
        const first = index === 0 || day.endsWith("-01");
        return (
          <text
            key={day}
            className={cx(index === 0 && styles.today, rest && styles.rest)}
            x={index * pitch + (pitch - 1) / 2}
            y={18}
            textAnchor="middle"
          >
            <title>{formats.dayWords(dayStartMs(day), "UTC")}</title>
            {first && pitch >= 30 ? day.slice(5) : day.slice(8)}
          </text>
        );
      })}
    </svg>
  );
}
