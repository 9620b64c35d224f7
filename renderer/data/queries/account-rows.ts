import { attentionReasons, isOurMove, type AttentionReason } from "../../../shared/domain/attention/attention.ts";
import type { Account } from "../../../shared/domain/account/account.ts";
import { daysUntil, localDay } from "../../../shared/domain/contract/days-left.ts";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import type { HeadroomState } from "../../../shared/domain/headroom/headroom.ts";
import { regionHeadrooms } from "../../../shared/domain/headroom/region-headroom.ts";
import { dailyWindow, usageEndDay, weekChange } from "../../../shared/domain/headroom/usage-window.ts";
import { isOpen, severities, type Severity } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { currentContract } from "./current-contract.ts";

/** One account in the list. Every usage figure is of one region, the tightest, and that region is named. null = unknown, never 0. */
export interface AccountRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: string;
  readonly timeZone: string;
  readonly tier: Account["tier"];
  readonly scenario: Account["scenario"];
  readonly regions: readonly string[];
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly lifecycle: Account["lifecycle"];
  readonly tags: readonly string[];
  /** The region that `peakPcu`, `capacityPcu`, `share`, `spark` and `change` speak of; null = no region at all. */
  readonly region: string | null;
  /** Greatest hour of the last 28 days of data, with the UTC midnight of its day. */
  readonly peakPcu: number | null;
  readonly peakDayMs: number | null;
  readonly capacityPcu: number | null;
  /** (capacity − peak) / capacity. */
  readonly share: number | null;
  readonly state: HeadroomState;
  /** Daily maxima of the last 30 days of data; NaN = no data that day. Empty = no usage at all. */
  readonly spark: readonly number[];
  /** Peak of the last 7 days against that of the 28 before, as a share. */
  readonly change: number | null;
  readonly incidents: Readonly<Record<Severity, number>>;
  readonly openIncidents: number;
  readonly waitingOnUs: number;
  readonly waitingOnCustomer: number;
  readonly waitingOnVendor: number;
  readonly nextEvent: { readonly name: string; readonly startsMs: number; readonly inDays: number } | null;
  /** The next peak that may not fit, by its forecast; null = none is ahead, or nothing is forecast yet. */
  readonly nextPeak: Pick<RadarPeak, "peakId" | "atMs" | "timeZone" | "region" | "level" | "pExceed" | "headroomShare"> | null;
  readonly renewsOn: string | null;
  readonly renewsInDays: number | null;
  readonly committedMinutes: number | null;
  readonly lastTouchMs: number | null;
  /** Last hour that has usage. */
  readonly dataAsOfMs: number | null;
  readonly reason: AttentionReason | null;
  /** null = not judged yet. */
  readonly health: HealthSummary | null;
  readonly openTasks: number;
  /** Holds edits the backend has not acknowledged. */
  readonly pending: boolean;
}

export interface AccountRowsResult {
  readonly rows: readonly AccountRow[];
  /** The signed-in user, so that "mine" can be told. */
  readonly userId: string | null;
  readonly nowMs: number;
}

/** Every account that is here, by name. */
export const accountRows = defineQuery<undefined, AccountRowsResult>({
  dependsOn: [
    "account",
    "capacity",
    "contract",
    "incident",
    "plannedEvent",
    "task",
    "touch",
    "user",
    "metrics",
    "health",
    "peaks",
    "clock",
  ],
  run: (store, _args, nowMs) => {
    const context = gather(store);
    const rows = store.all("account").map((account) => accountRow(store, context, account, nowMs));
    return { rows, userId: store.userId() ?? null, nowMs };
  },
});

interface Gathered {
  readonly capacities: ReadonlyMap<string, readonly RecordOf<"capacity">[]>;
  readonly contracts: ReadonlyMap<string, readonly RecordOf<"contract">[]>;
  readonly incidents: ReadonlyMap<string, readonly RecordOf<"incident">[]>;
  readonly events: ReadonlyMap<string, readonly RecordOf<"plannedEvent">[]>;
  readonly tasks: ReadonlyMap<string, readonly RecordOf<"task">[]>;
  readonly userNames: ReadonlyMap<string, string>;
}

/** One pass over each kind: asking per account would walk the book once for every account of it. */
function gather(store: LocalStore): Gathered {
  return {
    capacities: byAccount(store.all("capacity")),
    contracts: byAccount(store.all("contract")),
    incidents: byAccount(store.all("incident").filter((incident) => isOpen(incident.state))),
    events: byAccount(store.all("plannedEvent")),
    tasks: byAccount(store.all("task").filter((task) => task.state === "open")),
    userNames: new Map(store.all("user").map((user) => [user.id, user.name])),
  };
}

function byAccount<R extends { readonly accountId: string | null }>(records: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const map = new Map<string, R[]>();
  for (const record of records) {
    if (record.accountId === null) continue;
    const list = map.get(record.accountId);
    if (list === undefined) map.set(record.accountId, [record]);
    else list.push(record);
  }
  return map;
}

function accountRow(store: LocalStore, context: Gathered, account: RecordOf<"account">, nowMs: number): AccountRow {
  const usage = store.usageRollup(account.id);
  const endDayMs = usage === undefined ? null : usageEndDay(usage.lastHourMs, nowMs);
  const regions = regionHeadrooms(account.regions, usage?.regions ?? [], context.capacities.get(account.id) ?? [], endDayMs, nowMs);
  const tightest = regions[0];
  const peaks = usage?.regions.find((region) => region.region === tightest?.region);
  const open = context.incidents.get(account.id) ?? [];
  const contract = currentContract(context.contracts.get(account.id) ?? [], nowMs, account.timeZone);
  const renewsInDays = contract === null ? null : daysUntil(contract.renewsOn, nowMs, account.timeZone);
  const lastTouchMs = store.lastTouchMs(account.id) ?? null;
  const reasons = attentionReasons({
    accountId: account.id,
    nowMs,
    regions,
    openIncidents: open.map((i) => ({
      id: i.id,
      number: i.number,
      severity: i.severity,
      state: i.state,
      openedMs: Date.parse(i.openedAt),
    })),
    contract: contract === null || renewsInDays === null ? null : { id: contract.id, renewsInDays },
    lastTouchMs,
    dataAsOfMs: usage?.lastHourMs ?? null,
  });
  return {
    id: account.id,
    code: account.code,
    name: account.name,
    aliases: account.aliases,
    country: account.country,
    timeZone: account.timeZone,
    tier: account.tier,
    scenario: account.scenario,
    regions: account.regions,
    ownerId: account.ownerId,
    ownerName: account.ownerId === null ? null : (context.userNames.get(account.ownerId) ?? null),
    lifecycle: account.lifecycle,
    tags: account.tags,
    region: tightest?.region ?? null,
    peakPcu: tightest?.peakPcu ?? null,
    peakDayMs: tightest?.peakDayMs ?? null,
    capacityPcu: tightest?.capacityPcu ?? null,
    share: tightest?.share ?? null,
    state: tightest?.state ?? "unknown",
    spark: peaks === undefined || endDayMs === null ? [] : dailyWindow(peaks, endDayMs, 30),
    change: peaks === undefined || endDayMs === null ? null : weekChange(peaks, endDayMs),
    ...incidentCounts(open),
    nextEvent: nextEvent(context.events.get(account.id) ?? [], nowMs, account.timeZone),
    nextPeak: nextPeak(store.outlook(account.id)?.peaks ?? [], nowMs),
    renewsOn: contract?.renewsOn ?? null,
    renewsInDays,
    committedMinutes: contract?.committedMinutes ?? null,
    lastTouchMs,
    dataAsOfMs: usage?.lastHourMs ?? null,
    reason: reasons[0] ?? null,
    health: store.health(account.id) ?? null,
    openTasks: context.tasks.get(account.id)?.length ?? 0,
    pending: store.isPending("account", account.id),
  };
}

function incidentCounts(
  open: readonly RecordOf<"incident">[],
): Pick<AccountRow, "incidents" | "openIncidents" | "waitingOnUs" | "waitingOnCustomer" | "waitingOnVendor"> {
  const count = (test: (incident: RecordOf<"incident">) => boolean): number => open.filter(test).length;
  return {
    incidents: Object.fromEntries(severities.map((severity) => [severity, count((i) => i.severity === severity)])) as Record<
      Severity,
      number
    >,
    openIncidents: open.length,
    waitingOnUs: count((i) => isOurMove(i.state)),
    waitingOnCustomer: count((i) => i.state === "awaiting_customer"),
    waitingOnVendor: count((i) => i.state === "awaiting_vendor"),
  };
}

/** The first peak that is not over and does not simply fit. */
function nextPeak(peaks: readonly RadarPeak[], nowMs: number): AccountRow["nextPeak"] {
  let next: RadarPeak | null = null;
  for (const peak of peaks) {
    if (peak.level !== "good" && peak.endMs > nowMs && (next === null || peak.atMs < next.atMs)) next = peak;
  }
  if (next === null) return null;
  const { peakId, atMs, timeZone, region, level, pExceed, headroomShare } = next;
  return { peakId, atMs, timeZone, region, level, pExceed, headroomShare };
}

/** The next event that has not ended; days are counted as the customer's calendar does, 0 = today or under way. */
function nextEvent(events: readonly RecordOf<"plannedEvent">[], nowMs: number, timeZone: string): AccountRow["nextEvent"] {
  let next: RecordOf<"plannedEvent"> | null = null;
  for (const event of events) {
    if (Date.parse(event.endsAt) > nowMs && (next === null || event.startsAt < next.startsAt)) next = event;
  }
  if (next === null) return null;
  const startsMs = Date.parse(next.startsAt);
  return { name: next.name, startsMs, inDays: Math.max(0, daysUntil(localDay(startsMs, timeZone), nowMs, timeZone)) };
}
