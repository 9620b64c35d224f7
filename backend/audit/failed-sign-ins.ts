import type { Clock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope } from "../storage/database.ts";
import { appendAudit } from "./append-audit.ts";

/** A sign-in that failed at a company that it named. */
export interface FailedSignIn {
  readonly tenantId: string;
  readonly reason: "unknown-token" | "no-user";
  /** Peer's address, or its network. */
  readonly from: string;
}

/** One company's failures of one address are told of this often, with how many there were meanwhile. */
const tellEveryMs = 600_000;
/** Addresses that are remembered; a flood from new ones is told of no oftener than this a company. */
const mostKeys = 1_000;
const mostPerWindow = 60;

interface Told {
  atMs: number;
  unsaid: number;
}

/**
 * Notes failed sign-ins in the company's audit log. Whoever guesses must not be able to fill it: an address is told of once in ten minutes, a company
 * at most sixty times. `note` does not wait and does not throw.
 */
export function createFailedSignIns(db: Database, clock: Clock, report: (error: unknown) => void): { note(failed: FailedSignIn): void } {
  const told = new Map<string, Told>();
  const windows = new Map<string, { readonly atMs: number; count: number }>();

  const room = (tenantId: string, nowMs: number): boolean => {
    const found = windows.get(tenantId);
    const window = found === undefined || nowMs - found.atMs >= tellEveryMs ? { atMs: nowMs, count: 0 } : found;
    if (windows.size >= mostKeys && !windows.has(tenantId)) windows.clear();
    windows.set(tenantId, window);
    window.count += 1;
    return window.count <= mostPerWindow;
  };

  return {
    note: ({ tenantId, reason, from }) => {
      const nowMs = clock.now();
      const key = `${tenantId} ${reason} ${from}`;
      const last = told.get(key);
      if (last !== undefined && nowMs - last.atMs < tellEveryMs) {
        last.unsaid += 1;
        return;
      }
      if (!room(tenantId, nowMs)) return;
      if (told.size >= mostKeys) told.clear();
      told.set(key, { atMs: nowMs, unsaid: 0 });
      const detail = { reason, from, notToldBefore: last?.unsaid ?? 0 };
      db.withTenant(serviceScope(tenantId, "sign-in"), (tx) =>
        appendAudit(tx, nowMs, [{ event: "sign-in-failed", source: "backend", userId: "", detail }]),
      ).catch(report);
    },
  };
}
