import type { ReactNode } from "react";
import { eventChanges } from "../../../shared/domain/incident/event-changes.ts";
import { useQuery } from "../../data/hooks.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { changeWords, holderWords } from "../../ui/incident-words.ts";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { Elapsed } from "../../ui/live-time.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useText } from "../../ui/text.ts";
import { TurnMark } from "../../ui/turn-mark.tsx";
import { ClockFacts } from "./clock-facts.tsx";
import styles from "./incidents.module.css";

const latestEntries = 6;

/** The incident under the cursor: whose turn, who holds it, the newest entries of its log. */
export function IncidentInspector({ row, onClose }: { readonly row: IncidentRow; readonly onClose: () => void }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const navigate = useNavigate();
  return (
    <Inspector
      label={t("inspector", { number: row.number })}
      title={
        <>
          <SeverityBadge severity={row.severity} />
          {row.number} <TurnMark turn={row.turn} />
        </>
      }
      meta={<Elapsed sinceMs={row.openedMs} />}
      onClose={onClose}
    >
      <InspectorSection>
        <h2 className={styles.title}>{row.title}</h2>
        <p className={styles.under}>
          {row.accountId === null ? (
            t("account.none")
          ) : (
            <Link route={{ screen: "account", accountId: row.accountId, tab: "incidents" }}>{row.accountName ?? row.accountId}</Link>
          )}
          {row.tier !== null && ` · ${domain(`tier.${row.tier}`)}`}
          {row.region !== null && ` · ${regionName(domain, row.region)}`}
        </p>
      </InspectorSection>
      <InspectorSection>
        <Facts row={row} />
      </InspectorSection>
      <DetailSections incidentId={row.id} />
      <InspectorSection>
        <div className={styles.actions}>
          <Button variant="solid" keyHint="Enter" onClick={() => navigate({ screen: "incident", incidentId: row.id })}>
            {t("open")}
          </Button>
        </div>
      </InspectorSection>
    </Inspector>
  );
}

function Facts({ row }: { readonly row: IncidentRow }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  return (
    <FactList
      facts={[
        { label: t("col.state"), value: domain(`incidentState.${row.state}`) },
        {
          label: t("col.turn"),
          value: (
            <>
              {t(`turn.word.${row.turn}`)} · <Elapsed sinceMs={row.turnSinceMs} />
            </>
          ),
        },
        { label: t("fact.holder"), value: holderWords(t, row) },
        ...(row.heldSinceMs === null ? [] : [{ label: t("col.held"), value: <Elapsed sinceMs={row.heldSinceMs} /> }]),
        { label: t("fact.opened"), value: formats.dateTime(row.openedMs, formats.zone, nowMs) },
        { label: t("col.updated"), value: formats.dateTime(row.lastUpdateMs, formats.zone, nowMs) },
      ]}
    />
  );
}

/** What needs the log of the incident: its promises, the newest entries. */
function DetailSections({ incidentId }: { readonly incidentId: string }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { data } = useQuery("incidentDetail", { incidentId });
  if (data === undefined || data === null || data.incident.id !== incidentId || data.log === null) return null;
  const { events } = data.log.history;
  return (
    <>
      {data.sla !== null && (
        <InspectorSection title={t("clocks.title")}>
          <ClockFacts reading={data.sla.reading} />
        </InspectorSection>
      )}
      <InspectorSection title={t("timeline.title")} meta={t("timeline.count", { count: events.length })}>
        <ol className={styles.entries}>
          {events
            .map((event, index) => ({ event, before: events[index - 1] ?? null }))
            .slice(-latestEntries)
            .toReversed()
            .map(({ event, before }) => (
              <li key={event.id}>
                <time dateTime={event.at}>{formats.dateTime(Date.parse(event.at), formats.zone, nowMs)}</time>
                <span>{changeWords(t, domain, event, eventChanges(before, event))}</span>
              </li>
            ))}
        </ol>
      </InspectorSection>
    </>
  );
}
