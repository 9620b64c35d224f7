import { calendarEditsOf } from "../../../shared/domain/calendar/calendar-edit.ts";
import { workCalendar } from "../../../shared/domain/calendar/working-days.ts";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { accountItems } from "../../../shared/domain/today/account-items.ts";
import { incidentItems } from "../../../shared/domain/today/incident-items.ts";
import { type ItemRest, newestMarks, restOf } from "../../../shared/domain/today/item-rest.ts";
import { looseItems, noticesItem } from "../../../shared/domain/today/loose-items.ts";
import { outreachItems } from "../../../shared/domain/today/outreach-items.ts";
import { peakItems } from "../../../shared/domain/today/peak-items.ts";
import { needsPostmortem, postmortemItems } from "../../../shared/domain/today/postmortem-items.ts";
import { reviewItems } from "../../../shared/domain/today/review-items.ts";
import { signalItems } from "../../../shared/domain/today/signal-items.ts";
import type { TodayFacts, TodayIncidentFacts, TodayPeak } from "../../../shared/domain/today/today-facts.ts";
import { todayThresholds } from "../../../shared/domain/today/today-thresholds.ts";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import type { TodayMark } from "../../../shared/domain/today/today-mark.ts";
import type { LocalStore } from "../local-store.ts";
import { logOf } from "../log-of.ts";
import { defineQuery } from "../query.ts";
import { currentContract } from "./current-contract.ts";
import { historyOf } from "./incident-log.ts";
import { untoldCustomers } from "./notices-to-tell.ts";
import { standingKinds } from "./notice-standings.ts";
import { peakRows } from "./peak-rows.ts";
import { signalGroups } from "./signal-groups.ts";
import { promiseOf } from "./sla-readings.ts";

export interface TodayArgs {
  /** `mine` = accounts and tasks that the reader owns; `all` = the whole book, and incidents that no account claims. */
  readonly scope: "mine" | "all";
  /** IANA zone in which the reader's days begin and end. */
  readonly timeZone: string;
}

/** An item, with what the screen says of its customer and of what the reader did with it. */
export interface TodayRow extends TodayItem {
  readonly accountName: string | null;
  /** IANA zone of the customer, or of the peak's audience; null = it concerns no one customer. */
  readonly customerZone: string | null;
  /** Set aside by the reader, or back since; null = neither. */
  readonly rest: ItemRest | null;
  /** Name of the colleague who was given it; null = nobody. */
  readonly delegate: string | null;
}

export interface TodayItemsResult {
  /** In no particular order: the screen ranks them (rank.ts) by its own clock. Those that rest are among them. */
  readonly items: readonly TodayRow[];
  /** Accounts that were looked at. */
  readonly accounts: number;
}

export const todayItems = defineQuery<TodayArgs, TodayItemsResult>({
  dependsOn: [
    "account",
    "capacity",
    "contract",
    "conflict",
    "incident",
    "incidentEvent",
    "postmortem",
    "review",
    "calendarEntry",
    "slaPolicy",
    "outreach",
    "capacityRequest",
    "regionLeadTime",
    "peaks",
    "signalDecision",
    "signals",
    "plannedEvent",
    "task",
    "timeline",
    "user",
    "metrics",
    "health",
    "todayMark",
    ...standingKinds,
    "clock",
  ],
  run: (store, { scope, timeZone }, nowMs) => {
    const userId = store.userId();
    const all = store.all("account");
    const accounts = new Map(all.map((account) => [account.id, account]));
    const shown = scope === "all" ? all : all.filter((account) => userId !== undefined && account.ownerId === userId);
    const shownIds = new Set(shown.map((account) => account.id));
    const concerns = (record: { readonly accountId: string | null }): boolean =>
      record.accountId === null ? scope === "all" : shownIds.has(record.accountId);

    const marks = userId === undefined ? none : newestMarks(store.all("todayMark"), userId);
    // What was given to a colleague is seen as the item that it was given for.
    const given = new Set(
      [...marks.values()].flatMap(({ taskId, itemKey }) => (taskId === null || itemKey === `task:${taskId}` ? [] : [taskId])),
    );
    const items: readonly TodayItem[] = [
      ...incidentFacts(store, accounts, concerns, nowMs).flatMap(incidentItems),
      ...accountFacts(store, shown, nowMs, timeZone).flatMap((facts) => [
        ...messageItems(facts),
        ...peakItems(facts),
        ...accountItems(facts),
      ]),
      ...signalItems(
        signalGroups(store, nowMs).flatMap(({ group, incident }) => {
          const account = accounts.get(group.accountId);
          return account === undefined || !shownIds.has(account.id) ? [] : [{ group, incident, tier: account.tier }];
        }),
      ),
      ...owedPostmortems(store, shown, nowMs),
      ...reviewItems({ nowMs, timeZone, accounts: shown, reviews: store.all("review").filter(concerns) }),
      ...looseItems({
        nowMs,
        timeZone,
        accounts,
        promisedAfter: new Map(
          store.all("postmortem").flatMap(({ id, incidentId }) => {
            const number = store.get("incident", incidentId)?.number;
            return number === undefined ? [] : [[id, number] as const];
          }),
        ),
        tasks: store
          .all("task")
          .filter(
            (task) => (scope === "all" || task.ownerId === userId || concerns(task)) && !(given.has(task.id) && task.ownerId !== userId),
          ),
        conflicts: store
          .all("conflict")
          .filter((conflict) => concerns(conflict) || (userId !== undefined && (conflict.lostBy === userId || conflict.keptBy === userId))),
      }),
      ...untoldItem(store, nowMs),
    ];
    return {
      items: items.map((item): TodayRow => {
        const account = item.accountId === null ? undefined : accounts.get(item.accountId);
        const rest = restOf(item, marks.get(item.id), nowMs);
        const toId = rest?.mark.toUserId ?? null;
        return {
          ...item,
          accountName: account?.name ?? null,
          customerZone: "timeZone" in item.message ? item.message.timeZone : (account?.timeZone ?? null),
          rest,
          delegate: toId === null ? null : (store.get("user", toId)?.name ?? toId),
        };
      }),
      accounts: shown.length,
    };
  },
});

const none: ReadonlyMap<string, TodayMark> = new Map();

function untoldItem(store: LocalStore, nowMs: number): readonly TodayItem[] {
  const item = noticesItem(untoldCustomers(store, nowMs));
  return item === null ? [] : [item];
}

function incidentFacts(
  store: LocalStore,
  accounts: ReadonlyMap<string, RecordOf<"account">>,
  concerns: (record: { readonly accountId: string | null }) => boolean,
  nowMs: number,
): readonly TodayIncidentFacts[] {
  return store
    .all("incident")
    .filter((incident) => isOpen(incident.state) && concerns(incident))
    .map((incident) => ({
      nowMs,
      tier: incident.accountId === null ? null : (accounts.get(incident.accountId)?.tier ?? null),
      incidents: [{ incident, history: historyOf(logOf(store, incident)), promise: promiseOf(store, incident) }],
    }));
}

/** Of the shown accounts: one pass over the incidents, and a calendar only where something is due. */
function owedPostmortems(store: LocalStore, shown: readonly RecordOf<"account">[], nowMs: number): readonly TodayItem[] {
  const incidents = Map.groupBy(store.all("incident").filter(needsPostmortem), (incident) => incident.accountId);
  const postmortems = new Map(store.all("postmortem").map(({ incidentId, state }) => [incidentId, state]));
  return shown.flatMap((account) => {
    const own = incidents.get(account.id);
    if (own === undefined) return [];
    const calendar = () => workCalendar(account.country, calendarEditsOf(store.all("calendarEntry"), account.country, account.id));
    return postmortemItems({ nowMs, account, incidents: own, postmortems, calendar });
  });
}

/** One pass over each kind: asking per account would walk the book once for every account of it. */
function accountFacts(store: LocalStore, shown: readonly RecordOf<"account">[], nowMs: number, timeZone: string): readonly TodayFacts[] {
  const outreach = Map.groupBy(store.all("outreach"), (record) => record.accountId);
  const plannedEvents = Map.groupBy(store.all("plannedEvent"), (record) => record.accountId);
  const contracts = Map.groupBy(store.all("contract"), (record) => record.accountId);
  const capacities = Map.groupBy(store.all("capacity"), (record) => record.accountId);
  return shown.map((account) => ({
    nowMs,
    timeZone,
    account,
    outreach: outreach.get(account.id) ?? [],
    plannedEvents: plannedEvents.get(account.id) ?? [],
    contract: currentContract(contracts.get(account.id) ?? [], nowMs, account.timeZone),
    capacities: capacities.get(account.id) ?? [],
    usage: store.usageRollup(account.id) ?? null,
    peaks: todayPeaks(store, account, nowMs),
    health: store.health(account.id) ?? null,
    lastTouchMs: store.lastTouchMs(account.id) ?? null,
  }));
}

/** null = no region of the account has a forecast. */
function todayPeaks(store: LocalStore, account: RecordOf<"account">, nowMs: number): readonly TodayPeak[] | null {
  const outlook = store.outlook(account.id);
  if (outlook === undefined || outlook.regions.length === 0) return null;
  return peakRows(store, account, outlook, nowMs).map(({ peak, contact, occasion }) => ({
    peak,
    contact,
    occasion,
    request: contact.requestId === null ? null : (store.get("capacityRequest", contact.requestId) ?? null),
  }));
}

/**
 * A message that waits for its answer is said once. Where there is a forecast, it is the peak that says whether the answer is needed now; of messages
 * about peaks that it does not know, those stay whose peak is near.
 */
function messageItems(facts: TodayFacts): readonly TodayItem[] {
  const { peaks, nowMs } = facts;
  if (peaks === null) return outreachItems(facts);
  const known = new Set(peaks.map(({ contact }) => contact.outreachId));
  return outreachItems(facts).filter(
    ({ dueMs, records, message }) =>
      message.key !== "outreachUnanswered" ||
      (!records.some(({ id }) => known.has(id)) && (dueMs === null || dueMs - nowMs <= todayThresholds.outreachPeakRiskMs)),
  );
}
