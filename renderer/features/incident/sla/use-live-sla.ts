import { useEffect, useMemo, useState } from "react";
import { readSla } from "../../../../shared/domain/sla/read-sla.ts";
import type { SlaInput, SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import { workCalendars } from "../../../data/queries/incident-sla.ts";
import { isStale } from "./clock-now.ts";

/** Promises of an incident that the window reads by its own clock. */
export interface LiveSla {
  /** As of the last instant at which anything changed; what runs since then, `clockNow` counts on. */
  readonly reading: SlaReading;
  /** For reading it at another instant or by another policy; null = the working days it needs are still being loaded. */
  readonly input: SlaInput | null;
}

/**
 * The reading that the query gave, and a new one whenever one of its clocks changes by itself or the laptop's clock was set back. Looked at
 * once a second without drawing: after sleep or a changed clock it is right with the next second.
 */
export function useLiveSla(detail: IncidentDetail): LiveSla | null {
  const { sla, log, incident } = detail;
  const edits = sla?.calendarEdits;
  const [days, setDays] = useState<{ readonly of: SlaInput["workCalendarOf"] } | null>(null);
  useEffect(() => {
    if (edits === undefined) return;
    let current = true;
    void workCalendars(edits).then((of) => current && setDays({ of }));
    return () => {
      current = false;
    };
  }, [edits]);
  const events = log?.history.events;
  const policy = sla?.policy;
  const input = useMemo<SlaInput | null>(
    () =>
      days === null || events === undefined || policy === undefined
        ? null
        : { incidentId: incident.id, events, policy, workCalendarOf: days.of },
    [days, events, policy, incident.id],
  );
  const first = sla?.reading;
  const [read, setRead] = useState<{ readonly of: SlaInput; readonly reading: SlaReading } | null>(null);
  useEffect(() => {
    if (input === null) return;
    const look = (): void =>
      setRead((known) => {
        const nowMs = Date.now();
        return known !== null && known.of === input && !isStale(known.reading, nowMs)
          ? known
          : { of: input, reading: readSla(input, nowMs) };
      });
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [input]);
  return useMemo(() => {
    if (first === undefined) return null;
    return { reading: read !== null && read.of === input ? read.reading : first, input };
  }, [first, read, input]);
}
