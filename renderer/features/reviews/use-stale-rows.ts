import { useEffect, useMemo, useState } from "react";
import { useDataClient } from "../../data/data-client-provider.tsx";
import type { ReviewRow } from "../../data/queries/review-list.ts";
import { type Staleness, staleKey } from "./review-columns.tsx";

const known = new Map<string, Staleness>();

/**
 * Which reviews that are being worked on stand on rows that have changed. Each takes as long as a draft: they are looked at one after another while nothing
 * else is to be done, once for as long as the list is kept.
 */
export function useStaleRows(rows: readonly ReviewRow[]): ReadonlyMap<string, Staleness> {
  const client = useDataClient();
  const [shown, setShown] = useState<ReadonlyMap<string, Staleness>>(() => new Map(known));
  const wanted = useMemo(() => rows.filter(({ review, mine }) => mine && review !== null && review.state !== "presented"), [rows]);
  useEffect(() => {
    let gone = false;
    const look = async (): Promise<void> => {
      for (const row of wanted) {
        const key = staleKey(row);
        if (known.has(key) || row.review === null) continue;
        await new Promise<void>((resolve) => requestIdleCallback(() => resolve()));
        if (gone) return;
        const found = await client.query("reviewStaleSections", { reviewId: row.review.id }).catch(() => null);
        known.set(key, { sections: found === null ? null : found.length });
        if (!gone) setShown(new Map(known));
      }
    };
    void look();
    return () => {
      gone = true;
    };
  }, [client, wanted]);
  return shown;
}
