import { regionShort } from "../../../shared/domain/regions.ts";
import { scenarios, tiers } from "../../../shared/domain/account/account.ts";
import type { HealthGrade } from "../../../shared/domain/health/health-override.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { stateOrder, type ColumnId, type Grouping, type ListFilter, type ListSort } from "./list-view.ts";

const dayMs = 86_400_000;

/** Who is reading and when: what "mine" and "untouched" mean. */
export interface Reader {
  readonly userId: string | null;
  readonly nowMs: number;
}

/** Rows that pass every part of the filter; within a part any value will do. An empty part lets everything pass. */
export function filterRows(rows: readonly AccountRow[], filter: ListFilter, reader: Reader): readonly AccountRow[] {
  return rows.filter((row) => passes(row, filter, reader));
}

function passes(row: AccountRow, filter: ListFilter, reader: Reader): boolean {
  return (
    any(filter.tiers, (tier) => row.tier === tier) &&
    any(filter.scenarios, (scenario) => row.scenario === scenario) &&
    any(filter.regions, (region) => row.regions.includes(region)) &&
    any(filter.owners, (owner) => (row.ownerId ?? "") === owner) &&
    any(filter.health, (grade) => gradeOf(row) === grade) &&
    any(filter.states, (state) => row.state === state) &&
    any(filter.lifecycles, (lifecycle) => row.lifecycle === lifecycle) &&
    any(filter.tags, (tag) => row.tags.includes(tag)) &&
    (!filter.mine || (reader.userId !== null && row.ownerId === reader.userId)) &&
    (!filter.overseas || isOverseas(row)) &&
    (!filter.openIncidents || row.openIncidents > 0) &&
    (filter.renewsWithinDays === null || (row.renewsInDays !== null && row.renewsInDays <= filter.renewsWithinDays)) &&
    (filter.untouchedDays === null || daysSinceTouch(row, reader.nowMs) >= filter.untouchedDays)
  );
}

function any<T>(values: readonly T[], test: (value: T) => boolean): boolean {
  return values.length === 0 || values.some(test);
}

/** The grade that counts: a colleague's where one overrides the computed one; nobody has judged = unknown. */
export function gradeOf(row: Pick<AccountRow, "health">): HealthGrade {
  return row.health?.grade ?? "unknown";
}

/** Serves users in a region outside mainland China. */
export function isOverseas(row: Pick<AccountRow, "regions">): boolean {
  return row.regions.some((region) => !region.startsWith("cn-"));
}

/** Never touched counts as longest ago. */
function daysSinceTouch(row: AccountRow, nowMs: number): number {
  return row.lastTouchMs === null ? Number.POSITIVE_INFINITY : Math.floor((nowMs - row.lastTouchMs) / dayMs);
}

const byPinyin = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true });
const severityWeight = { P0: 1_000_000, P1: 10_000, P2: 100, P3: 1 } as const;

type SortValue = number | string | null;

/** What a column sorts by; null = missing, which stands last in either direction. */
export function sortValue(row: AccountRow, column: ColumnId): SortValue {
  switch (column) {
    case "name":
      return row.name;
    case "code":
      return row.code;
    case "score":
    case "scoreSpark":
      return row.health?.scoreMilli ?? null;
    case "health":
      return stateOrder.indexOf(gradeOf(row));
    case "scoreChange":
      return row.health?.change7dMilli ?? null;
    case "state":
      return stateOrder.indexOf(row.state);
    case "share":
      return row.share;
    case "change":
      return row.change;
    case "spark":
    case "peak":
      return row.peakPcu;
    case "peakDay":
      return row.peakDayMs;
    case "capacity":
      return row.capacityPcu;
    case "reason":
      return row.reason === null ? null : reasonOrder.indexOf(row.reason.key);
    case "tier":
      return tiers.indexOf(row.tier);
    case "scenario":
      return scenarios.indexOf(row.scenario);
    case "regions":
      return row.regions.length === 0 ? null : row.regions.map(regionShort).join(" ");
    case "tightest":
      return row.region === null ? null : regionShort(row.region);
    case "incidents":
      return (["P0", "P1", "P2", "P3"] as const).reduce((sum, severity) => sum + row.incidents[severity] * severityWeight[severity], 0);
    case "waiting":
      return row.waitingOnUs;
    case "tasks":
      return row.openTasks;
    case "nextPeak":
      return row.nextPeak?.atMs ?? null;
    case "nextEvent":
    case "eventDays":
      return row.nextEvent?.startsMs ?? null;
    case "renewal":
    case "renewsOn":
      return row.renewsInDays;
    case "minutes":
      return row.committedMinutes;
    case "owner":
      return row.ownerName;
    case "lifecycle":
      return row.lifecycle;
    case "tags":
      return row.tags.length === 0 ? null : row.tags.join(" ");
    // Ages: the oldest is the greatest.
    case "touch":
      return row.lastTouchMs === null ? null : -row.lastTouchMs;
    case "data":
      return row.dataAsOfMs === null ? null : -row.dataAsOfMs;
  }
}

const reasonOrder = [
  "urgentIncident",
  "overCapacity",
  "headroomLow",
  "waitingOnUs",
  "renewalNear",
  "headroomNarrow",
  "untouched",
  "staleData",
];

/** Sorted by each of the sorts in turn, then by name; missing values last whatever the direction. */
export function sortRows(rows: readonly AccountRow[], sorts: readonly ListSort[]): readonly AccountRow[] {
  const keyed = rows.map((row) => ({ row, values: sorts.map((sort) => sortValue(row, sort.column)) }));
  keyed.sort((a, b) => {
    for (const [index, sort] of sorts.entries()) {
      const difference = compareValues(a.values[index] ?? null, b.values[index] ?? null, sort.descending);
      if (difference !== 0) return difference;
    }
    return byPinyin.compare(a.row.name, b.row.name);
  });
  return keyed.map(({ row }) => row);
}

function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const difference = typeof a === "number" && typeof b === "number" ? a - b : byPinyin.compare(String(a), String(b));
  return descending ? -difference : difference;
}

/** Rows of one value of the grouping. `key` = the value (a state, a tier, a region …); `""` = none. */
export interface RowGroup {
  readonly key: string;
  readonly rows: readonly AccountRow[];
}

/** Groups in the order in which the value is read (worst state first, highest tier first), empty ones left out; rows keep their order. */
export function groupRows(rows: readonly AccountRow[], grouping: Grouping): readonly RowGroup[] {
  if (grouping === "none") return [{ key: "", rows }];
  const groups = new Map<string, AccountRow[]>();
  for (const row of rows) {
    const key = groupKey(row, grouping);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].map(([key, members]) => ({ key, rows: members })).toSorted((a, b) => groupOrder(a, b, grouping));
}

function groupKey(row: AccountRow, grouping: Exclude<Grouping, "none">): string {
  switch (grouping) {
    case "health":
      return gradeOf(row);
    case "state":
      return row.state;
    case "tier":
      return row.tier;
    case "scenario":
      return row.scenario;
    case "region":
      return row.regions[0] ?? "";
    case "owner":
      return row.ownerId ?? "";
  }
}

function groupOrder(a: RowGroup, b: RowGroup, grouping: Exclude<Grouping, "none">): number {
  if ((a.key === "") !== (b.key === "")) return a.key === "" ? 1 : -1;
  if (grouping === "state" || grouping === "health") return orderIn(stateOrder, a.key) - orderIn(stateOrder, b.key);
  if (grouping === "tier") return orderIn(tiers, b.key) - orderIn(tiers, a.key);
  if (grouping === "scenario") return orderIn(scenarios, a.key) - orderIn(scenarios, b.key);
  if (grouping === "owner") return byPinyin.compare(a.rows[0]?.ownerName ?? "", b.rows[0]?.ownerName ?? "");
  return a.key.localeCompare(b.key);
}

function orderIn(list: readonly string[], key: string): number {
  return list.indexOf(key);
}

/** How many rows have each grade, in the order of the grades; the bar above the list. */
export function gradeCounts(rows: readonly AccountRow[]): readonly { readonly grade: HealthGrade; readonly count: number }[] {
  return stateOrder.map((grade) => ({ grade, count: rows.filter((row) => gradeOf(row) === grade).length }));
}

/** Median of the scores of the rows that have one, and of what they were seven days before, in thousandths; null = none is known. */
export function medianScore(rows: readonly AccountRow[]): { readonly nowMilli: number; readonly changeMilli: number | null } | null {
  const nowMilli = median(rows.flatMap((row) => row.health?.scoreMilli ?? []));
  if (nowMilli === null) return null;
  const beforeMilli = median(
    rows.flatMap(({ health }) =>
      health === null || health.scoreMilli === null || health.change7dMilli === null ? [] : [health.scoreMilli - health.change7dMilli],
    ),
  );
  return { nowMilli, changeMilli: beforeMilli === null ? null : nowMilli - beforeMilli };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
