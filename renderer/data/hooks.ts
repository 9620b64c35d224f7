import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError, SyncStatus } from "./data-client.ts";
import { useDataClient } from "./data-client-provider.tsx";
import { initialSyncStatus } from "./initial-sync-status.ts";
import type { QueryArgs, QueryName, QueryResult } from "./query-map.ts";
import { shareStructure } from "./share-structure.ts";

export interface QueryState<T> {
  /** undefined only before the first result; while arguments change, the result of the earlier ones. */
  readonly data: T | undefined;
  /** The data answer these very arguments. */
  readonly ready: boolean;
}

/**
 * Watches a query. The component draws again only when the result differs, and rows that did not change keep their identity. A query that
 * fails throws here, for the error boundary around the screen.
 */
export function useQuery<N extends QueryName>(name: N, args: QueryArgs<N>): QueryState<QueryResult<N>> {
  const client = useDataClient();
  const key = `${name} ${JSON.stringify(args)}`;
  // What is still known from the last time is drawn at once: a screen that is come back to does not begin with nothing.
  const [state, setState] = useState<{ readonly key: string; readonly data: QueryResult<N> } | null>(() => {
    const kept = client.latest(name, args);
    return kept === undefined ? null : { key, data: kept };
  });
  const [failure, setFailure] = useState<{ readonly key: string; readonly error: Error } | null>(null);
  const latestArgs = useRef(args);
  useEffect(() => {
    latestArgs.current = args;
  });
  useEffect(() => {
    // `key` stands for the arguments: equal arguments in a new object are the same question.
    return client.watch(
      name,
      latestArgs.current,
      (result) =>
        setState((previous) => {
          const data = shareStructure(previous?.data, result);
          return previous?.key === key && Object.is(previous.data, data) ? previous : { key, data };
        }),
      (error) => setFailure({ key, error }),
    );
  }, [client, name, key]);
  if (failure?.key === key) throw failure.error;
  return { data: state?.data, ready: state?.key === key };
}

/** Edits records: shown at once; the promise says when the edit is durable, or why it was not taken. */
export function useEdit(): (edits: readonly Edit[]) => Promise<Result<undefined, EditError>> {
  const client = useDataClient();
  return useCallback((edits) => client.edit(edits), [client]);
}

/** The state of synchronisation, as it changes. */
export function useSyncStatus(): SyncStatus {
  const client = useDataClient();
  const latest = useRef<SyncStatus>(initialSyncStatus);
  const subscribe = useCallback(
    (changed: () => void) =>
      client.watchSync((status) => {
        latest.current = status;
        changed();
      }),
    [client],
  );
  return useSyncExternalStore(subscribe, () => latest.current);
}
