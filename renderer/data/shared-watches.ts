import { shareStructure } from "./share-structure.ts";
import type { ToWorker } from "./worker-messages.ts";

/** Watches that nobody looks at and that are kept all the same: the screens a person goes back and forth between. */
const restingMax = 16;

interface Listener {
  readonly onResult: (result: unknown) => void;
  readonly onError: (error: Error) => void;
}

interface Watch {
  readonly id: number;
  readonly key: string;
  readonly listeners: Set<Listener>;
  last: { readonly result: unknown } | null;
}

export interface SharedWatchesPorts {
  readonly post: (message: ToWorker) => void;
  readonly nextId: () => number;
}

/**
 * The window's watches: one in the worker for each question, however many ask it. When the last one leaves, the watch rests and its result
 * is kept; whoever asks again has it at once, and the worker answers only if something changed in between.
 */
export class SharedWatches {
  readonly #ports: SharedWatchesPorts;
  readonly #byId = new Map<number, Watch>();
  readonly #byKey = new Map<string, Watch>();
  /** Those that rest, the longest resting first. */
  readonly #resting = new Set<Watch>();

  constructor(ports: SharedWatchesPorts) {
    this.#ports = ports;
  }

  watch(name: string, args: unknown, listener: Listener): () => void {
    const watch = this.#awake(name, args);
    watch.listeners.add(listener);
    if (watch.last !== null) listener.onResult(watch.last.result);
    return () => {
      if (watch.listeners.delete(listener) && watch.listeners.size === 0) this.#rest(watch);
    };
  }

  latest(name: string, args: unknown): unknown {
    return this.#byKey.get(keyOf(name, args))?.last?.result;
  }

  result(id: number, result: unknown): void {
    const watch = this.#byId.get(id);
    if (watch === undefined) return;
    const shared = shareStructure(watch.last?.result, result);
    watch.last = { result: shared };
    for (const listener of watch.listeners) listener.onResult(shared);
  }

  /** Those who look are told; whoever asks later asks anew. */
  failed(id: number, error: Error): void {
    const watch = this.#byId.get(id);
    if (watch === undefined) return;
    this.#byKey.delete(watch.key);
    if (this.#resting.has(watch)) this.#end(watch);
    for (const listener of watch.listeners) listener.onError(error);
  }

  /** Results that nobody looks at are not worth keeping: an edit must be seen at once by whoever comes back. */
  forgetResting(): void {
    for (const watch of this.#resting) this.#end(watch);
  }

  #awake(name: string, args: unknown): Watch {
    const key = keyOf(name, args);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      if (this.#resting.delete(known)) this.#ports.post({ type: "wake", id: known.id });
      return known;
    }
    const watch: Watch = { id: this.#ports.nextId(), key, listeners: new Set(), last: null };
    this.#byId.set(watch.id, watch);
    this.#byKey.set(key, watch);
    this.#ports.post({ type: "watch", id: watch.id, name, args });
    return watch;
  }

  #rest(watch: Watch): void {
    if (this.#byKey.get(watch.key) !== watch || watch.last === null) {
      this.#end(watch);
      return;
    }
    this.#resting.add(watch);
    this.#ports.post({ type: "rest", id: watch.id });
    const [oldest] = this.#resting;
    if (this.#resting.size > restingMax && oldest !== undefined) this.#end(oldest);
  }

  #end(watch: Watch): void {
    this.#resting.delete(watch);
    this.#byId.delete(watch.id);
    if (this.#byKey.get(watch.key) === watch) this.#byKey.delete(watch.key);
    this.#ports.post({ type: "unwatch", id: watch.id });
  }
}

/** Equal arguments in a new object are the same question. */
function keyOf(name: string, args: unknown): string {
  return `${name} ${JSON.stringify(args)}`;
}
