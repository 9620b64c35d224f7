import { workCalendar, type WorkCalendar } from "../../shared/domain/calendar/working-days.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { defaultSlaPolicy } from "../../shared/domain/sla/default-sla-policy.ts";
import type { SlaPolicyDefinition } from "../../shared/domain/sla/sla-policy.ts";
import type { SlaInput } from "../../shared/domain/sla/sla-reading.ts";

const calendars = new Map<string, WorkCalendar>();

export function calendarOf(country: string): WorkCalendar {
  const calendar = calendars.get(country) ?? workCalendar(country);
  calendars.set(country, calendar);
  return calendar;
}

type SlaRow = Partial<IncidentEvent> & { readonly at: string };

/**
 * A log of one incident; each row says what it changes, the rest stays. `at` may leave out what an instant ends with (`2026-03-02T09:00`). Opened by
 * Opal, worked on by Wen unless a row says otherwise; entries are `e0`, `e1`, … in the order written.
 */
export function slaLog(rows: readonly SlaRow[]): readonly IncidentEvent[] {
  let state: Pick<IncidentEvent, "state" | "severity" | "holderGroup" | "holderName"> = {
    state: "new",
    severity: "P2",
    holderGroup: null,
    holderName: null,
  };
  return rows.map((row, ordinal) => {
    const { at, type = ordinal === 0 ? "opened" : "state_changed", actor = ordinal === 0 ? "Opal" : "Wen", text = "", ...rest } = row;
    const { id = `e${ordinal}`, source = null, marksId, effective, rung, promise, ...changes } = rest;
    state = { ...state, ...changes };
    return {
      id,
      accountId: "acc-1",
      incidentId: "inc_1",
      at: `${at}${":00.000Z".slice(at.length - 16)}`,
      ordinal,
      type,
      actor,
      text,
      source,
      ...state,
      ...(marksId === undefined ? {} : { marksId }),
      ...(effective === undefined ? {} : { effective }),
      ...(rung === undefined ? {} : { rung }),
      ...(promise === undefined ? {} : { promise }),
    };
  });
}

/** The default policy with other parts in place of its own. */
export function slaInput(events: readonly IncidentEvent[], parts: Partial<SlaPolicyDefinition> = {}): SlaInput {
  return {
    incidentId: "inc_1",
    events,
    policy: {
      ref: { name: "test", version: 1, source: "record", asked: "test v1" },
      definition: { ...defaultSlaPolicy, ...parts },
    },
    workCalendarOf: calendarOf,
  };
}
