import { rowReasons, type RowCounts, type RowReason } from "../../../../shared/sync/connectors.ts";

/** Why rows were left out, the most frequent first; equal ones in the order in which the reasons are listed. */
export function droppedReasons({ byReason }: RowCounts): readonly { readonly reason: RowReason; readonly count: number }[] {
  return rowReasons
    .map((reason) => ({ reason, count: byReason[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}
