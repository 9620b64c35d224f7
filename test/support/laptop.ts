import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { DataClient } from "../../renderer/data/data-client.ts";
import type { DatabasePlatform } from "../../renderer/data/database.ts";
import { queryMap } from "../../renderer/data/query-map.ts";
import type { QueryTable } from "../../renderer/data/query-runner.ts";
import { createWorkerDataClient } from "../../renderer/data/worker-client.ts";
import type { SealingCrypto } from "../../renderer/data/sealing.ts";
import type { DesktopAnswer, DesktopRequest, FromWorker, KeyRings, ToWorker } from "../../renderer/data/worker-messages.ts";
import type { Fetch } from "../../renderer/sync/sync-requests.ts";
import { systemTimers, type Timers } from "../../renderer/sync/timers.ts";
import { DataHost, type NewsChannel } from "../../renderer/workers/data-host.ts";
import { mirroredEdit } from "../../shared/bridge/contract.ts";
import type { KeyRing, StoreMark } from "../../shared/bridge/vault.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { seededRandom } from "../../shared/kernel/random.ts";

export interface LaptopOptions {
  /** As the console's window does: what is here is drawn before the backend is asked. */
  readonly screenFirst?: boolean;
  readonly fetch: Fetch;
  readonly queries?: QueryTable;
  readonly profile?: string;
  readonly timers?: Timers;
  readonly now?: () => number;
  readonly random?: Random;
  /** Whether it listens for pokes; without, it asks from time to time alone. */
  readonly listen?: boolean;
  /** Simulated time must stand still while a cipher works. */
  readonly crypto?: SealingCrypto;
  /** Hears of errors that nobody expected. */
  readonly report?: (error: unknown) => void;
}

/** A disk and its file beside it: what stays when the window is killed. */
export class Disk {
  idb: DatabasePlatform = { indexedDB: new IDBFactory(), IDBKeyRange };
  mirror: string[] = [];
  /** What the desktop keeps of the store. */
  mark: StoreMark | null = null;
  #oldest = 1;
  #newest = 1;
  readonly #windows = new Set<(news: never) => void>();
  #leading: Promise<void> = Promise.resolve();

  /** As when the browser's store is lost: the mirror stays. */
  loseStore(): void {
    this.idb = { indexedDB: new IDBFactory(), IDBKeyRange };
  }

  channel(): NewsChannel {
    let own: ((news: never) => void) | null = null;
    return {
      post: (news) => {
        for (const other of this.#windows) if (other !== own) queueMicrotask(() => other(news as never));
      },
      onNews: (listener) => {
        own = listener;
        this.#windows.add(own);
      },
    };
  }

  /** One leader at a time, as the browser's locks have it. */
  async hold(lead: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const before = this.#leading;
    let release = (): void => undefined;
    this.#leading = new Promise((resolve) => {
      release = resolve;
    });
    try {
      await Promise.race([before, new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))]);
      if (!signal.aborted) await lead();
    } finally {
      release();
    }
  }

  /** The profile's keys, always the same ones: what they are does not matter here. */
  keys(): KeyRings {
    const ring = (prefix: string, first: number): KeyRing =>
      Array.from({ length: this.#newest - this.#oldest + 1 }, (_, i) => ({
        id: `${prefix}${this.#oldest + i}`,
        bytes: new Uint8Array(32).fill(first + this.#oldest + i),
      }));
    return { copy: ring("c", 0), edits: ring("e", 100) };
  }

  /** What the desktop does for the data worker. */
  answer(request: DesktopRequest): DesktopAnswer {
    switch (request.op) {
      case "append":
        // As the desktop does: a line without its numbers is refused.
        for (const line of request.lines) mirroredEdit.parse(JSON.parse(line));
        this.mirror.push(...request.lines);
        return {};
      case "read":
        return { lines: this.mirror };
      case "trim":
        this.mirror = this.mirror.filter((line) => {
          const { clientId, mutationId } = mirroredEdit.parse(JSON.parse(line));
          return clientId !== request.clientId || mutationId > request.upTo;
        });
        return {};
      case "mark":
        this.mark = request.mark;
        return {};
      case "keys":
        return { keys: this.keys() };
      case "rotate":
        this.#newest += 1;
        return { keys: this.keys() };
      case "key-age":
        return { keyCreatedMs: null };
      case "retire":
        this.#oldest = this.#newest;
        return {};
    }
  }
}

export interface Laptop {
  readonly client: DataClient;
  /** What the window tells its worker beside what the client does. */
  say(message: ToWorker): void;
  /** Ends the window without a word to anybody, as a kill does: what was not committed is lost. */
  kill(): Promise<void>;
}

/** The window's data client over the real worker code, on a disk in memory. */
export function startLaptop(disk: Disk, options: LaptopOptions): Laptop {
  let toWindow: ((event: { readonly data: unknown }) => void) | null = null;
  let alive = true;
  const post = (message: FromWorker): void => {
    if (alive) queueMicrotask(() => toWindow?.({ data: structuredClone(message) }));
  };
  const timers = options.timers ?? systemTimers;
  const host = new DataHost({
    post,
    queries: options.queries ?? queryMap,
    fetch: options.fetch,
    timers,
    now: options.now ?? ((): number => Date.now()),
    random: options.random ?? seededRandom(1),
    leadership: () => ({ hold: (lead, signal) => disk.hold(lead, signal) }),
    channel: () => disk.channel(),
    storageBytes: () => Promise.resolve(null),
    listen: options.listen ?? false,
    platform: disk.idb,
    crypto: options.crypto ?? crypto,
    report:
      options.report ??
      ((error): void => {
        throw error;
      }),
  });
  const say = (message: ToWorker): void => queueMicrotask(() => host.handle(structuredClone(message)));
  const client = createWorkerDataClient({
    port: {
      postMessage: say,
      addEventListener: (_type, listener) => {
        toWindow = listener;
      },
    },
    profile: options.profile ?? "test",
    vault: { ...disk.keys(), mark: disk.mark },
    screenFirst: options.screenFirst ?? false,
    onSuperseded: () => undefined,
    desktop: async (request) => disk.answer(request),
  });
  return {
    client,
    say,
    kill: async () => {
      alive = false;
      await host.close();
    },
  };
}
