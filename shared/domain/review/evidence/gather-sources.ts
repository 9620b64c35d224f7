import { calendarEditsOf, withCalendarEdits } from "../../calendar/calendar-edit.ts";
import { holidaysOf } from "../../calendar/holidays-of.ts";
import { localDayOf } from "../../calendar/local-time.ts";
import { type WorkCalendar, workCalendar } from "../../calendar/working-days.ts";
import { inOrderOfId } from "../../health/judge-account.ts";
import { incidentHistory } from "../../incident/incident-history.ts";
import type { RecordOf } from "../../kinds.ts";
import { audienceCountry } from "../../peak/usage-of-region.ts";
import { defaultSlaPolicy } from "../../sla/default-sla-policy.ts";
import { readSla } from "../../sla/read-sla.ts";
import type { SlaInput } from "../../sla/sla-reading.ts";
import { policyFor } from "../../sla/policy-for.ts";
import { readStatisticIncident } from "../../sla/statistics/read-statistic-incident.ts";
import { repeatsOf } from "../../sla/statistics/repeats.ts";
import type { StatisticIncident } from "../../sla/statistics/statistic-incident.ts";
import { reviewPeriods } from "./evidence-scope.ts";
import type { ReviewSources, SnapshotRequest } from "./review-sources.ts";

/** An account's record as it is stored. What is of the whole company may come with more than is needed. */
export interface ReviewRecords {
  readonly account: RecordOf<"account">;
  readonly contracts: readonly RecordOf<"contract">[];
  readonly capacities: readonly RecordOf<"capacity">[];
  readonly plannedEvents: readonly RecordOf<"plannedEvent">[];
  readonly incidents: readonly RecordOf<"incident">[];
  readonly incidentEvents: readonly RecordOf<"incidentEvent">[];
  readonly slaVerdicts: readonly RecordOf<"slaVerdict">[];
  readonly postmortems: readonly RecordOf<"postmortem">[];
  readonly tasks: readonly RecordOf<"task">[];
  readonly contacts: readonly RecordOf<"contact">[];
  readonly outreaches: readonly RecordOf<"outreach">[];
  readonly capacityRequests: readonly RecordOf<"capacityRequest">[];
  readonly forecastMemories: readonly RecordOf<"forecastMemory">[];
  readonly healthMonths: readonly RecordOf<"healthMonth">[];
  readonly surveyAnswers: readonly RecordOf<"surveyAnswer">[];
  readonly sdkUses: readonly RecordOf<"sdkUse">[];
  readonly reviews: readonly RecordOf<"review">[];
  readonly reviewSnapshots: readonly RecordOf<"reviewSnapshot">[];
  /** Of the company. */
  readonly users: readonly RecordOf<"user">[];
  readonly healthModels: readonly RecordOf<"healthModel">[];
  readonly slaPolicies: readonly RecordOf<"slaPolicy">[];
  readonly sdkReleases: readonly RecordOf<"sdkRelease">[];
  readonly calendarEntries: readonly RecordOf<"calendarEntry">[];
}

/** What a snapshot is taken from, as the laptop and the backend alike make it of the rows of one account. */
export function gatherSources(records: ReviewRecords, series: ReviewSources["series"], request: SnapshotRequest): ReviewSources {
  const { account } = records;
  const people = new Map(records.users.map(({ id, name }) => [id, name]));
  const incidents = incidentsOf(records, request.takenMs);
  const numbers = new Map(incidents.map(({ record }) => [record.id, record.number]));
  const repeats = [...repeatsOf(incidents.map(({ counted }) => counted))].flatMap(([id, of]) => {
    const number = numbers.get(of);
    return number === undefined ? [] : [[id, number] as const];
  });
  return {
    account,
    owner: account.ownerId === null ? null : (people.get(account.ownerId) ?? null),
    contracts: records.contracts,
    capacities: records.capacities,
    plannedEvents: records.plannedEvents,
    holidays: holidaysFor(records, series, request),
    incidents,
    repeats: new Map(repeats),
    postmortems: records.postmortems,
    tasks: records.tasks,
    people,
    contacts: records.contacts,
    outreaches: records.outreaches,
    capacityRequests: records.capacityRequests,
    forecastMemories: records.forecastMemories,
    healthModels: inOrderOfId(records.healthModels),
    healthMonths: records.healthMonths,
    surveyAnswers: records.surveyAnswers,
    sdkUses: records.sdkUses,
    sdkReleases: records.sdkReleases,
    series,
    previous: previousOf(records, request),
  };
}

function incidentsOf(records: ReviewRecords, takenMs: number): ReviewSources["incidents"] {
  const logs = Map.groupBy(
    records.incidentEvents.filter(({ at }) => Date.parse(at) <= takenMs),
    ({ incidentId }) => incidentId,
  );
  const verdicts = Map.groupBy(
    records.slaVerdicts.filter(({ closedAt }) => Date.parse(closedAt) <= takenMs),
    ({ incidentId }) => incidentId,
  );
  const calendars = new Map<string, WorkCalendar>();
  const workCalendarOf = (country: string): WorkCalendar => {
    const calendar = calendars.get(country) ?? workCalendar(country, calendarEditsOf(records.calendarEntries, country, null));
    calendars.set(country, calendar);
    return calendar;
  };
  return records.incidents
    .filter(({ openedAt }) => Date.parse(openedAt) <= takenMs)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((record) => {
      const events = logs.get(record.id) ?? [];
      const policy = policyFor(records.contracts, records.slaPolicies, Date.parse(record.openedAt), records.account.timeZone);
      const input: SlaInput | null = events.length === 0 ? null : { incidentId: record.id, events, policy, workCalendarOf };
      const verdict = (verdicts.get(record.id) ?? []).toSorted((a, b) => a.sequence - b.sequence).at(-1) ?? null;
      const counted = readStatisticIncident({
        incident: record,
        tier: records.account.tier,
        history: input === null ? null : incidentHistory(input.events),
        reading: input === null ? null : readSla(input, takenMs),
        verdict,
        warningShare: warningShareOf(records, verdict, policy),
        articleUses: [],
      });
      return { record, counted, acknowledgeMs: acknowledgeMsOf(counted), entries: events.length };
    });
}

/** Of the policy that the verdict names; without a verdict of the one that judges now. */
function warningShareOf(
  { slaPolicies }: ReviewRecords,
  verdict: RecordOf<"slaVerdict"> | null,
  policy: SlaInput["policy"],
): StatisticIncident["warningShare"] {
  if (verdict === null) return policy.definition.warningShare;
  const { name, version } = verdict.policy;
  return (slaPolicies.find((one) => one.name === name && one.version === version)?.definition ?? defaultSlaPolicy).warningShare;
}

/** Wall time from the opening to the first effective response, as the promise of it says. */
function acknowledgeMsOf({ openedMs, promises }: StatisticIncident): number | null {
  const stops = promises.flatMap(({ clock, stoppedMs }) => (clock === "first_response" && stoppedMs !== null ? [stoppedMs] : []));
  return stops.length === 0 ? null : Math.min(...stops) - openedMs;
}

function holidaysFor(
  { account, calendarEntries }: ReviewRecords,
  series: ReviewSources["series"],
  request: SnapshotRequest,
): ReviewSources["holidays"] {
  const { q, y } = reviewPeriods(request, account.timeZone);
  const [fromDay, toDay] = [localDayOf(y.fromMs, account.timeZone), localDayOf(q.toMs, account.timeZone)];
  const of = (country: string): ReviewSources["holidays"][number]["days"] =>
    withCalendarEdits(holidaysOf(country, fromDay, toDay), calendarEditsOf(calendarEntries, country, account.id), fromDay, toDay);
  const regions = [...new Set([...account.regions, ...series.usage.map(({ region }) => region)])].sort();
  const abroad = regions.flatMap((region) => {
    const country = audienceCountry(account, region, q.fromMs);
    return country === account.country ? [] : [{ region, days: of(country) }];
  });
  return [{ region: null, days: of(account.country) }, ...abroad];
}

/** The latest review of the kind before this one whose rows are kept. */
function previousOf({ reviews, reviewSnapshots }: ReviewRecords, { kind, period }: SnapshotRequest): ReviewSources["previous"] {
  const before = reviews.filter((one) => one.kind === kind && one.period < period).toSorted((a, b) => (a.period < b.period ? 1 : -1));
  for (const review of before) {
    const snapshot = reviewSnapshots.find(({ reviewId, snapshotId }) => reviewId === review.id && snapshotId === review.snapshotId);
    if (snapshot !== undefined) return { review, snapshot };
  }
  return null;
}
