import { useEffect, useMemo, useState } from "react";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { useQuery } from "../../data/hooks.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { romanizer } from "../../data/queries/romanizer.ts";
import { filterRows, groupRows, ofTurn, type RowGroup } from "./arrange-rows.ts";
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
  const scope = view.turn === "none" ? "all" : "open";
  const { data, ready } = useQuery("incidentRows", { scope });
  return useMemo(() => {
    const all = data?.rows ?? [];
    const passing = filterRows(all, view, query, romanize);
    const shown = ofTurn(passing, view.turn);
    const counts = Object.fromEntries(turnFilters.map((turn) => [turn, ofTurn(passing, turn).length])) as Record<TurnFilter, number>;
    const filtered = view.severities.length > 0 || view.accounts.length > 0 || view.regions.length > 0 || view.mine || query.trim() !== "";
    return {
      ready: ready || data !== undefined,
      all,
      shown,
      groups: groupRows(shown, view.grouping),
      counts: scope === "all" ? counts : { ...counts, none: data?.ended ?? 0 },
      filtered,
    };
  }, [data, ready, view, query, romanize, scope]);
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
