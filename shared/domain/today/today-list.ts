import { tiers } from "../account/account.ts";
import { localDay } from "../contract/days-left.ts";
import { severities } from "../incident/incident.ts";
import { dayEndMs } from "./local-day-end.ts";
import { todayGroups, todayStates, type TodayGroup, type TodayItem } from "./today-item.ts";

const hourMs = 3_600_000;

export interface TodaySection<Item extends TodayItem> {
  readonly group: TodayGroup;
  readonly items: readonly Item[];
}

/** Where an item belongs: by its due time (overdue counts as now), else where its rule puts it. */
export function groupOf(item: TodayItem, nowMs: number, timeZone: string): TodayGroup {
  if (item.dueMs === null) return item.undated;
  if (item.dueMs <= nowMs + hourMs) return "hour";
  // A due time at midnight is the end of the day before it.
  if (item.dueMs <= dayEndMs(localDay(nowMs, timeZone), timeZone)) return "today";
  return item.dueMs <= nowMs + 7 * 24 * hourMs ? "week" : "later";
}

/**
 * The list in its groups, empty ones left out. Within a group by due time, then state, severity, tier (premium first), how long it has been so
 * (longest first), id. What has no due time stands last, except in the first group, where it counts as now; so does, in the group of today,
 * what is only due some time today. A total order: the same items in any sequence give the same list.
 */
export function todaySections<Item extends TodayItem>(
  items: readonly Item[],
  nowMs: number,
  timeZone: string,
): readonly TodaySection<Item>[] {
  const byGroup = Map.groupBy(items, (item) => groupOf(item, nowMs, timeZone));
  return todayGroups.flatMap((group) => {
    const members = byGroup.get(group);
    return members === undefined
      ? []
      : [{ group, items: members.toSorted((a, b) => dueRank(a, group, nowMs) - dueRank(b, group, nowMs) || compareRest(a, b)) }];
  });
}

function dueRank(item: TodayItem, group: TodayGroup, nowMs: number): number {
  if (item.dueMs === null) return group === "hour" ? nowMs : Number.MAX_SAFE_INTEGER;
  return group === "today" && item.dueIsDay ? Number.MAX_SAFE_INTEGER : item.dueMs;
}

function compareRest(a: TodayItem, b: TodayItem): number {
  return (
    todayStates.indexOf(a.state) - todayStates.indexOf(b.state) ||
    severityRank(a) - severityRank(b) ||
    tierRank(a) - tierRank(b) ||
    (a.sinceMs ?? Number.MAX_SAFE_INTEGER) - (b.sinceMs ?? Number.MAX_SAFE_INTEGER) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function severityRank(item: TodayItem): number {
  return item.severity === null ? severities.length : severities.indexOf(item.severity);
}

function tierRank(item: TodayItem): number {
  return item.tier === null ? tiers.length : tiers.length - 1 - tiers.indexOf(item.tier);
}
