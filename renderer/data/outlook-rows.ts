import type { OutlookRows } from "../../shared/domain/peak/outlook-input.ts";
import { forecastBias } from "../../shared/domain/forecast/track-record.ts";
import { inOrderOfId } from "../../shared/domain/health/judge-account.ts";
import { seedOf } from "../../shared/kernel/random.ts";
import type { LocalStore, UsageRollup } from "./local-store.ts";

/** Rows that an account's forecast is made from; null = the account is not on this laptop. */
export function outlookRows(store: LocalStore, accountId: string): OutlookRows | null {
  const account = store.get("account", accountId);
  if (account === undefined) return null;
  return {
    account,
    capacities: inOrderOfId(store.ofAccount("capacity", accountId)),
    plannedEvents: inOrderOfId(store.ofAccount("plannedEvent", accountId)),
    incidents: inOrderOfId(store.ofAccount("incident", accountId)),
    outreaches: inOrderOfId(store.ofAccount("outreach", accountId)),
    requests: inOrderOfId(store.ofAccount("capacityRequest", accountId)),
    calendarEntries: inOrderOfId(store.all("calendarEntry")).filter((entry) => entry.accountId === null || entry.accountId === accountId),
    leadTimes: inOrderOfId(store.all("regionLeadTime")),
    memories: inOrderOfId(store.ofAccount("forecastMemory", accountId)),
  };
}

/**
 * Digest of what a forecast is made from: the fields that count of the rows, the usage (its last hour, and the sums of its days and weeks, so that
 * restated hours show), and the day. A draft that is being written changes nothing of it.
 */
export function outlookDigest(rows: OutlookRows, usage: UsageRollup | undefined, dayNumber: number): string {
  const { account } = rows;
  const parts = [
    [account.country, account.timeZone, account.regions, account.scenario, account.tier],
    rows.capacities.map(({ region, from, pcu }) => [region, from, pcu]),
    rows.plannedEvents.map(({ id, region, name, label, startsAt, endsAt, upliftFactor, expectedPcu, confidence }) => {
      const told = [upliftFactor, expectedPcu, confidence];
      return [id, region, name, label, startsAt, endsAt, told];
    }),
    rows.incidents.map(({ kind, severity, region, openedAt, resolvedAt, closedAt }) => [
      kind,
      severity,
      region,
      openedAt,
      resolvedAt,
      closedAt,
    ]),
    rows.outreaches.flatMap(({ state, answeredPcu, answeredAt, peakAt, peakId, region }) =>
      peakAt === null || state === "cancelled" ? [] : [[peakAt, peakId, region, state === "answered" ? [answeredPcu, answeredAt] : null]],
    ),
    rows.requests.flatMap(({ state, peakAt, peakId, region }) =>
      peakAt === null || state === "cancelled" ? [] : [[peakAt, peakId, region]],
    ),
    rows.calendarEntries.map(({ accountId, country, date, name, kind, removed }) => [accountId, country, date, name, kind, removed]),
    rows.leadTimes.map(({ region, workingDays, country, cutoffHour }) => [region, workingDays, country, cutoffHour]),
    usage === undefined ? null : [usage.lastHourMs, usage.regions.map((of) => [of.region, sum(of.dailyMax), sum(of.weekSum)])],
    regionsOf(rows.memories).map((region) => {
      const own = rows.memories.filter((memory) => memory.region === region);
      return [region, forecastBias(own).logBias, own.flatMap(({ peaks }) => peaks.map(({ peakId, startsAt }) => [peakId, startsAt]))];
    }),
  ];
  const text = JSON.stringify(parts);
  return `${dayNumber}.${text.length.toString(36)}.${seedOf(text).toString(36)}`;
}

function regionsOf(memories: OutlookRows["memories"]): readonly string[] {
  return [...new Set(memories.map((memory) => memory.region))].sort();
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i] === values[i] ? (values[i] ?? 0) : i;
  return total;
}
