import type { WindowFacts } from "../../../../shared/domain/diagnostics/compose-bundle.ts";
import { userRoles } from "../../../../shared/domain/user/user.ts";
import type { SyncStatus } from "../../../data/data-client.ts";
import type { CopyContents } from "../../../data/queries/copy-contents.ts";
import type { StoreUse } from "../../../data/store-use.ts";

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** What the window tells of itself in a diagnostics bundle: states, counts and times. Names, ids and texts stay here. */
export function windowFacts(
  status: SyncStatus,
  contents: CopyContents | undefined,
  store: StoreUse,
  timingsMs: Readonly<Record<string, number>>,
): WindowFacts {
  const attention: Record<string, number> = {};
  for (const { code } of status.attention) attention[code] = (attention[code] ?? 0) + 1;
  return {
    sync: {
      phase: status.phase,
      pausedBy: status.pausedBy,
      leader: status.leader,
      pendingEdits: status.pendingEdits,
      oldestEdit: isoOf(status.waiting.length === 0 ? null : Math.min(...status.waiting.map(({ atMs }) => atMs))),
      openConflicts: status.openConflicts,
      lastSync: isoOf(status.lastSyncMs),
      nextAttempt: isoOf(status.retryAtMs),
      clockSkewMs: status.clockSkewMs,
      heldBack: status.held !== null,
      drift: status.drift !== null,
      storeLost: status.storeLost !== null,
      storeFault: status.storeFault,
      mirrorFailing: status.mirrorFailing,
      rotatingKeys: status.rotatingKeys,
      role: userRoles.find((role) => role === status.user?.role) ?? null,
      usageBytes: store.usageBytes,
      quotaBytes: store.quotaBytes,
    },
    attention,
    records: Object.fromEntries((contents?.counts ?? []).map(({ kind, count }) => [kind, count])),
    store: store.parts,
    timingsMs,
  };
}

/** How long this window's start took, as the browser measured it. */
export function startTimings(performance: Pick<Performance, "getEntriesByType" | "now">): Readonly<Record<string, number>> {
  const paints = performance.getEntriesByType("paint").map(({ name, startTime }) => [name, Math.round(startTime)] as const);
  const known = paints.filter(([name]) => name === "first-paint" || name === "first-contentful-paint");
  return { ...Object.fromEntries(known), windowOpenFor: Math.round(performance.now()) };
}
