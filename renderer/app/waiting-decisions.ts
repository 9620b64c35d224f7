import type { SyncStatus } from "../data/data-client.ts";

/** What waits for the user's word on the sync screen: refused edits, conflicts, and what the backend would take away. */
export function waitingDecisions({ attention, openConflicts, held }: Pick<SyncStatus, "attention" | "openConflicts" | "held">): number {
  return attention.length + openConflicts + (held === null ? 0 : 1);
}
