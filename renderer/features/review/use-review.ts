import { useMemo } from "react";
import { unpackSnapshot } from "../../../shared/domain/review/evidence/pack-snapshot.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import { useQuery } from "../../data/hooks.ts";
import type { ReviewWork } from "../../data/queries/review-work.ts";

/** A review with the rows that it is counted from. */
export interface ReviewView {
  readonly work: ReviewWork;
  readonly snapshot: ReviewSnapshot;
}

/** undefined = still being read; null = there is no such review here, or its rows cannot be read. */
export function useReview(reviewId: string): ReviewView | null | undefined {
  const { data: work, ready } = useQuery(
    "reviewWork",
    useMemo(() => ({ reviewId }), [reviewId]),
  );
  const snapshotId = work?.review.snapshotId ?? null;
  const { data: record, ready: recordReady } = useQuery(
    "reviewSnapshotRecord",
    useMemo(() => ({ reviewId, snapshotId: snapshotId ?? "" }), [reviewId, snapshotId]),
  );
  const snapshot = useMemo(() => {
    if (record === undefined) return undefined;
    const unpacked = record === null ? null : unpackSnapshot(record.packed);
    // What was altered or damaged is no evidence.
    return unpacked?.ok === true ? unpacked.value : null;
  }, [record]);
  return useMemo(() => {
    if (work === null) return ready ? null : undefined;
    if (work === undefined || snapshot === undefined) return undefined;
    if (snapshot === null) return recordReady && snapshotId !== null ? null : undefined;
    return { work, snapshot };
  }, [work, snapshot, ready, recordReady, snapshotId]);
}
