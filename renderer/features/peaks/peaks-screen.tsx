import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { forecastHorizonDays } from "../../../shared/domain/forecast/forecast.ts";
import { Button } from "../../ui/button.tsx";
import { useWidth } from "../../ui/chart/use-width.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNow } from "../../ui/now.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { StripLegend } from "../../ui/peaks/heat-strip.tsx";
import { stripPitch } from "../../ui/peaks/strip-model.ts";
import { useReady } from "../../ui/ready.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { ForecastPanel } from "./forecast-panel.tsx";
import { MemoryView } from "./memory-view.tsx";
import { MonthView } from "./month-view.tsx";
import { fixedWidth, usePeakColumns, type ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { PeakInspector } from "./peak-inspector.tsx";
import { usePeaksStore } from "./peaks-store.ts";
import { PeaksViews } from "./peaks-views.tsx";
import { PeaksToolbar } from "./peaks-toolbar.tsx";
import styles from "./peaks.module.css";
import { useEventDialog } from "./use-event-dialog.tsx";
import { usePeakForecast } from "./use-peak-forecast.ts";
import { useIcsImport } from "./use-ics-import.tsx";
import { useSupposed, type SupposedPeak } from "./use-supposed.ts";
import { usePeakList, type PeakList } from "./use-peak-list.ts";

/** Every peak ahead of the book, most urgent first: whether it will fit, and until when asking for more helps. `peakId` null = the one under the cursor. */
export function PeaksScreen({ peakId }: { readonly peakId: string | null }): ReactNode {
  const t = useText("peaks");
  const tab = usePeaksStore((state) => state.tab);
  const inspecting = usePeaksStore((state) => state.inspecting);
  const cursorId = usePeaksStore((state) => state.cursorId);
  const { inspect, setCursor, openTab, clear } = usePeaksStore.getState();
  const list = usePeakList();
  useReady(list.ready);
  useEffect(() => {
    if (peakId === null) return;
    // A link leads to its peak whatever was filtered before.
    clear();
    openTab("radar");
    setCursor(peakId);
    inspect(true);
  }, [peakId, openTab, setCursor, inspect, clear]);
  useKeys([{ keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!usePeaksStore.getState().inspecting) }]);
  const row = list.shown.find((one) => one.peak.peakId === cursorId) ?? list.shown[0] ?? null;
  // A link may be older than the forecast: what it led to is then said to be gone, and not taken for another peak.
  const gone = peakId !== null && cursorId === peakId && list.answer?.accounts.toCome === 0 && row?.peak.peakId !== peakId;
  const forecast = usePeakForecast(row);
  const supposed = useSupposed(forecast?.row ?? null);
  const events = useEventDialog(row);
  const ics = useIcsImport(row, events.records);
  useKeys([{ keys: "e", label: t("event.add"), group: "screen", run: events.add }]);
  const seen = tab === "radar" && inspecting && row !== null;
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          views={<PeaksViews held={peakId !== null} />}
          detail={list.answer === undefined ? undefined : detailText(list, t)}
          actions={
            <>
              {ics.button}
              <Button icon={<Plus size={14} aria-hidden="true" />} keyHint="e" disabled={row === null} onClick={events.add}>
                {t("event.add")}
              </Button>
            </>
          }
        />
      }
    >
      <SplitView inspector={seen ? <PeakInspector row={row} forecast={forecast} events={events} onClose={() => inspect(false)} /> : null}>
        <div className={styles.main} {...ics.drop}>
          <PeaksToolbar list={list} />
          {tab === "radar" && list.ready && (
            <>
              {gone && <p className={styles.gone}>{t("gone")}</p>}
              <PeakTable key={peakId ?? "list"} list={list} supposed={supposed} />
              <StripLegend />
              {row !== null && <ForecastPanel forecast={forecast} supposed={supposed} onEvent={events.edit} />}
            </>
          )}
          {tab === "month" && list.ready && <MonthView list={list} />}
          {tab === "memory" && <MemoryView />}
        </div>
        {events.dialog}
        {ics.dialog}
      </SplitView>
    </Page>
  );
}

function detailText(list: PeakList, t: Text<"peaks">): string {
  if (list.answer === undefined) return "";
  const { accounts, totals } = list.answer;
  const words = t("detail", { days: forecastHorizonDays, over: totals.critical + totals.risk, count: list.all.length });
  if (accounts.toCome === 0) return words;
  return joinDots([words, t("detail.making", { done: accounts.all - accounts.toCome, count: accounts.all })]);
}

function PeakTable({ list, supposed }: { readonly list: PeakList; readonly supposed: SupposedPeak | null }): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const { setCursor, clear, inspect } = usePeaksStore.getState();
  const { ref, width } = useWidth();
  const narrow = width < 960;
  // Room for the occasion beside the account.
  const wide = width > 1500;
  const pitch = stripPitch(width - (narrow ? fixedWidth.narrow : fixedWidth.wide + (wide ? 240 : 0)), forecastHorizonDays);
  const nowMs = useNow("minute");
  const firstDay = localDayOf(nowMs, formats.zone);
  const strip = useMemo(() => ({ firstDay, days: forecastHorizonDays, pitch }), [firstDay, pitch]);
  const columns = usePeakColumns(strip, narrow, wide ? "both" : "account");
  const rows = useMemo(() => withSupposed(list.shown, supposed), [list.shown, supposed]);
  const groups = useMemo(() => [{ id: "all", header: null, label: t("title"), rows }], [rows, t]);
  const first = list.shown[0]?.peak.peakId;
  const [initialKey] = useState(() => usePeaksStore.getState().cursorId ?? first);
  const onCursor = useCallback((row: ShownRow | null) => setCursor(row?.peak.peakId ?? null), [setCursor]);
  const onOpen = useCallback(() => inspect(true), [inspect]);
  return (
    <div ref={ref} className={styles.list}>
      {width > 0 && (
        <VirtualTable
          label={t("title")}
          columns={columns}
          groups={groups}
          rowKey={keyOf}
          onOpen={onOpen}
          onCursor={onCursor}
          {...(initialKey === undefined ? {} : { initialKey })}
          empty={<NoPeaks list={list} onClear={clear} />}
        />
      )}
    </div>
  );
}

function keyOf(row: ShownRow): string {
  return row.peak.peakId;
}

/** The chance of the row of which something is supposed is told as supposed. */
function withSupposed(rows: readonly ShownRow[], supposed: SupposedPeak | null): readonly ShownRow[] {
  if (supposed === null || supposed.what === null) return rows;
  const supposedP = supposed.peak === null ? 0 : supposed.peak.pExceed;
  return rows.map((row) => (row.peak.peakId === supposed.peakId ? { ...row, supposedP } : row));
}

/** Why there is nothing: filtered away, not worked out yet, or nothing to forecast from. */
function NoPeaks({ list, onClear }: { readonly list: PeakList; readonly onClear: () => void }): ReactNode {
  const t = useText("peaks");
  if (list.filtered) {
    return (
      <EmptyState title={t("empty.title")} text={t("empty.filtered")} action={<Button onClick={onClear}>{t("filter.clear")}</Button>} />
    );
  }
  const accounts = list.answer?.accounts;
  if (accounts !== undefined && accounts.toCome > 0) {
    return <EmptyState title={t("empty.making")} text={t("empty.making.text", { done: accounts.forecast, count: accounts.all })} />;
  }
  return <EmptyState title={t("empty.title")} text={t("empty.none")} />;
}
