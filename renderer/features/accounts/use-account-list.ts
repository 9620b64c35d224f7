import { useMemo } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { useAccountsStore } from "./accounts-store.ts";
import { filterRows, groupRows, sortRows, type Reader, type RowGroup } from "./arrange-rows.ts";
import { builtInViewIds, builtInViews, isBuiltInView, parseListView, type ListView } from "./list-view.ts";
import { useNameMatcher } from "./use-name-matcher.ts";

export interface AccountList {
  /** false before the first result. */
  readonly ready: boolean;
  readonly all: readonly AccountRow[];
  /** What the view and the filter field leave, in order. */
  readonly shown: readonly AccountRow[];
  readonly groups: readonly RowGroup[];
  readonly view: ListView;
  /** The view as it is saved. */
  readonly base: ListView;
  readonly viewId: string;
  readonly savedViews: readonly RecordOf<"savedView">[];
  /** How many accounts each view holds, by its id. */
  readonly counts: ReadonlyMap<string, number>;
  readonly reader: Reader;
}

const none: readonly never[] = [];

/** The book as the chosen view shows it. */
export function useAccountList(): AccountList {
  const { data } = useQuery("accountRows", undefined);
  const savedViews = useQuery("savedViews", { screen: "accounts" }).data ?? none;
  const chosen = useAccountsStore((state) => state.viewId);
  const draft = useAccountsStore((state) => state.draft);
  const query = useAccountsStore((state) => state.query);
  const matchesName = useNameMatcher(query);
  const all = data?.rows ?? none;
  const userId = data?.userId ?? null;
  const nowMs = data?.nowMs ?? 0;
  const reader = useMemo(() => ({ userId, nowMs }), [userId, nowMs]);

  const saved = savedViews.find((view) => view.id === chosen);
  // A view that was deleted on another laptop leaves its reader with everything.
  const viewId = isBuiltInView(chosen) || saved !== undefined ? chosen : "all";
  const base = useMemo(
    () => (saved === undefined ? (isBuiltInView(viewId) ? builtInViews[viewId] : builtInViews.all) : parseListView(saved.definition)),
    [saved, viewId],
  );
  const view: ListView = draft ?? base;

  const inView = useMemo(() => filterRows(all, view.filter, reader), [all, view.filter, reader]);
  const shown = useMemo(() => sortRows(inView.filter(matchesName), view.sorts), [inView, matchesName, view.sorts]);
  const groups = useMemo(() => groupRows(shown, view.grouping), [shown, view.grouping]);
  const counts = useMemo(() => {
    const filters = [
      ...builtInViewIds.map((id) => [id, builtInViews[id].filter] as const),
      ...savedViews.map((v) => [v.id, parseListView(v.definition).filter] as const),
    ];
    return new Map(filters.map(([id, filter]) => [id, filterRows(all, filter, reader).length]));
  }, [all, savedViews, reader]);
  return { ready: data !== undefined, all, shown, groups, view, base, viewId, savedViews, counts, reader };
}
