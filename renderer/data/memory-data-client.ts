import { type Kind, kindNames, type RecordOf } from "../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import { groupOf, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import type { DataClient, Edit, SyncStatus } from "./data-client.ts";
import { Engine } from "./engine.ts";
import { initialSyncStatus } from "./initial-sync-status.ts";
import type { UsageRollup } from "./local-store.ts";
import { makeMutation } from "./make-mutation.ts";
import { queryMap } from "./query-map.ts";
import { QueryRunner } from "./query-runner.ts";

export interface MemoryBook {
  readonly records: { readonly [K in Kind]?: readonly RecordOf<K>[] };
  readonly userId?: string;
  readonly series?: readonly HourlySeries[];
  readonly rollups?: readonly UsageRollup[];
  readonly status?: Partial<SyncStatus>;
  readonly now: () => number;
}

export interface MemoryDataClient extends DataClient {
  /** What the screens have edited so far. */
  readonly edits: readonly Edit[];
  setStatus(status: Partial<SyncStatus>): void;
}

/** The real engine and the real queries over a book in memory: for component tests and for pictures. Nothing is stored or sent. */
export function createMemoryDataClient(book: MemoryBook): MemoryDataClient {
  const readSeries = async (accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]> =>
    (book.series ?? []).filter((series) => series.accountId === accountId && groupOf(series) === group);
  const engine: Engine = new Engine(readSeries, (changed) => runner.changed(changed));
  const runner = new QueryRunner({
    store: engine,
    queries: queryMap,
    now: book.now,
    soon: (run) => queueMicrotask(run),
    loaded: () => Promise.resolve(),
  });
  for (const kind of kindNames) {
    const records: readonly object[] = book.records[kind] ?? [];
    if (records.length > 0) engine.addPage(kind, 0, new PageReader(encodePage(kind, records as readonly Record<string, never>[])));
  }
  if (book.userId !== undefined) engine.setUser(book.userId);
  engine.setRollups(book.rollups ?? []);

  const edits: Edit[] = [];
  let nextKey = 0;
  let status: SyncStatus = { ...initialSyncStatus, phase: "idle", leader: true, lastSyncMs: book.now(), ...book.status };
  const listeners = new Set<(status: SyncStatus) => void>();
  const setStatus = (change: Partial<SyncStatus>): void => {
    status = { ...status, ...change };
    for (const listener of listeners) listener(status);
  };
  return {
    edits,
    setStatus,
    watch: (name, args, onResult, onError) => runner.watch(name, args, (result) => onResult(result as never), onError).stop,
    latest: () => undefined,
    query: async (name, args) => (await runner.query(name, args)) as never,
    edit: async (wanted) => {
      const keys: string[] = [];
      for (const edit of wanted) {
        const made = makeMutation(edit, engine.shown(edit.kind, edit.id), engine.stored(edit.kind, edit.id), book.now());
        if (!made.ok) {
          engine.removeEdits(keys);
          return err(made.error);
        }
        if (made.value === null) continue;
        // One edit after the other: a later one may be of what an earlier one made.
        const key = `m${(nextKey += 1)}`;
        keys.push(key);
        engine.addEdits([{ key, mutation: made.value }]);
      }
      edits.push(...wanted);
      setStatus({ pendingEdits: status.pendingEdits + keys.length });
      return ok(undefined);
    },
    watchSync: (listener) => {
      listeners.add(listener);
      listener(status);
      return () => {
        listeners.delete(listener);
      };
    },
    syncNow: () => undefined,
    rotateKeys: async () => undefined,
    storeUse: async () => ({ parts: [], othersPacks: { packs: 0, bytes: 0 }, usageBytes: null, quotaBytes: null }),
    dropPacks: async () => 0,
    fetchQuality: async () => undefined,
    resolveAttention: async () => undefined,
    checkCopy: () => undefined,
    settled: async () => undefined,
    decideRemovals: () => undefined,
  };
}
