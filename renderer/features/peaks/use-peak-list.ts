import { useEffect, useMemo, useState } from "react";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { useQuery } from "../../data/hooks.ts";
import type { PeakRadarResult } from "../../data/queries/peak-radar.ts";
import { romanizer } from "../../data/queries/romanizer.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { usePeaksStore } from "./peaks-store.ts";
import { filterPeaks, isFiltered, type PeaksView } from "./peaks-view.ts";

export interface PeakList {
  readonly ready: boolean;
  /** Everything that was read, in the order of its rank. */
  readonly all: readonly ShownRow[];
  readonly shown: readonly ShownRow[];
  readonly filtered: boolean;
  readonly answer: PeakRadarResult | undefined;
}

const everything = { regions: [], tiers: [], owners: [] } as const;

/** The rows of the radar. Peaks that fit are all read only when they are asked for: they are many, and nobody has to do anything about them. */
export function usePeakList(): PeakList {
  const view = usePeaksStore((state) => state.view);
  const query = usePeaksStore((state) => state.query);
  const romanize = useRomanize(query.trim() !== "");
  const { data, ready } = useQuery("peakRadar", { ...everything, levels: levelsAsked(view) });
  const all = useMemo(() => (data?.rows ?? []).map((row, index): ShownRow => ({ ...row, place: index + 1, supposedP: null })), [data]);
  return useMemo(
    () => ({
      ready: ready || data !== undefined,
      all,
      shown: filterPeaks(all, view, query, romanize),
      filtered: isFiltered(view, query),
      answer: data,
    }),
    [all, view, query, romanize, data, ready],
  );
}

/** The query leaves out most peaks that fit unless they are named. */
function levelsAsked(view: PeaksView): PeaksView["levels"] {
  return view.levels.includes("good") ? view.levels : [];
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
