import type { LocalStore } from "./local-store.ts";
import type { Dependency, Query } from "./query.ts";
import { equalData } from "./share-structure.ts";

/** Queries by name, as the runner sees them: what the typed map becomes behind the message port. */
export type QueryTable = Readonly<Record<string, Query<never, unknown> | undefined>>;

interface Watch {
  readonly name: string;
  readonly query: Query<never, unknown>;
  readonly args: unknown;
  readonly onResult: (result: unknown) => void;
  readonly onError: (error: Error) => void;
  last: { readonly result: unknown } | null;
  dirty: boolean;
  running: boolean;
  /** Nobody looks at it now: what changes is noted, not computed. */
  resting: boolean;
}

/** Holds a watch. */
export interface WatchHandle {
  stop(): void;
  /** No results until it is woken. */
  rest(): void;
  /** Results again; at once only if one was missed. */
  wake(): void;
}

export interface RunnerPorts {
  readonly store: LocalStore;
  readonly queries: QueryTable;
  readonly now: () => number;
  /** Calls once, soon: an animation frame or 16 ms, so that many changes make one result. */
  readonly soon: (run: () => void) => void;
  /** Resolves when everything that the dependencies name has been read from disk. */
  readonly loaded: (dependsOn: readonly Dependency[]) => Promise<void>;
}

/** Answers queries once or for as long as they are watched; a watcher hears of a result only if it differs from the last one. */
export class QueryRunner {
  readonly #ports: RunnerPorts;
  readonly #watches = new Set<Watch>();
  #scheduled = false;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
  }

  async query(name: string, args: unknown): Promise<unknown> {
    const query = this.#find(name);
    await this.#ports.loaded(query.dependsOn);
    return query.run(this.#ports.store, args as never, this.#ports.now());
  }

  watch(name: string, args: unknown, onResult: (result: unknown) => void, onError: (error: Error) => void): WatchHandle {
    const query = this.#find(name);
    const watch: Watch = { name, query, args, onResult, onError, last: null, dirty: false, running: false, resting: false };
    this.#watches.add(watch);
    void this.#run(watch);
    return {
      stop: () => {
        this.#watches.delete(watch);
      },
      rest: () => {
        watch.resting = true;
      },
      wake: () => {
        watch.resting = false;
        if (watch.dirty) void this.#run(watch);
      },
    };
  }

  changed(changed: ReadonlySet<Dependency>): void {
    for (const watch of this.#watches) if (watch.query.dependsOn.some((dependency) => changed.has(dependency))) watch.dirty = true;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.soon(() => {
      this.#scheduled = false;
      for (const watch of this.#watches) if (watch.dirty && !watch.resting) void this.#run(watch);
    });
  }

  #find(name: string): Query<never, unknown> {
    const query = Object.hasOwn(this.#ports.queries, name) ? this.#ports.queries[name] : undefined;
    if (query === undefined) throw new Error(`no query is named ${name}`);
    return query;
  }

  async #run(watch: Watch): Promise<void> {
    if (watch.running) {
      watch.dirty = true;
      return;
    }
    watch.running = true;
    try {
      await this.#ports.loaded(watch.query.dependsOn);
      watch.dirty = false;
      const result = await watch.query.run(this.#ports.store, watch.args as never, this.#ports.now());
      if (this.#watches.has(watch) && (watch.last === null || !equalData(watch.last.result, result))) {
        watch.last = { result };
        watch.onResult(result);
      }
    } catch (error) {
      watch.dirty = false;
      if (this.#watches.has(watch)) watch.onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      watch.running = false;
    }
    if (watch.dirty && !watch.resting && this.#watches.has(watch)) await this.#run(watch);
  }
}
