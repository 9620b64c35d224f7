import { useEffect, useState } from "react";
import { useDataClient } from "../data-client-provider.tsx";
import { useQuery, useSyncStatus } from "../hooks.ts";
import type { PeakRadarResult } from "../queries/peak-radar.ts";

const everyPeak = { regions: [], tiers: [], owners: [], levels: [] };

export interface RoundRows {
  /** Every peak of the book as it is now; null = the first sync or the forecast is not through. */
  readonly radar: PeakRadarResult | null;
  readonly made: number;
  readonly all: number;
}

/** The radar for a round, which names its accounts once: it waits until every account is here and has its forecast. */
export function useRoundRows(): RoundRows {
  const client = useDataClient();
  const { lastSyncMs, progress } = useSyncStatus();
  const { data } = useQuery("peakRadar", everyPeak);
  const [whole, setWhole] = useState(false);
  const seemsWhole = lastSyncMs !== null && progress === null && data?.accounts.toCome === 0;
  useEffect(() => {
    if (!seemsWhole || whole) return undefined;
    let gone = false;
    // What is watched may be older than the news that all has come: asked once more, after that news.
    void client.query("peakRadar", everyPeak).then((now) => {
      if (!gone && now.accounts.toCome === 0) setWhole(true);
    });
    return () => {
      gone = true;
    };
  }, [client, seemsWhole, whole, data]);
  const { all, toCome } = data?.accounts ?? { all: 0, toCome: 0 };
  return { radar: whole && seemsWhole ? (data ?? null) : null, made: all - toCome, all };
}
