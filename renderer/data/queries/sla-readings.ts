import { calendarEditsOf } from "../../../shared/domain/calendar/calendar-edit.ts";
import { type WorkCalendar, workCalendar } from "../../../shared/domain/calendar/working-days.ts";
import type { Incident } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type NextPromise, nextPromiseOf } from "../../../shared/domain/sla/next-promise.ts";
import { policyFor } from "../../../shared/domain/sla/policy-for.ts";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import type { SlaInput, SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import type { LocalStore } from "../local-store.ts";
import { logOf } from "../log-of.ts";

type EventRecord = RecordOf<"incidentEvent">;
type CalendarOf = SlaInput["workCalendarOf"];
type Judged = Pick<Incident, "id" | "accountId" | "openedAt">;

/** The promises of an incident as of `nowMs`; null = its log is not on this laptop. Queries that ask depend on incidentEvent, contract, slaPolicy, calendarEntry and account. */
export function readingOf(store: LocalStore, incident: Judged, nowMs: number): SlaReading | null {
  const input = slaInputOf(store, incident);
  return input === null ? null : readSla(input, nowMs);
}

interface KeptPromise {
  readonly log: readonly EventRecord[];
  readonly definition: SlaInput["policy"]["definition"];
  readonly calendarOf: CalendarOf;
  readonly promise: NextPromise | null;
}

const promises = new WeakMap<EventRecord, KeptPromise>();

/**
 * What an incident promises next, for lists that show hundreds: it does not depend on now and is kept while log, policy and calendars are the
 * same. null = nothing, or its log is not on this laptop.
 */
export function promiseOf(store: LocalStore, incident: Judged): NextPromise | null {
  const input = slaInputOf(store, incident);
  const log = logOf(store, incident);
  const [first] = log;
  if (input === null || first === undefined) return null;
  const { definition } = input.policy;
  const kept = promises.get(first);
  if (kept !== undefined && kept.definition === definition && kept.calendarOf === input.workCalendarOf && sameRecords(kept.log, log))
    return kept.promise;
  const promise = nextPromiseOf(input);
  promises.set(first, { log, definition, calendarOf: input.workCalendarOf, promise });
  return promise;
}

/** What an incident is judged from; null = its log is not on this laptop. */
export function slaInputOf(store: LocalStore, incident: Judged): SlaInput | null {
  const { id, accountId, openedAt } = incident;
  const events = logOf(store, incident);
  if (events.length === 0) return null;
  const contracts = accountId === null ? [] : store.ofAccount("contract", accountId);
  const timeZone = (accountId === null ? undefined : store.get("account", accountId)?.timeZone) ?? "UTC";
  const policy = policyFor(contracts, store.all("slaPolicy"), Date.parse(openedAt), timeZone);
  return { incidentId: id, events, policy, workCalendarOf: calendarsOf(store.all("calendarEntry")) };
}

function sameRecords(a: readonly EventRecord[], b: readonly EventRecord[]): boolean {
  return a === b || (a.length === b.length && a.every((event, i) => event === b[i]));
}

const calendars = new WeakMap<readonly RecordOf<"calendarEntry">[], CalendarOf>();

/** Countries' working days with the company's entries; one reader as long as these are the same. */
function calendarsOf(entries: readonly RecordOf<"calendarEntry">[]): CalendarOf {
  let calendarOf = calendars.get(entries);
  if (calendarOf === undefined) {
    const byCountry = new Map<string, WorkCalendar>();
    calendarOf = (country) => {
      const calendar = byCountry.get(country) ?? workCalendar(country, calendarEditsOf(entries, country, null));
      byCountry.set(country, calendar);
      return calendar;
    };
    calendars.set(entries, calendarOf);
  }
  return calendarOf;
}
