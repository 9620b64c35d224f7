import { severities } from "../../../shared/domain/incident/incident.ts";
import { turns } from "../../../shared/domain/incident/turn.ts";
import { matches, searchKey, searchQuery, type SearchKey } from "../../../shared/domain/search/search-key.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { promiseState } from "../../../shared/domain/sla/next-promise.ts";
import type { Grouping, ListView, PromiseFilter, TurnFilter } from "./list-view.ts";

const hourMs = 3_600_000;

/** Rows that pass every part of the filter but the turn, so that the turns can be counted. `nowMs` matters to the filter by promise alone. */
export function filterRows(
  rows: readonly IncidentRow[],
  view: ListView,
  text: string,
  romanize: Romanize | null,
  nowMs: number,
): readonly IncidentRow[] {
  const query = searchQuery(text);
  return rows.filter(
    (row) =>
      (view.severities.length === 0 || view.severities.includes(row.severity)) &&
      (view.accounts.length === 0 || view.accounts.includes(row.accountId ?? "")) &&
      (view.regions.length === 0 || view.regions.includes(row.region ?? "")) &&
      (!view.mine || row.mine) &&
      (!view.watched || row.watched) &&
      (view.promises.length === 0 || view.promises.some((wanted) => promiseIs(row, wanted, nowMs))) &&
      (query.terms.length === 0 || matches(keyOf(row, romanize), query)),
  );
}

function promiseIs({ promise }: IncidentRow, wanted: PromiseFilter, nowMs: number): boolean {
  if (promise === null) return false;
  const state = promiseState(promise, nowMs);
  if (wanted !== "soon") return state === wanted;
  return (state === "running" || state === "warning") && promise.dueMs !== null && promise.dueMs - nowMs <= hourMs;
}

export function ofTurn(rows: readonly IncidentRow[], turn: TurnFilter): readonly IncidentRow[] {
  return rows.filter((row) => (turn === "open" ? row.turn !== "none" : row.turn === turn));
}

const keys = new WeakMap<IncidentRow, { readonly romanize: Romanize | null; readonly key: SearchKey }>();

/** Number, title, account with its other names, holder: made once per row, again when the dictionary has come. */
function keyOf(row: IncidentRow, romanize: Romanize | null): SearchKey {
  const kept = keys.get(row);
  if (kept !== undefined && kept.romanize === romanize) return kept.key;
  const parts = [row.number, row.title, row.accountName, row.accountCode, ...row.accountAliases, row.holderName, row.holderGroup];
  const key = searchKey(parts.filter((part) => part !== null).join("\n"), romanize);
  keys.set(row, { romanize, key });
  return key;
}

/** Rows of one value of the grouping; `""` = none. */
export interface RowGroup {
  readonly key: string;
  readonly rows: readonly IncidentRow[];
}

/** Groups in the order in which the value is read; accounts and regions by their first row, so that what runs out first stays first. */
export function groupRows(rows: readonly IncidentRow[], grouping: Grouping): readonly RowGroup[] {
  if (grouping === "none") return [{ key: "", rows }];
  const groups = [...Map.groupBy(rows, (row) => groupKey(row, grouping))].map(([key, members]) => ({ key, rows: members }));
  if (grouping === "turn") return groups.toSorted((a, b) => rank(turns, a.key) - rank(turns, b.key));
  if (grouping === "severity") return groups.toSorted((a, b) => rank(severities, a.key) - rank(severities, b.key));
  return groups;
}

function groupKey(row: IncidentRow, grouping: Exclude<Grouping, "none">): string {
  switch (grouping) {
    case "turn":
      return row.turn;
    case "severity":
      return row.severity;
    case "account":
      return row.accountId ?? "";
    case "region":
      return row.region ?? "";
  }
}

function rank(order: readonly string[], key: string): number {
  return order.indexOf(key);
}
