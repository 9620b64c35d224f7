import { type CalendarEdit, calendarEditsOf } from "../../../shared/domain/calendar/calendar-edit.ts";
import type { WorkCalendar } from "../../../shared/domain/calendar/working-days.ts";
import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { builtinPolicyRef, defaultSlaPolicy } from "../../../shared/domain/sla/default-sla-policy.ts";
import { policyFor } from "../../../shared/domain/sla/policy-for.ts";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import type { SlaInput, SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import type { LocalStore } from "../local-store.ts";
import { verdictCheck, type VerdictCheck } from "./verdict-check.ts";

/** What an incident's promises are read from, so that the window can read them again at any instant, and the reading as of the query. */
export interface IncidentSla {
  readonly policy: SlaInput["policy"];
  /** Every version that is here and the product's own default, newest first within a name: what the same log can be read by. */
  readonly policies: readonly SlaInput["policy"][];
  /** The company's edits to the calendars that these policies name, by country. */
  readonly calendarEdits: Readonly<Record<string, readonly CalendarEdit[]>>;
  readonly reading: SlaReading;
  /** What was frozen when it was last closed, held against the log as it is now; null = nothing was. */
  readonly frozen: VerdictCheck | null;
  /** Frozen verdicts of the account's incidents that were closed in this quarter (UTC): promises that were kept, and those that were not. */
  readonly quarter: { readonly kept: number; readonly missed: number; readonly incidents: number; readonly fromMs: number };
}

export async function incidentSla(
  store: LocalStore,
  incident: RecordOf<"incident">,
  events: readonly IncidentEvent[],
  nowMs: number,
): Promise<IncidentSla> {
  const account = incident.accountId === null ? undefined : store.get("account", incident.accountId);
  const records = store.all("slaPolicy");
  const contracts = account === undefined ? [] : store.ofAccount("contract", account.id);
  const policy = policyFor(contracts, records, Date.parse(incident.openedAt), account?.timeZone ?? "UTC");
  const { asked } = policy.ref;
  const policies: readonly SlaInput["policy"][] = [
    ...records
      .toSorted((a, b) => (a.name === b.name ? b.version - a.version : a.name < b.name ? -1 : 1))
      .map(({ name, version, definition }) => ({ ref: { name, version, source: "record" as const, asked }, definition })),
    { ref: { ...builtinPolicyRef, asked }, definition: defaultSlaPolicy },
  ];
  const calendarEdits = editsOf(store, policies);
  const workCalendarOf = await workCalendars(calendarEdits);
  return {
    policy,
    policies,
    calendarEdits,
    reading: readSla({ incidentId: incident.id, events, policy, workCalendarOf }, nowMs),
    frozen: await frozenOf(store, incident, { incidentId: incident.id, events, policy, workCalendarOf }, policies),
    quarter: quarterOf(verdictsOf(store, incident.accountId), nowMs),
  };
}

/**
 * Working days by country. The calendars of the world weigh more than a megabyte: they are loaded when a policy names holidays, not before.
 * Countries that `edits` does not know have the days that everybody knows.
 */
export async function workCalendars(edits: IncidentSla["calendarEdits"]): Promise<SlaInput["workCalendarOf"]> {
  if (Object.keys(edits).length === 0) return everyDayWorked;
  const { workCalendar } = await import("../../../shared/domain/calendar/working-days.ts");
  const known = new Map<string, WorkCalendar>();
  return (country) => {
    const calendar = known.get(country) ?? workCalendar(country, edits[country] ?? []);
    known.set(country, calendar);
    return calendar;
  };
}

/** For policies of which none asks for a country's days. */
function everyDayWorked(country: string): WorkCalendar {
  return { country, dayOf: (day) => ({ day, kind: "workday", working: true, name: null, provisional: false }) };
}

function editsOf(store: LocalStore, policies: readonly SlaInput["policy"][]): IncidentSla["calendarEdits"] {
  const countries = new Set(policies.flatMap(({ definition }) => definition.calendars.flatMap(({ holidays }) => holidays ?? [])));
  const entries = store.all("calendarEntry");
  return Object.fromEntries([...countries].map((country) => [country, calendarEditsOf(entries, country, null)]));
}

function verdictsOf(store: LocalStore, accountId: string | null): readonly RecordOf<"slaVerdict">[] {
  return accountId === null
    ? store.all("slaVerdict").filter((verdict) => verdict.accountId === null)
    : store.ofAccount("slaVerdict", accountId);
}

async function frozenOf(
  store: LocalStore,
  incident: RecordOf<"incident">,
  input: SlaInput,
  policies: IncidentSla["policies"],
): Promise<VerdictCheck | null> {
  const last = verdictsOf(store, incident.accountId)
    .filter((verdict) => verdict.incidentId === incident.id)
    .toSorted((a, b) => a.sequence - b.sequence)
    .at(-1);
  if (last === undefined) return null;
  const { name, version, source } = last.policy;
  const judged = policies.find(({ ref }) => ref.name === name && ref.version === version && ref.source === source);
  return await verdictCheck(last, input.events, judged === undefined ? null : { ...input, policy: judged });
}

/** Of an incident that was closed more than once in the quarter the last verdict counts. */
function quarterOf(verdicts: readonly RecordOf<"slaVerdict">[], nowMs: number): IncidentSla["quarter"] {
  const now = new Date(nowMs);
  const fromMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (now.getUTCMonth() % 3), 1);
  const last = new Map<string, RecordOf<"slaVerdict">>();
  for (const verdict of verdicts) {
    const known = last.get(verdict.incidentId);
    if (Date.parse(verdict.closedAt) >= fromMs && (known === undefined || known.sequence < verdict.sequence))
      last.set(verdict.incidentId, verdict);
  }
  const clocks = [...last.values()].flatMap((verdict) => verdict.clocks);
  return {
    kept: clocks.filter(({ state }) => state === "met").length,
    missed: clocks.filter(({ state }) => state === "missed").length,
    incidents: last.size,
    fromMs,
  };
}
