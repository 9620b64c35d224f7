import type { ReactNode } from "react";
import { eventChanges } from "../../../shared/domain/incident/event-changes.ts";
import { useQuery } from "../../data/hooks.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { changeWords, holderWords } from "../../ui/incident-words.ts";
import { InspectorSection } from "../../ui/inspector.tsx";
import { Elapsed, TimeLeft } from "../../ui/live-time.tsx";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import { TurnMark } from "../../ui/turn-mark.tsx";
import styles from "./today.module.css";

const latestEntries = 5;

/** Of an item about an incident: whose turn, who holds it, the promise that runs out next, the newest entries of its log. */
export function IncidentSections({ incidentId }: { readonly incidentId: string }): ReactNode {
  const t = useText("today");
  const incidents = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { data } = useQuery("incidentDetail", { incidentId });
  if (data === undefined || data === null || data.incident.id !== incidentId || data.log === null) return null;
  const { history, now } = data.log;
  const next = data.sla?.reading.next ?? null;
  return (
    <>
      <InspectorSection>
        <FactList
          facts={[
            { label: t("inspector.turn"), value: <TurnMark turn={now.turn} /> },
            { label: t("inspector.holder"), value: holderWords(incidents, data.incident) },
            ...(now.heldSinceMs === null ? [] : [{ label: incidents("col.held"), value: <Elapsed sinceMs={now.heldSinceMs} /> }]),
            { label: t("inspector.opened"), value: formats.dateTime(history.openedMs, formats.zone, nowMs) },
            ...(next?.dueMs == null ? [] : [{ label: domain(`clock.${next.clock}`), value: <TimeLeft dueMs={next.dueMs} /> }]),
          ]}
        />
      </InspectorSection>
      <InspectorSection title={t("inspector.latest")} meta={incidents("timeline.count", { count: history.events.length })}>
        <ol className={styles.entries}>
          {history.events
            .map((event, index) => ({ event, before: history.events[index - 1] ?? null }))
            .slice(-latestEntries)
            .toReversed()
            .map(({ event, before }) => (
              <li key={event.id}>
                <time dateTime={event.at}>{formats.dateTime(Date.parse(event.at), formats.zone, nowMs)}</time>
                <span>{changeWords(incidents, domain, event, eventChanges(before, event))}</span>
              </li>
            ))}
        </ol>
      </InspectorSection>
    </>
  );
}
