import { profileHeader } from "../../shared/bridge/profile-header.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import type { Random } from "../../shared/kernel/random.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError, SyncStatus } from "../data/data-client.ts";
import { hotKinds } from "../data/copy-store.ts";
import { Database, type DatabasePlatform } from "../data/database.ts";
import { OutboxMirror } from "../data/outbox-mirror.ts";
import type { Dependency } from "../data/query.ts";
import { QueryRunner, type QueryTable, type WatchHandle } from "../data/query-runner.ts";
import { Replica, type ReplicaNews } from "../data/replica.ts";
import type { AskDesktop, DesktopAnswer, DesktopRequest, FromWorker, ToWorker } from "../data/worker-messages.ts";
import type { Leadership } from "../sync/leadership.ts";
import { SyncClient } from "../sync/sync-client.ts";
import { initialSyncState, type SyncState } from "../sync/sync-state.ts";
import type { Fetch } from "../sync/sync-requests.ts";
import type { Timers } from "../sync/timers.ts";

/** What other windows of the profile are told, and tell. */
export interface NewsChannel {
  post(news: ReplicaNews): void;
  onNews(listener: (news: ReplicaNews) => void): void;
}

export interface DataHostPorts {
  readonly post: (message: FromWorker) => void;
  readonly queries: QueryTable;
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly now: () => number;
  readonly random: Random;
  readonly leadership: (profile: string) => Leadership;
  readonly channel: (profile: string) => NewsChannel;
  readonly storageBytes: () => Promise<number | null>;
  /** Whether to listen for pokes. */
  readonly listen: boolean;
  readonly platform?: DatabasePlatform;
  /** Hears of an error that nobody expected. */
  readonly report: (error: unknown) => void;
}

/** Results go out at most once a frame. */
const frameMs = 16;
const minuteMs = 60_000;
const coldKinds: readonly Dependency[] = kindNames.filter((kind) => !hotKinds.includes(kind));

/** Everything behind the window's data client: local database, queries, synchronisation. One per worker; the platform is handed in. */
export class DataHost {
  readonly #ports: DataHostPorts;
  readonly #watches = new Map<number, WatchHandle>();
  readonly #asked = new Map<number, (answer: DesktopAnswer | null) => void>();
  #lastAskedId = 0;
  #session: HostSession | null = null;

  constructor(ports: DataHostPorts) {
    this.#ports = ports;
  }

  handle(message: ToWorker): void {
    if (message.type === "start") {
      this.#session ??= new HostSession(this.#ports, message.profile, (request) => this.#askDesktop(request));
      return;
    }
    if (message.type === "desktop") {
      this.#asked.get(message.id)?.(message.answer);
      this.#asked.delete(message.id);
      return;
    }
    const session = this.#session;
    if (session === null) return;
    switch (message.type) {
      case "watch":
        this.#watch(session, message.id, message.name, message.args);
        break;
      case "unwatch":
        this.#watches.get(message.id)?.stop();
        this.#watches.delete(message.id);
        break;
      case "rest":
        this.#watches.get(message.id)?.rest();
        break;
      case "wake":
        this.#watches.get(message.id)?.wake();
        break;
      case "query":
        void this.#answer(message.id, session.runner.query(message.name, message.args));
        break;
      case "edit":
        void this.#answer(message.id, session.edit(message.edits));
        break;
      case "sync-now":
        session.sync.syncNow();
        break;
      case "check-copy":
        session.sync.checkCopy();
        break;
      case "decide-removals":
        session.sync.decideRemovals(message.how);
        break;
      case "fetch-quality":
        void this.#answer(
          message.id,
          session.openedAll.then(() => session.sync.fetchQuality(message.accountId)),
        );
        break;
      case "resolve-attention":
        void this.#answer(
          message.id,
          session.opened.then(() => session.replica.resolveAttention(message.clientId, message.mutationId, message.how)),
        );
        break;
    }
  }

  /** Ends synchronisation and closes the database. */
  async close(): Promise<void> {
    for (const watch of this.#watches.values()) watch.stop();
    await this.#session?.close();
  }

  #watch(session: HostSession, id: number, name: string, args: unknown): void {
    const onError = (error: Error): void => this.#ports.post({ type: "watch-error", id, message: error.message });
    this.#watches.set(
      id,
      session.runner.watch(name, args, (result) => this.#ports.post({ type: "result", id, result }), onError),
    );
  }

  async #answer(id: number, work: Promise<unknown>): Promise<void> {
    try {
      this.#ports.post({ type: "answer", id, value: await work });
    } catch (error) {
      this.#ports.post({ type: "answer-error", id, message: error instanceof Error ? error.message : "failed" });
    }
  }

  #askDesktop(request: DesktopRequest): Promise<DesktopAnswer> {
    return new Promise((resolve, reject) => {
      this.#lastAskedId += 1;
      const id = this.#lastAskedId;
      this.#asked.set(id, (answer) =>
        answer === null ? reject(new Error(`the desktop did not do what was asked: ${request.op}`)) : resolve(answer),
      );
      this.#ports.post({ type: "desktop", id, request });
    });
  }
}

/** One profile, opened. */
class HostSession {
  readonly replica: Replica;
  readonly runner: QueryRunner;
  readonly sync: SyncClient;
  /** The first screens' data are in memory. */
  readonly opened: Promise<void>;
  readonly openedAll: Promise<void>;
  readonly #ports: DataHostPorts;
  readonly #db: Database;
  readonly #mirror: OutboxMirror;
  readonly #channel: NewsChannel;
  #state: SyncState = initialSyncState;
  #storageBytes: number | null = null;
  #statusPlanned = false;
  #lastFrameMs = 0;
  #stopClock: () => void = () => undefined;
  #following: Promise<void> = Promise.resolve();

  constructor(ports: DataHostPorts, profile: string, askDesktop: AskDesktop) {
    this.#ports = ports;
    this.#db = new Database(profile, ports.platform);
    this.#mirror = new OutboxMirror(askDesktop, ports.report);
    this.#channel = ports.channel(profile);
    this.replica = new Replica({
      db: this.#db,
      random: ports.random,
      now: ports.now,
      onChange: (changed) => this.runner.changed(changed),
      onNews: (news) => this.#committed(news),
      onEdits: (rows) => {
        this.#mirror.append(rows);
        this.sync.edited();
      },
      pause: () => new Promise((resolve) => ports.timers.after(0, resolve)),
    });
    this.runner = new QueryRunner({
      store: this.replica.engine,
      queries: ports.queries,
      now: ports.now,
      soon: (run) => this.#soon(run),
      loaded: (dependsOn) => (dependsOn.some((dependency) => coldKinds.includes(dependency)) ? this.openedAll : this.opened),
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
    this.opened = this.#open();
    this.openedAll = this.opened.then(() => this.replica.openRest());
    // Watchers hear of a failed open; nobody may be watching yet.
    this.openedAll.then(
      () => this.#begin(),
      () => undefined,
    );
  }

  async edit(edits: readonly Edit[]): Promise<Result<undefined, EditError>> {
    await this.opened;
    const done = await this.replica.edit(edits);
    // Whoever made the edit knows from the status that it is pending before he knows that it is stored.
    this.#postStatus();
    return done;
  }

  async close(): Promise<void> {
    this.#stopClock();
    await this.openedAll.catch(() => undefined);
    await this.sync.stop();
    this.#db.dexie.close();
  }

  async #open(): Promise<void> {
    const { isNew } = await this.replica.openHot();
    if (isNew) await this.replica.restoreEdits(await this.#mirror.read());
    this.#planStatus();
  }

  #begin(): void {
    this.#channel.onNews((news) => {
      this.#following = this.#following
        .then(() => this.replica.follow(news))
        .then(
          () => {
            this.#planStatus();
            if (news === "outbox") this.sync.edited();
          },
          () => undefined,
        );
    });
    this.#tick();
    this.sync.start();
  }

  #tick(): void {
    this.#stopClock = this.#ports.timers.after(minuteMs, () => {
      this.runner.changed(new Set(["clock"]));
      this.#tick();
    });
  }

  #committed(news: ReplicaNews): void {
    this.#channel.post(news);
    this.#mirror.trim(this.replica.outbox.rows.filter((row) => row.status.state !== "settled"));
    this.#planStatus();
  }

  #soon(run: () => void): void {
    const waitMs = Math.max(0, this.#lastFrameMs + frameMs - this.#ports.now());
    this.#ports.timers.after(Math.min(frameMs, waitMs), () => {
      this.#lastFrameMs = this.#ports.now();
      run();
    });
  }

  #planStatus(): void {
    if (this.#statusPlanned) return;
    this.#statusPlanned = true;
    this.#soon(() => {
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
      attention: outbox.attention(),
      openConflicts: engine.all("conflict").filter((conflict) => conflict.state === "open").length,
      lastSyncMs: this.replica.lastSyncMs,
      progress: this.#progress(metricAccountsDone),
      storageBytes: this.#storageBytes,
      user: session?.user ?? null,
      tenantName: session?.tenant.name ?? null,
      clockSkewMs: this.replica.clockSkewMs,
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
