import { kindNames } from "../../shared/domain/kinds.ts";
import type { Hello } from "../../shared/sync/protocol.ts";
import { SyncFault } from "./sync-fault.ts";
import type { SyncRequests } from "./sync-requests.ts";
import type { SyncStore } from "./sync-store.ts";

/** Kinds whose pages are fetched at once. */
const inFlight = 5;

/**
 * Fetches every page of the book that is not here yet, kinds in the order of what matters most, each page stored with its checkpoint; goes on
 * where an earlier try ended if that copy can still be caught up.
 */
export async function takeSnapshot(
  requests: SyncRequests,
  store: SyncStore,
  fence: number,
  hello: Hello,
  signal: AbortSignal,
): Promise<void> {
  const begun = store.view().building;
  const usable =
    begun !== null &&
    begun.epoch === hello.epoch &&
    begun.scopeVersion === hello.scopeVersion &&
    begun.seq >= hello.floor &&
    begun.seq <= hello.head;
  if (!usable) await store.beginCopy(fence, hello);
  const waiting = kindNames.filter((kind) => store.view().building?.kinds[kind]?.done !== true);
  const takeKinds = async (): Promise<void> => {
    try {
      for (let kind = waiting.shift(); kind !== undefined; kind = waiting.shift()) await takeKind(requests, store, fence, kind, signal);
    } catch (error) {
      // What fails one kind will fail the others: they end with the page they are at.
      waiting.length = 0;
      throw error;
    }
  };
  // A kind's pages are stored while other kinds travel; all are stored before the copy is caught up.
  const outcomes = await Promise.allSettled(Array.from({ length: inFlight }, takeKinds));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

/** The next page is on its way while the last ones are stored. */
async function takeKind(requests: SyncRequests, store: SyncStore, fence: number, kind: string, signal: AbortSignal): Promise<void> {
  const stored: Promise<void>[] = [];
  try {
    let next: string | null = store.view().building?.kinds[kind]?.next ?? null;
    do {
      const { page, meta } = await requests.snapshot(kind, next, signal);
      if (store.view().building?.epoch !== meta.epoch) throw new SyncFault("restart", "the backend changed during the snapshot");
      if (meta.next !== null && next !== null && meta.next <= next) throw new SyncFault("foreign", "pages out of order");
      next = meta.next;
      const write = store.addPage(fence, kind, page, meta.asOf, next);
      // Awaited at the end: until then a failure waits there.
      write.catch(() => undefined);
      stored.push(write);
    } while (next !== null);
  } finally {
    await Promise.all(stored);
  }
}
