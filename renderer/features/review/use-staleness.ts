import { useCallback, useEffect, useMemo, useState } from "react";
import { shownKeys, staleness } from "../../../shared/domain/review/compare/staleness.ts";
import { unpackSnapshot } from "../../../shared/domain/review/evidence/pack-snapshot.ts";
import type { ReviewSnapshotRecord } from "../../../shared/domain/review/model/review-snapshot.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { type ChangedValue, changedValues } from "./stale-values.ts";
import type { Builder } from "./use-builder.ts";

export interface Stale {
  readonly changes: readonly ChangedValue[];
  readonly sections: ReadonlySet<string>;
  /** Rows of now, not stored; null = still being taken, or they could not be. */
  readonly fresh: ReviewSnapshotRecord | null;
  /** Takes them again. */
  readonly again: () => Promise<ReviewSnapshotRecord | null>;
}

/** What would change if the rows were taken now: asked once when the review is opened and after each refresh, while nothing else waits. */
export function useStaleness({ work, snapshot, composed }: Builder): Stale {
  const client = useDataClient();
  const { id, accountId } = work.review;
  const [fresh, setFresh] = useState<ReviewSnapshotRecord | null>(null);
  const again = useCallback(async () => {
    await client.fetchQuality(accountId);
    const record = await client.query("reviewFresh", { reviewId: id }).catch(() => null);
    setFresh(record);
    return record;
  }, [client, accountId, id]);
  useEffect(() => {
    const idle = requestIdleCallback(() => void again(), { timeout: 4000 });
    return () => cancelIdleCallback(idle);
  }, [again, snapshot.id]);
  const now = useMemo(() => {
    const unpacked = fresh === null ? null : unpackSnapshot(fresh.packed);
    return unpacked?.ok === true ? unpacked.value : null;
  }, [fresh]);
  return useMemo(() => {
    const stale = now === null ? [] : staleness(snapshot, now, shownKeys(composed));
    return { changes: changedValues(stale), sections: new Set(stale.map(({ section }) => section)), fresh, again };
  }, [snapshot, now, composed, fresh, again]);
}
