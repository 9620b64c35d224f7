import type { AttentionAnswer } from "../../renderer/data/attention-answer.ts";
import type { Edit, SyncStatus } from "../../renderer/data/data-client.ts";
import type { Engine } from "../../renderer/data/engine.ts";
import { queryMap } from "../../renderer/data/query-map.ts";
import { defineQuery } from "../../renderer/data/query.ts";
import type { QueryTable } from "../../renderer/data/query-runner.ts";
import type { Fetch } from "../../renderer/sync/sync-requests.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { jsonEqual } from "../../shared/sync/json-equal.ts";
import { type Laptop, startLaptop } from "../support/laptop.ts";
import { routeOf } from "./network.ts";
import { quickCiphers } from "./quick-ciphers.ts";
import { tokensOf } from "./typed-values.ts";
import { Violation } from "./violation.ts";
import type { VirtualTime } from "./virtual-time.ts";
import { WindowStorage } from "./window-storage.ts";
import type { DiskUser, WorldDisk } from "./world-disk.ts";

export type Doc = Readonly<Record<string, Json>> & { readonly id: string };
export type Book = Readonly<Record<string, readonly Doc[]>>;

/** What a window shows, and what it shows otherwise than the backend has it though no edit waits there. */
export interface Shown {
  readonly book: Book;
  readonly unequal: readonly string[];
}

const dump = defineQuery({
  dependsOn: [...kindNames],
  run: (store, _args: Record<string, never>): Shown => {
    const engine = store as unknown as Engine;
    const unequal: string[] = [];
    const book = Object.fromEntries(
      kindNames.map((kind) => {
        const docs = store.all(kind) as unknown as readonly Doc[];
        for (const doc of docs) {
          const stored = engine.stored(kind, doc.id);
          if (!store.isPending(kind, doc.id) && !jsonEqual(stored, doc)) unequal.push(`${kind} ${doc.id}`);
        }
        return [kind, docs];
      }),
    );
    return { book, unequal };
  },
});

/** What is on the screen. */
export interface Screen {
  /** Typed values, outside of conflicts: there a value is kept after it gave way. */
  readonly tokens: readonly string[];
  readonly tasks: number;
}

const screen = defineQuery({
  dependsOn: [...kindNames],
  run: (store, _args: Record<string, never>): Screen => ({
    tokens: tokensOf(kindNames.map((kind) => (kind === "conflict" ? "" : JSON.stringify(store.all(kind)))).join("\n")),
    tasks: store.all("task").length,
  }),
});
const queries: QueryTable = { ...queryMap, dump, screen };

/** Waits of 20 ms. */
const answerPatience = 3_000;

export interface WindowPorts {
  readonly disk: WorldDisk;
  readonly profile: string;
  readonly fetch: Fetch;
  readonly time: VirtualTime;
  readonly now: () => number;
  readonly random: Random;
  /** Whether it listens for pokes. */
  readonly listen: boolean;
  readonly onScreen: (screen: Screen) => void;
  /** The window died at a boundary. */
  readonly onDeath: () => void;
  /** An error that nobody expected, of a window that is alive. */
  readonly onError: (error: unknown) => void;
}

/** One window of a laptop: the real data client and worker code, which may be killed at any boundary, or frozen and woken. */
export class SimWindow implements DiskUser {
  status: SyncStatus | null = null;
  readonly #ports: WindowPorts;
  readonly #storage: WindowStorage;
  readonly #laptop: Laptop;
  #alive = true;
  #frozen = false;
  #held: (() => void)[] = [];
  #killAt: number | null = null;
  /** Ends what others keep open for this window. */
  readonly #ended = new AbortController();
  readonly #cursors = new Map<string, number>();
  /** When it last had an answer to a pull. */
  pulledAtMs = 0;

  constructor(ports: WindowPorts) {
    this.#ports = ports;
    const { disk } = ports;
    this.#storage = new WindowStorage(
      disk.platform,
      (name) => this.boundary(name),
      (among) => disk.takeFault(among),
    );
    this.#laptop = startLaptop(disk.of(this, this.#storage.platform), {
      queries,
      profile: ports.profile,
      fetch: this.#fetch,
      timers: { after: (ms, run) => ports.time.after(ms, () => this.#when(run)) },
      now: ports.now,
      random: ports.random,
      crypto: quickCiphers,
      listen: ports.listen,
      report: (error) => {
        if (this.#alive) ports.onError(error);
      },
    });
    this.#laptop.client.watchSync((status) => {
      this.status = status;
    });
    this.#laptop.client.watch(
      "screen" as never,
      {},
      (shown: unknown) => {
        if (this.#alive) ports.onScreen(shown as Screen);
      },
      () => undefined,
    );
  }

  get alive(): boolean {
    return this.#alive;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  /** Dies at the `steps`-th boundary from now on: a database transaction begun or committed, a request, an answer, a word to the mirror. */
  killAt(steps: number): void {
    this.#killAt = steps;
  }

  cancelKill(): void {
    this.#killAt = null;
  }

  kill(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.status = null;
    this.#held = [];
    this.#ended.abort();
    this.#storage.kill();
    this.#ports.disk.forget(this);
    this.#ports.onDeath();
  }

  /** Timers, answers and messages wait from now on, as in a laptop that sleeps. */
  freeze(): void {
    this.#frozen = true;
    this.#ports.disk.passLead();
  }

  thaw(): void {
    this.#frozen = false;
    for (const run of this.#held.splice(0)) run();
    this.#ports.disk.passLead();
  }

  boundary(_name: string): void {
    if (this.#killAt === null || !this.#alive) return;
    this.#killAt -= 1;
    if (this.#killAt <= 0) this.kill();
  }

  awake(): Promise<void> {
    return new Promise((resolve) => {
      this.#when(resolve);
    });
  }

  /** null = it died before it answered. */
  shown(): Promise<Shown | null> {
    return this.#unlessDead(this.#laptop.client.query("dump" as never, {}) as Promise<Shown>);
  }

  /** null = it died, or cannot work with its database. */
  edit(edits: readonly Edit[]): Promise<Awaited<ReturnType<Laptop["client"]["edit"]>> | null> {
    return this.#unlessDead(this.#laptop.client.edit(edits));
  }

  async resolveAttention(clientId: string, mutationId: number, how: AttentionAnswer): Promise<void> {
    await this.#unlessDead(this.#laptop.client.resolveAttention(clientId, mutationId, how));
  }

  async rotateKeys(): Promise<void> {
    await this.#unlessDead(this.#laptop.client.rotateKeys());
  }

  decideRemovals(how: "accept" | "later"): void {
    if (this.#alive) this.#laptop.client.decideRemovals(how);
  }

  syncNow(): void {
    if (this.#alive) this.#laptop.client.syncNow();
  }

  readonly #fetch: Fetch = async (path, init) => {
    this.#checkCursor(path);
    this.boundary(`ask ${path}`);
    if (!this.#alive) return new Promise(() => undefined);
    const listens = routeOf(path) === "events";
    const signal = AbortSignal.any([this.#ended.signal, ...(listens && init.signal != null ? [init.signal] : [])]);
    const settled = await this.#ports.fetch(path, listens ? { ...init, signal } : init).then(
      (response) => ({ response }),
      (error: unknown) => ({ error }),
    );
    await this.awake();
    this.boundary(`answered ${path}`);
    if (!this.#alive) return new Promise(() => undefined);
    if ("error" in settled) throw settled.error;
    if (routeOf(path) === "pull" && settled.response.ok) this.pulledAtMs = this.#ports.time.nowMs;
    return listens ? this.#heardAwake(settled.response) : settled.response;
  };

  /** What comes while the window sleeps is heard when it wakes. */
  #heardAwake(response: Response): Response {
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform: async (bytes, controller) => {
        await this.awake();
        this.boundary("poke");
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(heard) ?? null, { status: response.status, headers: response.headers });
  }

  /** While a window lives it asks for what is new, unless it takes a new copy. */
  #checkCursor(path: string): void {
    const route = routeOf(path);
    if (route === "snapshot") this.#cursors.clear();
    if (route !== "pull") return;
    const query = new URL(path, "http://backend").searchParams;
    const key = `${query.get("clientId")} ${query.get("epoch")}`;
    const seq = Number(query.get("seq"));
    const before = this.#cursors.get(key) ?? 0;
    if (seq < before) this.#ports.onError(new Violation("the cursor never goes back", `${key}: ${before} then ${seq}`));
    this.#cursors.set(key, seq);
  }

  #when(run: () => void): void {
    if (!this.#alive) return;
    if (this.#frozen) this.#held.push(run);
    else run();
  }

  /** What is asked of a dead window is never answered: whoever asks goes on without. */
  async #unlessDead<T>(work: Promise<T>): Promise<T | null> {
    let done: { readonly value: T } | { readonly error: unknown } | null = null;
    work.then(
      (value) => {
        done = { value };
      },
      (error: unknown) => {
        done = { error };
      },
    );
    // Time passes while one waits: an opening that failed is tried again after a pause.
    for (let waited = 0; done === null; waited += 1) {
      if (!this.#alive) return null;
      await this.#ports.time.pass(waited === 0 ? 0 : 20);
      if (waited > answerPatience) throw new Violation("a window answers", "it did not in a minute");
    }
    const outcome = done as { readonly value: T } | { readonly error: unknown };
    if ("value" in outcome) return outcome.value;
    if (!isStorageError(outcome.error)) throw outcome.error;
    // Its database could not be opened: nothing but closing the window is left to the user.
    this.kill();
    return null;
  }
}

const storageErrors = [
  "AbortError",
  "QuotaExceeded",
  "UnknownError",
  "DatabaseClosed",
  "InvalidState",
  "OpenFailed",
  "written by a newer version",
];

/** Whether an error is the storage's: what a fault there was meant to cause. */
export function isStorageError(error: unknown): boolean {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return storageErrors.some((name) => text.includes(name));
}
