import type { Random } from "../../shared/kernel/random.ts";
import type { Hello } from "../../shared/sync/protocol.ts";
import { Alarm } from "./alarm.ts";
import { backoffMs } from "./backoff.ts";
import type { Leadership } from "./leadership.ts";
import { MetricSync } from "./metric-sync.ts";
import { listenForPokes } from "./poke-listener.ts";
import { takeSnapshot } from "./snapshot.ts";
import { SyncFault } from "./sync-fault.ts";
import { type Fetch, SyncRequests } from "./sync-requests.ts";
import { FencedError, type SyncStore } from "./sync-store.ts";
import type { Timers } from "./timers.ts";

export interface SyncPorts {
  readonly fetch: Fetch;
  readonly store: SyncStore;
  readonly timers: Timers;
  readonly now: () => number;
  readonly random: Random;
  readonly leadership: Leadership;
  /** Whether to listen for pokes; without, polling alone. */
  readonly listen: boolean;
  readonly onState: (state: SyncState) => void;
  /** Hears of an error that is none of the expected ones: a bug, or a disk that failed. */
  readonly report: (error: unknown) => void;
}

export interface SyncState {
  readonly phase: "starting" | "first" | "idle" | "pulling" | "pushing" | "offline" | "paused";
  readonly pausedBy: "unauthorized" | "forbidden" | null;
  readonly leader: boolean;
  readonly retryAtMs: number | null;
  /** Accounts whose metrics have come, while they are coming. */
  readonly metricAccountsDone: number | null;
}

const pollMs = 30_000;
/** With pokes coming, polling only catches what a poke missed. */
const quietPollMs = 300_000;
/** A refused credential is tried again rarely: somebody may have signed in elsewhere. */
const pausedRetryMs = 120_000;
/** A stream that ended is opened again after at least this. */
const listenAgainMs = 2_000;

/**
 * Keeps the local database equal to the backend: first snapshot, tail, outbox, metrics. One window at a time runs it. It never gives up and
 * never drops an edit; every failure ends in a wait and another try.
 */
export class SyncClient {
  readonly #ports: SyncPorts;
  readonly #requests: SyncRequests;
  readonly #metrics: MetricSync;
  readonly #alarm: Alarm;
  readonly #stop = new AbortController();
  #state: SyncState = { phase: "starting", pausedBy: null, leader: false, retryAtMs: null, metricAccountsDone: null };
  #running: Promise<void> | null = null;
  #hello: Hello | null = null;
  #chunkHead = 0;
  #listening = false;
  /** Waiting for the network: an edit does not end this wait, the user or a sign of life does. */
  #backingOff = false;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
    this.#requests = new SyncRequests(ports.fetch, ports.timers, ports.now);
    this.#metrics = new MetricSync(this.#requests, ports.store);
    this.#alarm = new Alarm(ports.timers);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends the work under way; what was stored stays. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Synchronise now, whatever the backoff says: the user asked, or the network came back. */
  syncNow(): void {
    this.#alarm.ring();
  }

  /** There is something in the outbox. */
  edited(): void {
    if (!this.#backingOff) this.#alarm.ring();
  }

  /** Fetches an account's quality metrics if they are not here. Resolves when done or when it cannot be done now. */
  async fetchQuality(accountId: string): Promise<void> {
    try {
      await this.#metrics.fetchQuality(accountId, this.#stop.signal);
    } catch (error) {
      if (!(error instanceof SyncFault)) throw error;
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      // Ends when this window was fenced off: it queues for the lead again.
      await this.#ports.leadership.hold(() => this.#lead(signal), signal);
    }
  }

  async #lead(stopped: AbortSignal): Promise<void> {
    const fence = await this.#ports.store.takeLead();
    this.#set({ leader: true });
    const leading = new AbortController();
    const signal = AbortSignal.any([stopped, leading.signal]);
    const listening = this.#ports.listen ? this.#listen(signal) : Promise.resolve();
    try {
      await this.#rounds(fence, signal);
    } finally {
      leading.abort();
      this.#hello = null;
      this.#set({ leader: false });
      await listening;
    }
  }

  async #rounds(fence: number, signal: AbortSignal): Promise<void> {
    let attempt = 0;
    while (!signal.aborted) {
      try {
        await this.#round(fence, signal);
        attempt = 0;
        this.#set({ phase: "idle", pausedBy: null, retryAtMs: null, metricAccountsDone: null });
        await this.#alarm.wait(this.#listening ? quietPollMs : Math.floor(pollMs * (0.75 + this.#ports.random() / 2)), signal);
      } catch (error) {
        if (signal.aborted || error instanceof FencedError) return;
        attempt += 1;
        this.#hello = null;
        await this.#failed(error, attempt, fence, signal);
      }
    }
  }

  /** Says what is wrong and waits. A bug or a full disk waits like a lost network: trying again is all that can be done, and nothing is lost. */
  async #failed(error: unknown, attempt: number, fence: number, signal: AbortSignal): Promise<void> {
    if (!(error instanceof SyncFault)) this.#ports.report(error);
    const fault = error instanceof SyncFault ? error : new SyncFault("offline", "internal");
    if (fault.code === "gap") await this.#ports.store.renumber(fence, this.#ports.store.view().current?.seq ?? 0);
    if (fault.code === "restart" && attempt === 1) return;
    const paused = fault.code === "unauthorized" || fault.code === "forbidden" ? fault.code : null;
    const waitMs =
      paused === null
        ? backoffMs(attempt, this.#ports.random, fault.retryAfterMs)
        : Math.floor(pausedRetryMs * (0.5 + this.#ports.random()));
    this.#set({ phase: paused === null ? "offline" : "paused", pausedBy: paused, retryAtMs: this.#ports.now() + waitMs });
    this.#backingOff = true;
    this.#alarm.clear();
    await this.#alarm.wait(waitMs, signal);
    this.#backingOff = false;
  }

  async #round(fence: number, signal: AbortSignal): Promise<void> {
    const { store } = this.#ports;
    const hello = this.#hello ?? (await this.#meet(fence, signal));
    if (store.view().building !== null || store.view().current === null) {
      this.#set({ phase: "first", retryAtMs: null, pausedBy: null });
      await takeSnapshot(this.#requests, store, fence, hello, signal);
    }
    await this.#catchUp(fence, hello, signal);
    while (await this.#metrics.step(fence, hello, this.#chunkHead, signal)) {
      signal.throwIfAborted();
      this.#set({ metricAccountsDone: this.#metrics.accountsDone });
      if (!this.#alarm.rung) continue;
      this.#alarm.clear();
      await this.#catchUp(fence, hello, signal);
    }
    await store.tidy(fence);
  }

  /** The records are equal to the backend's after this; metrics may still be on their way, behind what people work with. */
  async #catchUp(fence: number, hello: Hello, signal: AbortSignal): Promise<void> {
    await this.#exchange(fence, hello, signal);
    const behind = this.#metrics.isBehind(hello, this.#chunkHead);
    this.#set({ phase: "idle", pausedBy: null, retryAtMs: null, metricAccountsDone: behind ? this.#metrics.accountsDone : null });
  }

  async #meet(fence: number, signal: AbortSignal): Promise<Hello> {
    const { store } = this.#ports;
    const hello = await this.#requests.hello(store.view().clientId, signal);
    const clientId = store.view().clientId;
    await store.startSession(fence, hello);
    const { current, nextMutationId, clientId: now } = store.view();
    if (now === clientId) {
      const first = store.nextPush(hello.user.id);
      const expected = first?.clientId === now ? first.mutations[0]?.mutationId : nextMutationId;
      // Restored from an older copy, on either side: numbers that would be skipped or refused must not be used.
      const lost = expected !== undefined && hello.lastMutationId + 1 < expected;
      if (lost || hello.lastMutationId >= nextMutationId) await store.renumber(fence, hello.head);
    }
    if (current !== null && (current.epoch !== hello.epoch || current.seq > hello.head)) await store.beginCopy(fence, hello);
    this.#hello = hello;
    return hello;
  }

  /** Sends what is to be sent and takes what is to be taken, until neither is left. */
  async #exchange(fence: number, hello: Hello, signal: AbortSignal): Promise<void> {
    const { store } = this.#ports;
    do {
      await this.#pull(fence, signal);
      for (let batch = store.nextPush(hello.user.id); batch !== null; batch = store.nextPush(hello.user.id)) {
        if (store.view().building === null) this.#set({ phase: "pushing" });
        const answer = await this.#requests.push(batch, signal);
        if (answer.results.length === 0) throw new SyncFault("foreign", "a push without results");
        await store.addResults(fence, batch.clientId, answer.results);
        if (store.nextPush(hello.user.id) === null) await this.#pull(fence, signal);
      }
    } while (store.nextPush(hello.user.id) !== null);
  }

  async #pull(fence: number, signal: AbortSignal): Promise<void> {
    const { store } = this.#ports;
    for (;;) {
      const view = store.view();
      const copy = view.building ?? view.current;
      if (copy === null) throw new SyncFault("restart", "no copy to catch up");
      const first = view.current === null;
      if (first || this.#state.phase !== "idle") this.#set({ phase: first ? "first" : "pulling", retryAtMs: null, pausedBy: null });
      const answer = await this.#requests.pull(view.clientId, copy, signal);
      if (answer.status === "resnapshot") {
        // The next round takes a new copy; the outbox stays as it is.
        await store.beginCopy(fence, await this.#requests.hello(view.clientId, signal));
        throw new SyncFault("restart", `the backend asks for a new copy: ${answer.reason}`);
      }
      const caughtUp = answer.seq >= answer.head;
      const { changes, seq, scopeVersion, lastMutationId } = answer;
      await store.addChanges(fence, { changes, seq, scopeVersion, lastMutationId, caughtUp });
      this.#chunkHead = Math.max(this.#chunkHead, answer.chunkHead);
      if (caughtUp) return;
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const quiet = new Alarm(this.#ports.timers);
    while (!signal.aborted) {
      const onPoke = (): void => this.#alarm.ring();
      // A stream that opens is a sign of life: a wait for the network ends with it.
      const onOpen = (): void => {
        this.#listening = true;
        this.#alarm.ring();
      };
      if (this.#hello !== null) await listenForPokes(this.#requests, this.#ports.timers, signal, onPoke, onOpen);
      this.#listening = false;
      await quiet.wait(Math.floor(listenAgainMs * (1 + this.#ports.random())), signal);
    }
  }

  #set(change: Partial<SyncState>): void {
    const next = { ...this.#state, ...change };
    const same = (Object.keys(change) as (keyof SyncState)[]).every((name) => this.#state[name] === next[name]);
    this.#state = next;
    if (!same) this.#ports.onState(next);
  }
}
