import { useEffect, useMemo, useState } from "react";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { useQuery } from "../../data/hooks.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { romanizer } from "../../data/queries/romanizer.ts";
import { filterRows, groupRows, ofTurn, type RowGroup } from "./arrange-rows.ts";
import { useNow } from "../../ui/now.ts";
import { useIncidentsStore } from "./incidents-store.ts";
import { turnFilters, type TurnFilter } from "./list-view.ts";

export interface IncidentList {
  readonly ready: boolean;
  /** Everything that was read: the open ones, or all when ended ones are asked for. */
  readonly all: readonly IncidentRow[];
  readonly shown: readonly IncidentRow[];
  readonly groups: readonly RowGroup[];
  /** By turn, of what passes the other filters; ended ones of the whole book until they are read. */
  readonly counts: Readonly<Record<TurnFilter, number>>;
  readonly filtered: boolean;
}

/** The rows that the list shows. Ended incidents are read only when they are asked for. */
export function useIncidentList(): IncidentList {
  const view = useIncidentsStore((state) => state.view);
  const query = useIncidentsStore((state) => state.query);
  const romanize = useRomanize(query.trim() !== "");
  const behind = useIncidentsStore((state) => state.behind);
  const minuteMs = useNow("minute");
  // Only a filter by promise goes by the clock; without one the minute draws nothing again.
  const nowMs = view.promises.length > 0 ? minuteMs : 0;
  const scope = view.turn === "none" || behind !== null ? "all" : "open";
  const { data, ready } = useQuery("incidentRows", { scope });
  const behindIds = useQuery("statisticRows", { question: behind?.question ?? null });
  const ids = useMemo(() => (behind === null ? null : new Set(behindIds.ready ? behindIds.data : [])), [behind, behindIds]);
  return useMemo(() => {
    const all = ids === null ? (data?.rows ?? []) : (data?.rows ?? []).filter((row) => ids.has(row.id));
    const passing = filterRows(all, view, query, romanize, nowMs);
    const shown = ids === null ? ofTurn(passing, view.turn) : passing;
    const counts = Object.fromEntries(turnFilters.map((turn) => [turn, ofTurn(passing, turn).length])) as Record<TurnFilter, number>;
    const filtered =
      view.severities.length > 0 ||
      view.accounts.length > 0 ||
      view.regions.length > 0 ||
      view.mine ||
      view.watched ||
      view.promises.length > 0 ||
      query.trim() !== "";
    return {
      ready: ready || data !== undefined,
      all,
      shown,
      groups: groupRows(shown, view.grouping),
      counts: scope === "all" ? counts : { ...counts, none: data?.ended ?? 0 },
      filtered,
    };
  }, [data, ready, view, query, romanize, scope, ids, nowMs]);
}

/** The pinyin dictionary, loaded with the first letter that is typed; null until then. */
function useRomanize(searching: boolean): Romanize | null {
  const [romanize, setRomanize] = useState<Romanize | null>(null);
  useEffect(() => {
    if (!searching || romanize !== null) return;
    let gone = false;
    // Without the dictionary (a damaged installation) rows still match by their characters.
    romanizer().then(
      (loaded) => {
        if (!gone) setRomanize(() => loaded);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [searching, romanize]);
  return romanize;
}
