import { kindNames } from "../../shared/domain/kinds.ts";
import type { Random } from "../../shared/kernel/random.ts";
import type { Hello } from "../../shared/sync/protocol.ts";
import { Alarm } from "./alarm.ts";
import { backoffMs } from "./backoff.ts";
import { DriftCheck, DriftError } from "./drift-check.ts";
import type { Leadership } from "./leadership.ts";
import { MetricSync } from "./metric-sync.ts";
import { listenForPokes } from "./poke-listener.ts";
import { type Removals, RemovalGuard } from "./removal-guard.ts";
import { takeSnapshot } from "./snapshot.ts";
import { SyncFault } from "./sync-fault.ts";
import { type Fetch, SyncRequests } from "./sync-requests.ts";
import { initialSyncState, type SyncState } from "./sync-state.ts";
import { FencedError, type PulledChanges, type SyncStore } from "./sync-store.ts";
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
  readonly #guard: RemovalGuard;
  readonly #drift: DriftCheck;
  readonly #stop = new AbortController();
  #state: SyncState = initialSyncState;
  #running: Promise<void> | null = null;
  #hello: Hello | null = null;
  #chunkHead = 0;
  #listening = false;
  /** Waiting for the network: an edit does not end this wait, the user or a sign of life does. */
  #backingOff = false;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
    this.#requests = new SyncRequests(ports.fetch, ports.timers, ports.now, ports.random);
    this.#metrics = new MetricSync(this.#requests, ports.store);
    this.#alarm = new Alarm(ports.timers);
    this.#guard = new RemovalGuard(ports.now);
    this.#drift = new DriftCheck({ requests: this.#requests, store: ports.store, now: ports.now, random: ports.random });
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

  /** Compares the local copy with the backend's now. */
  checkCopy(): void {
    this.#drift.soon();
    this.#alarm.ring();
  }

  /** The user's word on what is held. */
  decideRemovals(how: "accept" | "later"): void {
    if (how === "later") this.#guard.later();
    else this.#guard.accept();
    this.#set({ held: this.#guard.held });
    if (how === "accept") this.#alarm.ring();
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
    for (let failures = 0; !signal.aborted;) {
      try {
        // Ends when this window was fenced off: it queues for the lead again.
        await this.#ports.leadership.hold(() => this.#lead(signal), signal);
        failures = 0;
      } catch (error) {
        // A disk that failed while the lead was taken, or while edits were numbered anew: another window may do better meanwhile.
        this.#ports.report(error);
        failures += 1;
        await this.#alarm.wait(backoffMs(failures, this.#ports.random, null), signal);
      }
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
    if (fault.code === "gap") await this.#numberAnew(fence, signal);
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

  /** Gives edits new numbers, and sends those again that the backend says it no longer has. Without its word they keep their numbers. */
  async #numberAnew(fence: number, signal: AbortSignal): Promise<void> {
    const { store } = this.#ports;
    const { clientId, current } = store.view();
    try {
      const { head, lastMutationId } = await this.#requests.hello(clientId, signal);
      await store.renumber(fence, head, lastMutationId);
    } catch (error) {
      if (!(error instanceof SyncFault)) throw error;
      // The client id itself is refused: nothing can be learned under it.
      if (error.code === "gap") await store.renumber(fence, current?.seq ?? 0);
    }
  }

  async #round(fence: number, signal: AbortSignal): Promise<void> {
    const { store } = this.#ports;
    const hello = this.#hello ?? (await this.#meet(fence, signal));
    if (this.#wantsPages()) {
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
    if (this.#drift.due && this.#guard.held === null) await this.#check(fence, hello, signal);
  }

  /** Whether pages of a copy are still to come. A copy that is held has them all. */
  #wantsPages(): boolean {
    const { current, building } = this.#ports.store.view();
    return building === null ? current === null : !kindNames.every((kind) => building.kinds[kind]?.done === true);
  }

  /** Finds out whether what is shown is what the backend has; a copy that is not is taken anew. */
  async #check(fence: number, hello: Hello, signal: AbortSignal): Promise<void> {
    const { store } = this.#ports;
    if (store.nextPush(hello.user.id) !== null) return;
    const differs = await this.#drift.run(() => this.#pull(fence, signal), signal);
    const { drift, equalAtMs } = this.#drift;
    if (drift !== this.#state.drift && drift !== null) this.#ports.report(new DriftError(drift.kinds));
    this.#set({ drift, checkedAtMs: equalAtMs });
    if (!differs) return;
    await store.beginCopy(fence, await this.#requests.hello(store.view().clientId, signal));
    throw new SyncFault("restart", "the local copy differs from the backend's");
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
    const { current, building, nextMutationId, clientId: now } = store.view();
    if (now === clientId) {
      const first = store.nextPush(hello.user.id);
      const expected = first?.clientId === now ? first.mutations[0]?.mutationId : nextMutationId;
      // Restored from an older copy, on either side: numbers that would be skipped or refused must not be used.
      const lost = expected !== undefined && hello.lastMutationId + 1 < expected;
      if (lost || hello.lastMutationId >= nextMutationId) await store.renumber(fence, hello.head, hello.lastMutationId);
    }
    // One that has been begun is gone on with: it may be complete, and held.
    const begun = building?.epoch === hello.epoch;
    if (!begun && current !== null && (current.epoch !== hello.epoch || current.seq > hello.head)) await store.beginCopy(fence, hello);
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
      const taken = await this.#take(fence, { changes, seq, scopeVersion, lastMutationId, caughtUp });
      this.#chunkHead = Math.max(this.#chunkHead, answer.chunkHead);
      if (caughtUp || !taken) return;
    }
  }

  /** Takes an answer, unless it would take too much away from what is shown: answers whether it was taken. */
  async #take(fence: number, answer: PulledChanges): Promise<boolean> {
    const { store } = this.#ports;
    const { current, building } = store.view();
    if (building === null) {
      if (current !== null && !this.#admits(store.removalsBy(answer.changes))) return false;
      await store.addChanges(fence, answer);
    } else {
      const replaces = current !== null && answer.caughtUp;
      const difference: Removals = replaces ? await store.removalsOfCopy(answer.changes) : {};
      const rescoped = current !== null && current.scopeVersion !== building.scopeVersion;
      // Accounts that changed hands take their records along: that is told, not asked.
      const shown = rescoped || this.#admits(difference);
      await store.addChanges(fence, { ...answer, caughtUp: answer.caughtUp && shown });
      if (!shown) return false;
      if (replaces && rescoped) this.#tellRescoped(difference);
    }
    if (answer.caughtUp) {
      this.#guard.caughtUp();
      this.#set({ held: null });
    }
    return true;
  }

  #admits(removals: Removals): boolean {
    const admitted = this.#guard.admits(removals);
    this.#set({ held: this.#guard.held });
    return admitted;
  }

  #tellRescoped({ account }: Removals): void {
    const { adds = 0, removes = 0 } = account ?? {};
    if (adds + removes > 0) this.#set({ rescoped: { atMs: this.#ports.now(), accountsLeft: removes, accountsCame: adds } });
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
      const broken = this.#listening;
      this.#listening = false;
      await quiet.wait(Math.floor(listenAgainMs * (1 + this.#ports.random())), signal);
      // The wait under way counts on pokes: without them it would be minutes until the laptop knows that the backend is gone.
      if (broken) this.#alarm.ring();
    }
  }

  #set(change: Partial<SyncState>): void {
    const next = { ...this.#state, ...change };
    const same = (Object.keys(change) as (keyof SyncState)[]).every((name) => this.#state[name] === next[name]);
    this.#state = next;
    if (!same) this.#ports.onState(next);
  }
}
