import type { SyncStatus } from "./data-client.ts";

/** What is known before the local database is open. */
export const initialSyncStatus: SyncStatus = {
  phase: "starting",
  pausedBy: null,
  leader: false,
  pendingEdits: 0,
  waiting: [],
  attention: [],
  openConflicts: 0,
  lastSyncMs: null,
  progress: null,
  storageBytes: null,
  retryAtMs: null,
  user: null,
  tenantName: null,
  clockSkewMs: null,
  held: null,
  drift: null,
  rescoped: null,
  checkedAtMs: null,
  storeFault: null,
  mirrorFailing: false,
  storeLost: null,
  rotatingKeys: false,
};
