import type { StoreMark } from "../../shared/bridge/vault.ts";
import { profileHeader } from "../../shared/bridge/profile-header.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { hotKinds } from "../data/copy-store.ts";
import type { Edit, EditError, SyncStatus } from "../data/data-client.ts";
import { Database } from "../data/database.ts";
import { HealthKeeper } from "../data/health-keeper.ts";
import { LostStoreError, NewerStoreError, openDatabase, type StoreFault } from "../data/open-database.ts";
import { OutboxMirror } from "../data/outbox-mirror.ts";
import { PeakKeeper } from "../data/peak-keeper.ts";
import type { Dependency } from "../data/query.ts";
import { QueryRunner } from "../data/query-runner.ts";
import { Replica } from "../data/replica.ts";
import type { ReplicaNews } from "../data/replica-core.ts";
import { Sealer } from "../data/sealing.ts";
import { SignalKeeper } from "../data/signal-keeper.ts";
import { MarkWriter } from "../data/store-mark.ts";
import type { StoreUse } from "../data/store-use.ts";
import type { AskDesktop, KeyRings, ToWorker } from "../data/worker-messages.ts";
import { SyncClient } from "../sync/sync-client.ts";
import { initialSyncState, type SyncState } from "../sync/sync-state.ts";
import type { DataHostPorts, NewsChannel } from "./data-host.ts";
import { onceAFrame } from "./once-a-frame.ts";

const minuteMs = 60_000;
/** Between two steps of a key rotation, so that it takes a small part of the worker's time. */
const rotationStepMs = 100;
/** Scores that changed are stored so much later, together. */
const storeHealthMs = 3_000;
/** Forecasts come over many seconds and are more to store. */
const storeOutlooksMs = 30_000;
/** An edit waits so long for its mirror at most. */
const mirrorPatienceMs = 5_000;
/** A screen that is not drawn by then has something else in its way. */
const screenPatienceMs = 1000;
/** What is read after the first screens' data. */
const coldData: readonly Dependency[] = [...kindNames.filter((kind) => !hotKinds.includes(kind)), "peaks"];

/** One profile, opened. */
export class HostSession {
  readonly replica: Replica;
  readonly runner: QueryRunner;
  readonly sync: SyncClient;
  readonly health: HealthKeeper;
  readonly signals: SignalKeeper;
  readonly peaks: PeakKeeper;
  /** The first screens' data are in memory. */
  readonly opened: Promise<void>;
  readonly openedAll: Promise<void>;
  readonly #ports: DataHostPorts;
  readonly #db: Database;
  readonly #mark: StoreMark | null;
  readonly #marks: MarkWriter;
  readonly #mirror: OutboxMirror;
  readonly #channel: NewsChannel;
  #state: SyncState = initialSyncState;
  #storageBytes: number | null = null;
  readonly #statusSoon: (run: () => void) => void;
  #statusPlanned = false;
  #stopClock: () => void = () => undefined;
  #stopRotation: () => void = () => undefined;
  #stopStoring: (() => void) | null = null;
  #stopStoringOutlooks: (() => void) | null = null;
  #fault: StoreFault | null = null;
  #lost: SyncStatus["storeLost"] = null;
  #closed = false;
  readonly #screenShown = Promise.withResolvers<void>();
  #following: Promise<void> = Promise.resolve();

  constructor(ports: DataHostPorts, { profile, vault, screenFirst }: Extract<ToWorker, { readonly type: "start" }>, ask: AskDesktop) {
    this.#ports = ports;
    this.#statusSoon = onceAFrame(ports.timers, ports.now);
    this.#mark = vault.mark;
    this.#db = new Database(profile, ports.platform);
    this.#mirror = new OutboxMirror({ ask, report: ports.report, onState: () => this.#planStatus() });
    this.#marks = new MarkWriter({
      write: (mark) => ask({ op: "mark", mark }),
      after: (ms, run) => ports.timers.after(ms, run),
      report: ports.report,
    });
    this.#channel = ports.channel(profile);
    const renew = async (): Promise<KeyRings | null> => (await ask({ op: "keys" })).keys ?? null;
    this.replica = new Replica(
      {
        db: this.#db,
        keys: {
          copy: new Sealer(vault.copy, ports.crypto, async () => (await renew())?.copy ?? null),
          edits: new Sealer(vault.edits, ports.crypto, async () => (await renew())?.edits ?? null),
        },
        random: ports.random,
        now: ports.now,
        onChange: (changed) => this.runner.changed(changed),
        onNews: (news) => this.#committed(news),
        onEdits: async (rows) => {
          this.sync.edited();
          // A desktop that does not answer holds up nobody: the edit is in the database.
          await Promise.race([this.#mirror.append(rows), new Promise<void>((resolve) => ports.timers.after(mirrorPatienceMs, resolve))]);
        },
        onMark: (mark) => this.#marks.now(mark),
        report: ports.report,
        pause: () => new Promise((resolve) => ports.timers.after(0, resolve)),
      },
      { ask, now: ports.now, mirror: (rows) => this.#mirror.append(rows) },
    );
    this.runner = new QueryRunner({
      store: this.replica.engine,
      queries: ports.queries,
      now: ports.now,
      soon: onceAFrame(ports.timers, ports.now),
      loaded: (dependsOn) => (dependsOn.some((dependency) => coldData.includes(dependency)) ? this.openedAll : this.opened),
    });
    this.health = new HealthKeeper({
      engine: this.replica.engine,
      qualityAccounts: () => this.replica.packAccounts("quality"),
      mend: () => this.replica.mend(),
      onKept: () => this.#storeHealthSoon(),
      now: ports.now,
      after: (ms, run) => ports.timers.after(ms, run),
      report: ports.report,
    });
    this.signals = new SignalKeeper({
      engine: this.replica.engine,
      qualityAccounts: () => this.replica.packAccounts("quality"),
      now: ports.now,
      after: (ms, run) => ports.timers.after(ms, run),
      report: ports.report,
    });
    this.peaks = new PeakKeeper({
      engine: this.replica.engine,
      onKept: () => this.#storeOutlooksSoon(),
      now: ports.now,
      after: (ms, run) => ports.timers.after(ms, run),
      report: ports.report,
    });
    this.sync = new SyncClient({
      fetch: (path, init) => {
        const headers = new Headers(init.headers);
        headers.set(profileHeader, profile);
        return ports.fetch(path, { ...init, headers });
      },
      store: this.replica,
      timers: ports.timers,
      now: ports.now,
      random: ports.random,
      leadership: ports.leadership(profile),
      listen: ports.listen,
      report: ports.report,
      onState: (state) => {
        this.#state = state;
        if (state.phase === "idle") void this.#measure();
        this.#planStatus();
      },
    });
    this.opened = this.#orFault(this.#open());
    this.openedAll = this.opened.then(() => this.#orFault(this.replica.openRest()));
    this.openedAll.then(
      () => this.#beginAfter(screenFirst),
      () => undefined,
    );
  }

  /** The first screen is drawn. */
  screenShown(): void {
    this.#screenShown.resolve();
  }

  async edit(edits: readonly Edit[]): Promise<Result<undefined, EditError>> {
    await this.opened;
    const done = await this.replica.edit(edits);
    // Whoever made the edit knows from the status that it is pending before he knows that it is stored.
    this.#postStatus();
    return done;
  }

  /** Has new keys made; what is stored is sealed anew with them in idle time. */
  async rotateKeys(): Promise<void> {
    await this.openedAll;
    await this.replica.rotation.rotate();
    this.#planStatus();
    this.#rotateOn();
  }

  /** What the local database takes, by part. */
  async storeUse(): Promise<StoreUse> {
    await this.openedAll;
    const [parts, usageBytes, quotaBytes] = [
      await this.replica.storeUse(),
      await this.#ports.storageBytes(),
      await this.#ports.quotaBytes?.(),
    ];
    return { ...parts, usageBytes, quotaBytes: quotaBytes ?? null };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopClock();
    this.#stopRotation();
    this.#stopStoring?.();
    this.#stopStoringOutlooks?.();
    this.health.stop();
    this.signals.stop();
    this.peaks.stop();
    this.#marks.end();
    await this.openedAll.catch(() => undefined);
    await this.sync.stop();
    this.#db.dexie.close();
  }

  async #open(): Promise<void> {
    await openDatabase(this.#db, {
      pause: () => new Promise((resolve) => this.#ports.timers.after(0, resolve)),
      onBlocked: (blocked) => {
        this.#fault = blocked ? "blocked" : null;
        this.#planStatus();
      },
      onSuperseded: () => this.#ports.post({ type: "superseded" }),
      report: this.#ports.report,
    });
    const { lost, editsMissing } = await this.replica.openHot(this.#mark);
    const restoredEdits = editsMissing ? await this.#restore() : 0;
    if (lost) this.#lost = { atMs: this.#ports.now(), restoredEdits };
    this.#marks.note(this.replica.mark());
    this.#planStatus();
  }

  /** A mirror that cannot be read now is read at the next start: the store remembers that edits are missing. */
  async #restore(): Promise<number> {
    try {
      return await this.replica.restoreEdits(await this.#mirror.read());
    } catch (error) {
      this.#ports.report(error);
      return 0;
    }
  }

  /** What is wrong with the store is said before watchers hear that their queries fail: the window shows the reason in place of what failed. */
  async #orFault(opening: Promise<void>): Promise<void> {
    try {
      await opening;
    } catch (error) {
      if (!this.#closed) {
        this.#fault = faultOf(error);
        if (this.#fault !== "newer") this.#ports.report(error);
        this.#postStatus();
      }
      throw error;
    }
  }

  /** A book that is here is drawn first: an embedded backend, which starts when it is asked, would take the processor from it. */
  #beginAfter(screenFirst: boolean): void {
    if (!screenFirst || this.replica.lastSyncMs === null) return this.#begin();
    const stopWaiting = this.#ports.timers.after(screenPatienceMs, () => this.screenShown());
    void this.#screenShown.promise.then(() => {
      stopWaiting();
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#closed) return;
    this.#channel.onNews((news) => {
      this.#following = this.#following
        .then(() => (news === "keys" ? this.replica.rotation.follow() : this.replica.follow(news)))
        .then(
          () => {
            this.#planStatus();
            if (news === "outbox") this.sync.edited();
          },
          () => undefined,
        );
    });
    this.#tick();
    this.health.start();
    this.signals.start();
    this.peaks.start();
    this.sync.start();
    this.replica.rotation
      .rotateIfOld()
      .catch((error: unknown) => this.#ports.report(error))
      .then(
        () => this.#rotateOn(),
        () => undefined,
      );
  }

  /** One step at a time while this window leads and nothing else is to be done. */
  #rotateOn(): void {
    this.#stopRotation();
    if (this.#closed || !this.replica.rotation.underWay) return;
    this.#stopRotation = this.#ports.timers.after(rotationStepMs, () => {
      const idle = this.#state.leader && (this.#state.phase === "idle" || this.#state.phase === "offline");
      const step = idle ? this.replica.rotation.step() : Promise.resolve();
      step
        .catch((error: unknown) => this.#ports.report(error))
        .then(
          () => {
            this.#planStatus();
            this.#rotateOn();
          },
          () => undefined,
        );
    });
  }

  /** One window stores the scores for all: they are the same in each. */
  #storeHealthSoon(): void {
    if (!this.#state.leader || this.#stopStoring !== null || this.#closed) return;
    this.#stopStoring = this.#ports.timers.after(storeHealthMs, () => {
      this.#stopStoring = null;
      // What cannot be stored is worked out again at the next start; a store that is being closed is no news.
      this.replica.storeHealth().catch((error: unknown) => {
        if (!this.#closed) this.#ports.report(error);
      });
    });
  }

  /** As with scores: what cannot be stored is made again at the next start. */
  #storeOutlooksSoon(): void {
    if (!this.#state.leader || this.#stopStoringOutlooks !== null || this.#closed) return;
    this.#stopStoringOutlooks = this.#ports.timers.after(storeOutlooksMs, () => {
      this.#stopStoringOutlooks = null;
      this.replica.storeOutlooks().catch((error: unknown) => {
        if (!this.#closed) this.#ports.report(error);
      });
    });
  }

  #tick(): void {
    this.#stopClock = this.#ports.timers.after(minuteMs, () => {
      this.runner.changed(new Set(["clock"]));
      this.#tick();
    });
  }

  #committed(news: ReplicaNews): void {
    this.#channel.post(news);
    this.#mirror.trim(this.replica.outbox.rows);
    this.#marks.note(this.replica.mark());
    this.#planStatus();
  }

  #planStatus(): void {
    if (this.#statusPlanned) return;
    this.#statusPlanned = true;
    this.#statusSoon(() => {
      this.#statusPlanned = false;
      this.#postStatus();
    });
  }

  #postStatus(): void {
    this.#ports.post({ type: "status", status: this.#status() });
  }

  async #measure(): Promise<void> {
    this.#storageBytes = await this.#ports.storageBytes();
    this.#planStatus();
  }

  #status(): SyncStatus {
    const { session, outbox, engine } = this.replica;
    const { metricAccountsDone, ...state } = this.#state;
    return {
      ...state,
      pendingEdits: outbox.shown().length,
      waiting: outbox.waiting(),
      attention: outbox.attention(),
      openConflicts: engine.all("conflict").filter((conflict) => conflict.state === "open").length,
      lastSyncMs: this.replica.lastSyncMs,
      progress: this.#progress(metricAccountsDone),
      storageBytes: this.#storageBytes,
      user: session?.user ?? null,
      tenantName: session?.tenant.name ?? null,
      clockSkewMs: this.replica.clockSkewMs,
      storeFault: this.#fault,
      mirrorFailing: this.#mirror.failing,
      storeLost: this.#lost,
      rotatingKeys: this.replica.rotation.underWay,
    };
  }

  #progress(metricAccountsDone: number | null): SyncStatus["progress"] {
    // A copy that is held is complete: nothing of it is on its way.
    const building = this.#state.held === null ? this.replica.view().building : null;
    if (building === null && metricAccountsDone === null) return null;
    const copy = building ?? this.replica.view().current;
    const rowsDone = Object.values(copy?.kinds ?? {}).reduce((sum, kind) => sum + kind.rows, 0);
    return {
      rowsDone,
      rowsTotal: Math.max(rowsDone, copy?.rowsTotal ?? 0),
      metricAccountsDone: metricAccountsDone ?? 0,
      metricAccountsTotal: this.replica.accountCount(),
    };
  }
}

function faultOf(error: unknown): StoreFault {
  if (error instanceof NewerStoreError) return "newer";
  return error instanceof LostStoreError ? "lost" : "unavailable";
}
