import { CalendarPlus } from "lucide-react";
import { useDeferredValue, type ReactNode } from "react";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { AnswerMark } from "../../ui/peaks/answer-mark.tsx";
import { chanceText } from "../../ui/peaks/chance-text.ts";
import { DeadlineWalk } from "../../ui/peaks/deadline-walk.tsx";
import { EventList } from "../../ui/peaks/event-list.tsx";
import { MemoryTable } from "../../ui/peaks/memory-table.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { PeakOutreach } from "./peak-outreach.tsx";
import styles from "./peaks.module.css";
import type { EventActions } from "./use-event-dialog.tsx";
import type { RowForecast } from "./use-peak-forecast.ts";

interface PeakInspectorProps {
  readonly row: ShownRow;
  /** Of this row, or of the one before while this one's is worked out. */
  readonly forecast: RowForecast | null;
  readonly events: EventActions;
  readonly onClose: () => void;
}

/** The peak under the cursor: the numbers behind its rank, why its last day to ask is that day, what is planned, and how earlier forecasts did. */
export function PeakInspector({ row, forecast, events: actions, onClose }: PeakInspectorProps): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const { peak } = row;
  // The list and the numbers come first: what is written and planned is drawn when nothing else waits.
  const later = useDeferredValue(row, null);
  return (
    <Inspector
      label={t("inspector", { name: row.accountName })}
      title={
        <>
          <StateMark state={peak.level} />
          <Link route={{ screen: "account", accountId: peak.accountId, tab: "peaks" }} quiet>
            {row.accountName}
          </Link>
        </>
      }
      meta={regionName(domain, peak.region)}
      onClose={onClose}
    >
      <InspectorSection>
        <PeakFacts row={row} />
      </InspectorSection>
      {later !== null && later.peak.peakId === peak.peakId && <PeakWork row={later} forecast={forecast} actions={actions} />}
    </Inspector>
  );
}

interface PeakWorkProps {
  readonly row: ShownRow;
  readonly forecast: RowForecast | null;
  readonly actions: EventActions;
}

/** What is done about the peak and what it rests on. */
function PeakWork({ row, forecast, actions }: PeakWorkProps): ReactNode {
  const t = useText("peaks");
  const { peak } = row;
  const data = forecast?.row.peak.peakId === peak.peakId ? forecast.data : null;
  const found = data?.peaks.find((one) => one.peak.peakId === peak.peakId) ?? null;
  const events = data?.events.filter((event) => event.endMs > peak.startMs - dayMs && event.startMs < peak.endMs + dayMs) ?? [];
  return (
    <>
      <PeakOutreach row={row} />
      <InspectorSection title={t("walk.title")} meta={t("walk.meta", { days: peak.deadline.workingDays })}>
        {found === null || data === null ? (
          <p className={styles.waiting}>{t("askBy.hover", { day: peak.deadline.askByDay, days: peak.deadline.workingDays })}</p>
        ) : (
          <DeadlineWalk deadline={found.deadline} timeZone={data.leadTime.timeZone} />
        )}
        {data !== null && <p className={styles.waiting}>{t(`lead.${data.leadTime.source}`)}</p>}
      </InspectorSection>
      <InspectorSection title={t("events.title")} meta={<AddEvent onAdd={actions.add} />}>
        {events.length === 0 ? (
          <p className={styles.waiting}>{t("events.none")}</p>
        ) : (
          <EventList events={events} zone={peak.timeZone} onEdit={actions.edit} onDelete={actions.remove} />
        )}
        {data !== null && events.length === 0 && peak.holidays.length > 0 && <Suggestion row={row} onAccept={actions.accept} />}
      </InspectorSection>
      <InspectorSection title={t("memory.title")} meta="PCU">
        {data === null ? null : <MemoryTable peaks={data.memory.peaks} timeZone={data.timeZone} limit={6} />}
      </InspectorSection>
    </>
  );
}

const dayMs = 86_400_000;

function AddEvent({ onAdd }: { readonly onAdd: () => void }): ReactNode {
  const t = useText("peaks");
  return (
    <Button variant="ghost" size="small" icon={<CalendarPlus size={13} aria-hidden="true" />} onClick={onAdd}>
      {t("event.add")}
    </Button>
  );
}

/** A day that the calendar knows and nobody has entered: entered, its uplift is learned and told. */
function Suggestion({ row, onAccept }: { readonly row: ShownRow; readonly onAccept: (name: string) => void }): ReactNode {
  const t = useText("peaks");
  const language = useLanguage();
  const [first] = row.peak.holidays;
  if (first === undefined) return null;
  const name = language === "en" ? first.en : first.zh;
  return (
    <p className={styles.suggestion}>
      <span>{t("events.suggested", { name })}</span>
      <Button size="small" onClick={() => onAccept(name)}>
        {t("events.accept")}
      </Button>
    </p>
  );
}

/** The numbers of a peak, each with its unit. */
function PeakFacts({ row }: { readonly row: ShownRow }): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const formats = useFormats();
  const language = useLanguage();
  const { peak, contact } = row;
  const occasions = [
    ...new Set([...(row.occasion === null ? [] : [row.occasion]), ...peak.holidays.map((name) => (language === "en" ? name.en : name.zh))]),
  ];
  const own = formatOffset(peak.atMs, formats.zone) === formatOffset(peak.atMs, peak.timeZone);
  const pcu = (value: number | null): string => (value === null ? t("value.noCapacity") : `${formats.number(value)} PCU`);
  return (
    <FactList
      facts={[
        {
          label: t("fact.when"),
          value: (
            <>
              {formats.dayWords(peak.atMs, peak.timeZone)} {formats.time(peak.atMs, peak.timeZone)} {formatOffset(peak.atMs, peak.timeZone)}
              {!own && <span className={styles.eventSide}>{t("fact.yours", { time: formats.dateTime(peak.atMs) })}</span>}
            </>
          ),
        },
        ...(occasions.length === 0 ? [] : [{ label: t("fact.occasion"), value: formats.list(occasions) }]),
        {
          label: t("fact.expected"),
          value: t("fact.quantiles", { p50: formats.number(peak.p50), p90: formats.number(peak.p90), p95: formats.number(peak.p95) }),
        },
        { label: t("fact.capacity"), value: pcu(peak.capacityPcu) },
        ...(peak.pExceed === null ? [] : [{ label: t("fact.chance"), value: `${chanceText(peak.pExceed, formats)}%` }]),
        ...(peak.shortfallPcu === null || peak.shortfallPcu < 1 ? [] : [{ label: t("fact.shortfall"), value: pcu(peak.shortfallPcu) }]),
        {
          label: t("fact.rank"),
          value: t("fact.rankOf", {
            chance: `${chanceText(peak.rank.probability, formats)}%`,
            tier: `${domain(`tier.${row.tier}`)} ${formats.number(peak.rank.tierWeight, 1)}`,
            scenario: `${domain(`scenario.${row.scenario}`)} ${formats.number(peak.rank.scenarioWeight, 2)}`,
          }),
        },
        { label: t("fact.asked"), value: <AnswerMark contact={contact} /> },
        ...(contact.requestState === null ? [] : [{ label: t("fact.request"), value: t(`request.${contact.requestState}`) }]),
      ]}
    />
  );
}
