import type { KeyRing } from "../../shared/bridge/vault.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { DataClient, EditError, SyncStatus } from "./data-client.ts";
import { initialSyncStatus } from "./initial-sync-status.ts";
import type { QueryName } from "./query-map.ts";
import type { StoreUse } from "./store-use.ts";
import { SharedWatches } from "./shared-watches.ts";
import type { AskDesktop, DesktopRequest, FromWorker, KeyRings, OpenedVault, PackOpened, ToWorker } from "./worker-messages.ts";

/** The part of a Worker that is used: a MessagePort does as well. */
export interface WorkerPort {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

export interface WorkerClientOptions {
  readonly port: WorkerPort;
  /** Names the local database. */
  readonly profile: string;
  /** Keys of the database, and what was last known of it. The keys' memory goes over to the worker. */
  readonly vault: OpenedVault;
  /** The worker asks the backend for nothing until it is told that the first screen is drawn, or for a second. */
  readonly screenFirst?: boolean;
  /** Carries the worker's wishes to the desktop. A failed promise is an answer too. */
  readonly desktop: AskDesktop;
  /** A newer version has taken the store: the window must be loaded anew. */
  readonly onSuperseded: () => void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The data client of the window: everything is asked of the data worker. */
export function createWorkerDataClient(options: WorkerClientOptions): DataClient {
  const { port, profile, vault, screenFirst = false, desktop, onSuperseded } = options;
  const client = clientOf({ port, desktop, onSuperseded, onPack: () => undefined });
  const { rings, memory } = handedOver(vault);
  port.postMessage({ type: "start", profile, screenFirst, vault: { ...rings, mark: vault.mark } }, memory);
  return client;
}

/** The data client of a site pack: the same questions, asked of what was sealed in it. Its memory goes over to the worker. */
export function createPackDataClient(
  port: WorkerPort,
  sealed: Uint8Array,
): { readonly client: DataClient; readonly opened: Promise<PackOpened> } {
  const { promise: opened, resolve: onPack } = Promise.withResolvers<PackOpened>();
  const desktop = async (): Promise<never> => {
    throw new Error("a site pack asks nothing of the desktop");
  };
  const client = clientOf({ port, desktop, onSuperseded: () => undefined, onPack });
  const content = Uint8Array.from(sealed);
  sealed.fill(0);
  port.postMessage({ type: "start-pack", content }, [content.buffer]);
  return { client, opened };
}

interface ClientPorts extends Pick<WorkerClientOptions, "port" | "desktop" | "onSuperseded"> {
  readonly onPack: (opened: PackOpened) => void;
}

function clientOf({ port, desktop, onSuperseded, onPack }: ClientPorts): DataClient {
  const pending = new Map<number, Pending>();
  const writing = new Set<Promise<void>>();
  const statusListeners = new Set<(status: SyncStatus) => void>();
  let status = initialSyncStatus;
  let lastId = 0;
  const nextId = (): number => (lastId += 1);
  const watches = new SharedWatches({ post: (message) => port.postMessage(message), nextId });

  const ask = (make: (id: number) => ToWorker): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = nextId();
      pending.set(id, { resolve, reject });
      port.postMessage(make(id));
    });

  const answerWorker = async (id: number, request: DesktopRequest): Promise<void> => {
    const answer = await desktop(request).catch(() => null);
    if (answer?.keys === undefined) return port.postMessage({ type: "desktop", id, answer });
    const { rings, memory } = handedOver(answer.keys);
    port.postMessage({ type: "desktop", id, answer: { ...answer, keys: rings } }, memory);
  };

  const settle = (id: number, act: (waiting: Pending) => void): void => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (waiting !== undefined) act(waiting);
  };

  port.addEventListener("message", ({ data }) => {
    const message = data as FromWorker;
    switch (message.type) {
      case "result":
        watches.result(message.id, message.result);
        break;
      case "watch-error":
        watches.failed(message.id, new Error(message.message));
        break;
      case "answer":
        settle(message.id, ({ resolve }) => resolve(message.value));
        break;
      case "answer-error":
        settle(message.id, ({ reject }) => reject(new Error(message.message)));
        break;
      case "status":
        status = message.status;
        for (const listener of statusListeners) listener(status);
        break;
      case "pack":
        onPack(message.opened);
        break;
      case "superseded":
        onSuperseded();
        break;
      case "desktop":
        void answerWorker(message.id, message.request);
        break;
    }
  });
  return {
    watch: (name, args, onResult, onError) => watches.watch(name, args, { onResult: (result) => onResult(result as never), onError }),
    latest: (name: QueryName, args: unknown) => watches.latest(name, args) as never,
    query: (name: QueryName, args: unknown) => ask((id) => ({ type: "query", id, name, args })) as Promise<never>,
    edit: (edits) => {
      watches.forgetResting();
      const made = ask((id) => ({ type: "edit", id, edits })) as Promise<Result<undefined, EditError>>;
      const answered = made.then(
        () => undefined,
        () => undefined,
      );
      writing.add(answered);
      void answered.then(() => writing.delete(answered));
      return made;
    },
    settled: async () => {
      while (writing.size > 0) await Promise.all(writing);
      // Whoever waited for the edit goes first.
      await new Promise((resolve) => setTimeout(resolve));
    },
    watchSync: (onStatus) => {
      statusListeners.add(onStatus);
      onStatus(status);
      return () => {
        statusListeners.delete(onStatus);
      };
    },
    checkCopy: () => port.postMessage({ type: "check-copy" }),
    decideRemovals: (how) => port.postMessage({ type: "decide-removals", how }),
    syncNow: () => port.postMessage({ type: "sync-now" }),
    rotateKeys: async () => {
      await ask((id) => ({ type: "rotate-keys", id }));
    },
    storeUse: () => ask((id) => ({ type: "store-use", id })) as Promise<StoreUse>,
    dropPacks: () => ask((id) => ({ type: "drop-packs", id })) as Promise<number>,
    fetchQuality: async (accountId) => {
      await ask((id) => ({ type: "fetch-quality", id, accountId }));
    },
    resolveAttention: async (clientId, mutationId, how) => {
      watches.forgetResting();
      await ask((id) => ({ type: "resolve-attention", id, clientId, mutationId, how }));
    },
  };
}

/** The keys in memory of their own, to be given to the worker for good; what came is overwritten, so that nothing of it stays in the window. */
function handedOver({ copy, edits }: KeyRings): { readonly rings: KeyRings; readonly memory: Transferable[] } {
  const memory: ArrayBuffer[] = [];
  const move = (ring: KeyRing): KeyRing =>
    ring.map(({ id, bytes: came }) => {
      const bytes = Uint8Array.from(came);
      memory.push(bytes.buffer);
      came.fill(0);
      return { id, bytes };
    });
  return { rings: { copy: move(copy), edits: move(edits) }, memory };
}
