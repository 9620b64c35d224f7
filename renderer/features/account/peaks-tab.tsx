import { Plus } from "lucide-react";
import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { forecastHorizonDays } from "../../../shared/domain/forecast/forecast.ts";
import type { AccountSuggestion } from "../../../shared/domain/peak/suggest-events.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { changeEvent, createEvent, deleteEvent } from "../../data/event-edits.ts";
import { useQuery } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import type { AccountPeaks } from "../../data/queries/account-peaks.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import type { ChartMark } from "../../ui/chart/chart-model.ts";
import { useWidth } from "../../ui/chart/use-width.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { EventDialog } from "../../ui/peaks/event-dialog.tsx";
import { earlierLabels, type EventForm, formOfEvent, newEventForm } from "../../ui/peaks/event-form.ts";
import { EventList } from "../../ui/peaks/event-list.tsx";
import { noteText } from "../../ui/peaks/forecast-notes.ts";
import { MemoryTable } from "../../ui/peaks/memory-table.tsx";
import { PeakChart } from "../../ui/peaks/peak-chart.tsx";
import { fixedWidth, usePeakColumns, type ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { stripPitch } from "../../ui/peaks/strip-model.ts";
import { SuggestionList } from "../../ui/peaks/suggestion-list.tsx";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { useRecordEdit } from "./use-record-edit.ts";

const historyDays = 62;

/** The account's peaks ahead, the forecast of a region, its planned events, and how earlier forecasts of it did. */
export function PeaksTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const account = useText("account");
  const accountId = head.account.id;
  const { data: peaks, ready } = useQuery("accountPeaks", { accountId });
  const regions = head.account.regions;
  const [chosen, setChosen] = useState<string | null>(null);
  const region = chosen ?? peaks?.rows[0]?.peak.region ?? regions[0];
  if (!ready || peaks === undefined) return null;
  if (region === undefined || peaks === null)
    return <EmptyState title={t("empty.title")} text={t(peaks === null ? "tab.toCome" : "empty.none")} />;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={account("tab.peaks")}>
      <div className={`${styles.padded} ${styles.stack}`}>
        <Tabs
          label={t("filter.region")}
          items={regions.map((id) => ({ id, label: regionName(domain, id) }))}
          value={region}
          onChange={setChosen}
        />
        <RegionPart head={head} region={region} peaks={peaks} />
      </div>
    </div>
  );
}

interface RegionPartProps {
  readonly head: AccountHead;
  readonly region: string;
  readonly peaks: AccountPeaks;
}

function RegionPart({ head, region, peaks }: RegionPartProps): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const formats = useFormats();
  const language = useLanguage();
  const navigate = useNavigate();
  const nowMs = useNow("minute");
  const accountId = head.account.id;
  const data = useDeferredValue(useQuery("peakForecast", { accountId, region, historyDays }).data, undefined);
  const { data: records = [] } = useQuery("plannedEvents", { accountId });
  const save = useRecordEdit();
  const { data: suggestions } = useQuery("eventSuggestions", { accountId });
  const [open, setOpen] = useState<{ readonly id: string | null; readonly start?: EventForm } | null>(null);
  if (data === undefined || data === null) return null;
  const first = data.peaks[0]?.peak ?? null;
  const event = records.find((one) => one.id === open?.id) ?? null;
  const editEvent = (id: string): void => setOpen({ id });
  const onMark = (mark: ChartMark): void => {
    if (mark.kind === "incident") navigate({ screen: "incident", incidentId: mark.id });
    else if (mark.kind === "event") editEvent(mark.id);
  };
  const remove = (id: string): void => {
    const record = records.find((one) => one.id === id);
    if (record !== undefined) void save(deleteEvent(record), t("event.deleted", { name: record.name }));
  };
  const accept = (one: AccountSuggestion, name: string | null): void => {
    const region = one.regions.length === 1 ? (one.regions[0] ?? null) : null;
    if (name === null) {
      const span = { startMs: one.startMs, endMs: one.endMs, region: region ?? "" };
      setOpen({ id: null, start: { ...newEventForm(span, data.timeZone, nowMs), factor: one.factor.toFixed(1), toldBy: "csm" } });
      return;
    }
    const values = {
      name,
      region,
      startsAt: new Date(one.startMs).toISOString(),
      endsAt: new Date(one.endMs).toISOString(),
      upliftFactor: Number(one.factor.toFixed(2)),
      toldBy: "csm",
      confidence: "certain",
      source: "suggested",
    } as const;
    void save(createEvent(newRecordId("evt"), accountId, values), t("event.added", { name }));
  };
  const ahead = data.events.filter((one) => one.endMs > nowMs);
  return (
    <>
      {data.forecast === null && <EmptyState title={regionName(domain, region)} text={t(`refused.${data.refusal ?? "no_data"}`)} />}
      <PeakChart
        title={joinDots([head.account.name, regionName(domain, region)])}
        data={data}
        peak={first}
        span="all"
        earlier={false}
        whatIf={null}
        height={300}
        fileName={`${head.account.code}-${region}-forecast`}
        onMark={onMark}
      />
      {data.forecast !== null && (
        <p className={styles.none}>
          {data.forecast.quality.notes.map((note) => noteText(note, t, formats, language, data.timeZone)).join(" · ")}
        </p>
      )}
      <section>
        <div className={styles.sectionHead}>
          <h2>{t("tab.ahead")}</h2>
          <span className={styles.meta}>{peaks.rows.length}</span>
        </div>
        <PeakTable rows={peaks.rows} />
      </section>
      <section>
        <div className={styles.sectionHead}>
          <h2>{t("events.title")}</h2>
          <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onClick={() => setOpen({ id: null })}>
            {t("event.add")}
          </Button>
        </div>
        {ahead.length === 0 ? (
          <p className={styles.none}>{t("events.noneAhead")}</p>
        ) : (
          <EventList events={ahead} zone={data.timeZone} onEdit={editEvent} onDelete={remove} />
        )}
      </section>
      {suggestions != null && suggestions.length > 0 && (
        <section>
          <div className={styles.sectionHead}>
            <h2>{t("suggest.title")}</h2>
            <span className={styles.meta}>{t("suggest.hint")}</span>
          </div>
          <SuggestionList suggestions={suggestions} zone={data.timeZone} onAccept={accept} />
        </section>
      )}
      <section>
        <div className={styles.sectionHead}>
          <h2>{t("memory.title")}</h2>
          <span className={styles.meta}>PCU</span>
        </div>
        <MemoryTable peaks={data.memory.peaks} timeZone={data.timeZone} limit={12} />
      </section>
      {open !== null && (
        <EventDialog
          key={open.id ?? `new ${open.start?.day ?? ""}`}
          accountName={head.account.name}
          title={event === null ? t("event.new") : t("event.edit", { name: event.name })}
          start={event === null ? (open.start ?? newEventForm(first, data.timeZone, nowMs)) : formOfEvent(event, data.timeZone)}
          regions={head.account.regions}
          timeZone={data.timeZone}
          labels={earlierLabels(records)}
          onClose={() => setOpen(null)}
          onSave={(fields) => {
            if (event === null) {
              void save(
                createEvent(newRecordId("evt"), accountId, { ...fields, source: "typed" }),
                t("event.added", { name: fields.name }),
              );
            } else void save(changeEvent(event, fields), t("event.changed", { name: fields.name }));
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

/** Rows that fit on the page without scrolling inside of it. */
const shownRows = 12;
const rowHeight = 32;
const headerHeight = 28;

function PeakTable({ rows }: { readonly rows: AccountPeaks["rows"] }): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const navigate = useNavigate();
  const firstDay = localDayOf(useNow("minute"), formats.zone);
  const { ref, width } = useWidth();
  const pitch = stripPitch(width - fixedWidth.wide, forecastHorizonDays);
  const strip = useMemo(() => ({ firstDay, days: forecastHorizonDays, pitch }), [firstDay, pitch]);
  const columns = usePeakColumns(strip, false, "occasion");
  const groups = useMemo(
    () => [
      {
        id: "all",
        header: null,
        label: t("tab.ahead"),
        rows: rows.map((row, index): ShownRow => ({ ...row, place: index + 1, supposedP: null })),
      },
    ],
    [rows, t],
  );
  return (
    <div ref={ref} className={styles.peaks} style={{ height: headerHeight + rowHeight * Math.max(2, Math.min(shownRows, rows.length)) }}>
      {width > 0 && (
        <VirtualTable
          label={t("tab.ahead")}
          columns={columns}
          groups={groups}
          rowKey={(row) => row.peak.peakId}
          rowHeight={rowHeight}
          autoFocus={false}
          onOpen={(row) => navigate({ screen: "peaks", peakId: row.peak.peakId })}
          empty={<p className={styles.none}>{t("empty.none")}</p>}
        />
      )}
    </div>
  );
}
