import { isKind, kindNames } from "../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import { newId } from "../../shared/kernel/ids.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { PackedChunk } from "../../shared/sync/chunks.ts";
import { PageFormatError, type PageReader } from "../../shared/sync/columnar.ts";
import type { Change, Hello, KindDigest, MutationResult } from "../../shared/sync/protocol.ts";
import type { Removals } from "../sync/removal-guard.ts";
import type { PulledChanges, PushBatch, SyncStore, SyncView, UsageProgress } from "../sync/sync-store.ts";
import { type AttentionAnswer, answeredEdit } from "./attention-answer.ts";
import { copyDigest, removalsBy, removalsOfCopy } from "./copy-difference.ts";
import { CopyStore, holdsEveryKind, hotKinds, newGeneration, withPage } from "./copy-store.ts";
import type { Edit, EditError } from "./data-client.ts";
import type { Database, Generation, MetaValues, OutboxRow, Session } from "./database.ts";
import { Engine } from "./engine.ts";
import { MetricStore } from "./metric-store.ts";
import { LoadedCopy } from "./loaded-copy.ts";
import { Outbox } from "./outbox.ts";
import type { Dependency } from "./query.ts";
import { ShownEdits } from "./shown-edits.ts";

/** What windows of one profile tell each other after a commit. */
export type ReplicaNews = "log" | "outbox" | "copy" | "metrics";

export interface ReplicaPorts {
  readonly db: Database;
  readonly random: Random;
  readonly now: () => number;
  /** Queries' dependencies that changed. */
  readonly onChange: (changed: ReadonlySet<Dependency>) => void;
  /** Something was committed: other windows read it again, the status is worked out anew. */
  readonly onNews: (news: ReplicaNews) => void;
  /** Lets other work of the thread go first. */
  readonly pause: () => Promise<void>;
  /** Edits that were made durable, for the mirror. */
  readonly onEdits: (rows: readonly OutboxRow[]) => void;
}

/** The local database and the book in memory, kept the same: disk first, then memory. */
export class Replica implements SyncStore {
  readonly engine: Engine;
  readonly outbox: Outbox;
  readonly #ports: ReplicaPorts;
  readonly #db: Database;
  readonly #copies: CopyStore;
  readonly #metrics: MetricStore;
  #meta: Partial<MetaValues> = {};
  readonly #loaded: LoadedCopy;
  readonly #shown: ShownEdits;
  /** One write at a time: what a transaction was worked out from is still true when it commits. */
  #queue: Promise<unknown> = Promise.resolve();
  readonly #arrived: ArrivedPage[] = [];
  #pageWrite: Promise<void> | null = null;

  constructor(ports: ReplicaPorts) {
    this.#ports = ports;
    this.#db = ports.db;
    this.#copies = new CopyStore(ports.db);
    this.#metrics = new MetricStore(ports.db);
    this.outbox = new Outbox(ports.db);
    this.engine = new Engine((accountId, group) => this.#metrics.series(accountId, group), ports.onChange);
    this.#loaded = new LoadedCopy(this.engine, this.#copies);
    this.#shown = new ShownEdits(this.engine, this.outbox);
  }

  get session(): Session | undefined {
    return this.#meta.session;
  }

  get lastSyncMs(): number | null {
    return this.#meta.lastSyncMs ?? null;
  }

  get clockSkewMs(): number | null {
    return this.#meta.clockSkewMs ?? null;
  }

  /**
   * Opens the database and reads what the first screens need: small kinds, rollups, log and outbox. `openRest` reads the bulk. A copy that is
   * damaged is dropped, edits are kept: the sync client takes a new one.
   */
  async openHot(): Promise<{ readonly isNew: boolean }> {
    await this.#openDatabase();
    this.#meta = await this.#copies.meta();
    const isNew = this.#meta.clientId === undefined;
    if (isNew) await this.#giveClientId();
    this.outbox.adopt(await this.outbox.read());
    if (this.#meta.session !== undefined) this.engine.setUser(this.#meta.session.user.id);
    this.#shown.refresh();
    const [rollups] = await Promise.all([
      this.#orForget(["usage"], () => this.#metrics.readRollups()),
      this.#openKinds((copy) => this.#loaded.open(copy, hotKinds)),
    ]);
    this.engine.setRollups(rollups ?? []);
    if (this.#meta.touches !== undefined) this.engine.keepTouches(this.#meta.touches);
    return { isNew };
  }

  async openRest(): Promise<void> {
    await this.#openKinds((copy) =>
      this.#loaded.openRest(
        copy,
        kindNames.filter((kind) => !hotKinds.includes(kind)),
      ),
    );
    this.engine.keepTouches(null);
  }

  view(): SyncView {
    const current = this.#meta.current ?? null;
    return {
      clientId: this.#meta.clientId ?? "",
      nextMutationId: this.#nextMutationId(),
      // A copy from before a kind existed is shown, but a new one is needed.
      current: current !== null && holdsEveryKind(current) ? current : null,
      building: this.#meta.building ?? null,
      usage: this.#meta.usage ?? null,
      pendingEdits: this.outbox.pending,
    };
  }

  /** Shows the edits at once; resolves when they are durable, or takes them back and says why. */
  async edit(edits: readonly Edit[]): Promise<Result<undefined, EditError>> {
    const drafts = this.#shown.show(edits, this.#ports.now());
    if (!drafts.ok) return drafts;
    if (drafts.value.length === 0) return ok(undefined);
    const mutations = drafts.value.map((draft) => draft.mutation);
    try {
      const userId = this.#meta.session?.user.id ?? "";
      const rows = await this.#write(
        ["outbox", "meta"],
        () => this.outbox.add(mutations, userId),
        (added) => {
          this.#shown.stored(drafts.value, added);
          this.outbox.adopt([...this.outbox.rows, ...added]);
        },
      );
      this.#ports.onEdits(rows);
      this.#ports.onNews("outbox");
      return ok(undefined);
    } catch (error) {
      this.#shown.takeBack(drafts.value);
      return err(storageErrorOf(error));
    }
  }

  /** Takes edits from the mirror that the database does not have: the browser's store was lost. */
  async restoreEdits(rows: readonly OutboxRow[]): Promise<void> {
    await this.#write(["outbox"], async () => {
      for (const row of rows) {
        if ((await this.#db.outbox.where("[clientId+mutationId]").equals([row.clientId, row.mutationId]).count()) === 0)
          await this.#db.outbox.add(row);
      }
    });
    await this.#readOutbox();
  }

  async resolveAttention(clientId: string, mutationId: number, how: AttentionAnswer): Promise<void> {
    const row = this.outbox.rows.find((candidate) => candidate.clientId === clientId && candidate.mutationId === mutationId);
    if (row?.status.state !== "attention") return;
    const { mutation, status, userId } = row;
    const storedRev = isKind(mutation.kind) ? (this.engine.stored(mutation.kind, mutation.id)?.rev ?? 0) : 0;
    const again = answeredEdit({ mutation, server: status.server }, how, storedRev);
    await this.#write(["outbox", "meta"], async () => {
      await this.#db.outbox.delete(row.order ?? -1);
      if (again !== null) await this.outbox.add([again], userId);
    });
    await this.#readOutbox();
    if (again !== null) this.#ports.onEdits(this.outbox.rows.slice(-1));
  }

  /** Reads what another window has committed. */
  async follow(news: ReplicaNews): Promise<void> {
    switch (news) {
      case "outbox":
        return this.#readOutbox();
      case "metrics":
        this.engine.setRollups(await this.#metrics.readRollups());
        return undefined;
      case "log":
      case "copy": {
        this.#meta = await this.#copies.meta();
        const shown = this.#meta.current ?? this.#meta.building;
        if (news === "log" && shown?.number === this.#loaded.generation) await this.#loaded.readLog();
        else await this.#reload();
        return this.#readOutbox();
      }
    }
  }

  async takeLead(): Promise<number> {
    return this.#write(["meta"], async () => {
      const fence = ((await this.#db.getMeta("fence")) ?? 0) + 1;
      await this.#db.putMeta("fence", fence);
      return fence;
    });
  }

  async startSession(fence: number, hello: Hello): Promise<void> {
    const session: Session = { user: { id: hello.user.id, name: hello.user.name, role: hello.user.role }, tenant: hello.tenant };
    const before = this.#meta.session;
    const another = before !== undefined && (before.user.id !== session.user.id || before.tenant.id !== session.tenant.id);
    await this.#fenced(fence, ["meta", "pages", "log", "packs", "rollups"], async () => {
      await this.#setMeta("session", session);
      await this.#setMeta("clockSkewMs", this.#ports.now() - Date.parse(hello.now));
      if (!another) return;
      await Promise.all([this.#db.pages.clear(), this.#db.log.clear(), this.#db.packs.clear(), this.#db.rollups.clear()]);
      await this.#db.meta.bulkDelete(["current", "building", "usage"]);
      await this.#setMeta("clientId", newId("client", this.#ports.now(), this.#ports.random));
      await this.#setMeta("nextMutationId", 1);
    });
    this.#meta = await this.#copies.meta();
    if (another) await this.#reload();
    this.engine.setUser(session.user.id);
  }

  async beginCopy(fence: number, hello: Hello): Promise<void> {
    const number = Math.max(this.#meta.current?.number ?? 0, this.#meta.building?.number ?? 0) + 1;
    const building = newGeneration(number, hello);
    const before = this.#meta.current ?? this.#meta.building;
    const rewound = before !== undefined && (before.epoch !== hello.epoch || before.seq > hello.head);
    const rescoped = before !== undefined && before.scopeVersion !== hello.scopeVersion;
    const put = async (): Promise<void> => {
      const old = this.#meta.building;
      if (old !== undefined) await this.#copies.forget(old.number);
      await this.#setMeta("building", building);
      // Accounts that came into scope bring chunks older than the progress; a restored backend gives its sequences a second time.
      if (rewound || rescoped) await this.#db.meta.delete("usage");
      // Packs may hold what the backend has lost, under newer revisions than it has now. Rollups are shown until better ones come.
      if (rewound) await this.#db.packs.clear();
    };
    await this.#fenced(fence, ["meta", "pages", "log", "packs"], put, () => {
      const { usage, ...rest } = this.#meta;
      this.#meta = { ...rest, ...(usage === undefined || rewound || rescoped ? {} : { usage }), building };
    });
    // Nothing else can be shown: this copy is, from its first page on.
    if (this.#meta.current === undefined) await this.#reload();
    this.#ports.onNews("copy");
  }

  addPage(fence: number, kind: string, page: PageReader, asOf: number, next: string | null): Promise<void> {
    this.#arrived.push({ kind, page, asOf, next });
    // Pages that arrive while a write waits for its turn go with it: a transaction costs as much as the bytes of a small page.
    this.#pageWrite ??= this.#writePages(fence);
    return this.#pageWrite;
  }

  async #writePages(fence: number): Promise<void> {
    let pages: readonly (ArrivedPage & { readonly number: number })[] = [];
    const put = async (): Promise<Generation> => {
      this.#pageWrite = null;
      const arrived = this.#arrived.splice(0);
      let building = await this.#db.getMeta("building");
      if (building === undefined) throw new Error("no copy is being made");
      const { number: generation } = building;
      const numbered: (ArrivedPage & { readonly number: number })[] = [];
      for (const { kind, page, asOf, next } of arrived) {
        numbered.push({ kind, page, asOf, next, number: building.kinds[kind]?.pages ?? 0 });
        building = withPage(building, kind, page.rows, asOf, next);
      }
      pages = numbered;
      await this.#db.pages.bulkPut(numbered.map(({ kind, number, page }) => ({ generation, kind, page: number, bytes: page.bytes })));
      await this.#db.putMeta("building", building);
      return building;
    };
    const building = await this.#fenced(fence, ["meta", "pages"], put, (after) => {
      this.#meta = { ...this.#meta, building: after };
    });
    if (this.#loaded.generation === building.number) {
      for (const { kind, number, page } of pages) if (isKind(kind)) this.#loaded.addPage(kind, number, page);
    }
    this.#ports.onNews("copy");
  }

  async addChanges(fence: number, answer: PulledChanges): Promise<void> {
    const syncedMs = this.#ports.now() - (this.#meta.clockSkewMs ?? 0);
    const put = async (): Promise<{ readonly batch: number | null; readonly copy: Generation }> => {
      const building = await this.#db.getMeta("building");
      const before = building ?? (await this.#db.getMeta("current"));
      if (before === undefined) throw new Error("changes without a copy");
      const batch =
        answer.changes.length === 0 ? null : await this.#db.log.add({ generation: before.number, changes: JSON.stringify(answer.changes) });
      const copy: Generation = {
        ...before,
        seq: answer.seq,
        scopeVersion: answer.scopeVersion,
        complete: before.complete || answer.caughtUp,
      };
      await this.#setMeta(copy.complete ? "current" : "building", copy);
      if (copy.complete && building !== undefined) {
        await this.#db.meta.delete("building");
        await this.#copies.keepOnly(copy.number);
      }
      if (answer.caughtUp) {
        await this.#setMeta("lastSyncMs", syncedMs);
        await this.outbox.settle((await this.#db.getMeta("clientId")) ?? "", answer.lastMutationId, answer.seq);
      }
      return { batch, copy };
    };
    const copy = await this.#fenced(fence, ["meta", "log", "outbox", "pages"], put, (done) => {
      const { building: _done, ...rest } = this.#meta;
      if (done.copy.complete) this.#meta = { ...rest, current: done.copy };
      else this.#meta = { ...rest, building: done.copy };
      if (answer.caughtUp) this.#meta = { ...this.#meta, lastSyncMs: syncedMs };
      if (this.#loaded.generation === done.copy.number && done.batch !== null) this.#loaded.applyBatch(done.batch, answer.changes);
    });
    if (copy.copy.complete && this.#loaded.generation !== copy.copy.number) await this.#reload();
    if (answer.caughtUp) await this.#readOutbox();
    this.#ports.onNews("log");
  }

  nextPush(userId: string): PushBatch | null {
    return this.outbox.nextPush(userId);
  }

  async addResults(fence: number, clientId: string, results: readonly MutationResult[]): Promise<void> {
    await this.#fenced(fence, ["meta", "outbox"], () => this.outbox.addResults(clientId, results, this.#meta.clientId ?? ""));
    await this.#readOutbox();
    this.#ports.onNews("outbox");
  }

  async renumber(fence: number, headSeq: number, appliedUpTo = Number.POSITIVE_INFINITY): Promise<void> {
    const clientId = newId("client", this.#ports.now(), this.#ports.random);
    const lost = { headSeq, clientId: this.#meta.clientId ?? "", appliedUpTo };
    await this.#fenced(fence, ["meta", "outbox"], () => this.outbox.renumber(clientId, lost, this.#meta.session?.user.id ?? ""));
    this.#meta = await this.#copies.meta();
    await this.#readOutbox();
    this.#ports.onEdits(this.outbox.rows.filter((row) => row.clientId === clientId));
  }

  async addUsage(fence: number, chunks: readonly PackedChunk[], progress: UsageProgress): Promise<void> {
    const rollups = await this.#fenced(fence, ["meta", "packs", "rollups"], async () => {
      await this.#setMeta("usage", progress);
      return this.#metrics.put("usage", chunks, progress.round?.asOf ?? progress.seq);
    });
    this.#meta = { ...this.#meta, usage: progress };
    if (chunks.length > 0) this.engine.setRollups(rollups);
    this.#ports.onNews("metrics");
  }

  async addPack(group: MetricGroup, accountId: string, chunks: readonly PackedChunk[], asOf: number): Promise<void> {
    const rollups = await this.#write(["packs", "rollups"], async () => {
      if (chunks.length > 0) return this.#metrics.put(group, chunks, asOf);
      await this.#metrics.putAsOf(group, accountId, asOf);
      return [];
    });
    this.engine.setRollups(rollups);
  }

  packAsOf(group: MetricGroup, accountId: string): Promise<number | null> {
    return this.#metrics.asOf(group, accountId);
  }

  packAccounts(group: MetricGroup): Promise<readonly string[]> {
    return this.#metrics.accounts(group);
  }

  ownAccounts(userId: string): readonly string[] {
    return this.engine
      .all("account")
      .filter((account) => account.ownerId === userId)
      .map((account) => account.id);
  }

  digest(): Readonly<Record<string, KindDigest>> {
    return copyDigest(this.engine);
  }

  removalsBy(changes: readonly Change[]): Removals {
    return removalsBy(this.engine, changes);
  }

  async removalsOfCopy(changes: readonly Change[]): Promise<Removals> {
    const { building } = this.#meta;
    if (building === undefined) return {};
    const [pages, log] = await Promise.all([this.#copies.readPages(building, kindNames), this.#copies.readLog(building.number, 0)]);
    return removalsOfCopy(this.engine, pages, log, changes);
  }

  accountCount(): number {
    return this.engine.all("account").length;
  }

  async tidy(fence: number): Promise<void> {
    const current = this.#meta.current;
    if (current === undefined || this.#loaded.generation !== current.number) return;
    if (this.#loaded.wantsFold) await this.#fold(fence);
    const touches = this.engine.touches();
    const touchesMoved = touches !== this.#meta.touches;
    await this.#fenced(fence, ["meta", "rollups"], async () => {
      await this.#metrics.compact(this.engine.rollups());
      if (touchesMoved) await this.#setMeta("touches", touches);
    });
    this.#meta = { ...this.#meta, touches };
  }

  async #fold(fence: number): Promise<void> {
    const { batch, plans } = await this.#loaded.planFold(this.#ports.pause);
    // Pages and the log that they hold change in one transaction: killed before it, the log is folded next time.
    const current = await this.#fenced(fence, ["meta", "pages", "log"], async () => {
      const before = await this.#db.getMeta("current");
      if (before === undefined || before.number !== this.#loaded.generation) return null;
      await this.#db.pages.bulkPut(
        plans.flatMap(({ kind, pages }) => pages.map(({ number, bytes }) => ({ generation: before.number, kind, page: number, bytes }))),
      );
      await this.#db.log.where("batch").belowOrEqual(batch).delete();
      const kinds = Object.fromEntries(
        plans.map(({ kind, pageCount, rows }) => [kind, { pages: pageCount, rows, next: null, done: true }]),
      );
      const after: Generation = { ...before, kinds: { ...before.kinds, ...kinds } };
      await this.#setMeta("current", after);
      return after;
    });
    if (current === null) return;
    this.#meta = { ...this.#meta, current };
    this.#loaded.adoptFold(plans);
    this.#ports.onNews("copy");
  }

  /** A store that the browser cannot open any more is begun anew: its book comes again from the backend, its edits from the mirror. */
  async #openDatabase(): Promise<void> {
    try {
      await this.#db.dexie.open();
    } catch {
      // Once more as it is: most failures pass.
      await this.#ports.pause();
      try {
        await this.#db.dexie.open();
      } catch (error) {
        if (!isLostStore(error)) throw error;
        await this.#db.dexie.delete();
        await this.#db.dexie.open();
      }
    }
  }

  async #giveClientId(): Promise<void> {
    const clientId = newId("client", this.#ports.now(), this.#ports.random);
    await this.#write(["meta"], async () => {
      // Another window may have been first.
      if ((await this.#db.getMeta("clientId")) === undefined) await this.#setMeta("clientId", clientId);
    });
    this.#meta = await this.#copies.meta();
  }

  async #openKinds(open: (copy: Generation) => Promise<void>): Promise<void> {
    const copy = this.#meta.current ?? this.#meta.building;
    if (copy !== undefined) await this.#orForget(["current", "building"], () => open(copy));
  }

  /** Reads, or forgets what turns out to be damaged so that it is fetched again. The outbox is never touched. */
  async #orForget<T>(keys: readonly (keyof MetaValues)[], read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof PageFormatError)) throw error;
      await this.#write(["meta"], () => this.#db.meta.bulkDelete([...keys]));
      this.#meta = await this.#copies.meta();
      return null;
    }
  }

  /** Shows the copy that is to be shown, whatever is in memory. */
  async #reload(): Promise<void> {
    const copy = this.#meta.current ?? this.#meta.building ?? null;
    await this.#orForget(["current", "building"], () => this.#loaded.replace(copy));
  }

  #nextMutationId(): number {
    const own = this.outbox.rows.filter((row) => row.clientId === this.#meta.clientId).map((row) => row.mutationId + 1);
    return Math.max(this.#meta.nextMutationId ?? 1, ...own);
  }

  #readOutbox(): Promise<void> {
    return this.#exclusive(async () => {
      this.outbox.adopt(await this.outbox.read());
      this.#shown.refresh();
    });
  }

  async #setMeta<N extends keyof MetaValues>(key: N, value: MetaValues[N]): Promise<void> {
    await this.#db.putMeta(key, value);
  }

  #exclusive<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(run);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** One transaction, then `adopt` takes it into memory before the next write begins. */
  #write<T>(tables: readonly TableName[], run: () => Promise<T>, adopt: (value: T) => void = () => undefined): Promise<T> {
    return this.#exclusive(async () => {
      const value = await this.#db.dexie.transaction("rw", [...tables], run);
      adopt(value);
      return value;
    });
  }

  #fenced<T>(fence: number, tables: readonly TableName[], run: () => Promise<T>, adopt?: (value: T) => void): Promise<T> {
    const guarded = async (): Promise<T> => {
      await this.#copies.checkFence(fence);
      return run();
    };
    return this.#write(tables, guarded, adopt);
  }
}

/** What Chromium says of a store whose files are damaged. */
function isLostStore(error: unknown): boolean {
  return error instanceof Error && (error.name === "UnknownError" || String(error).includes("UnknownError"));
}

function storageErrorOf(error: unknown): EditError {
  const quota = error instanceof Error && (error.name === "QuotaExceededError" || String(error).includes("QuotaExceeded"));
  return quota
    ? { code: "disk-full", message: "no space left for the edit" }
    : { code: "not-durable", message: "the edit could not be stored" };
}

interface ArrivedPage {
  readonly kind: string;
  readonly page: PageReader;
  readonly asOf: number;
  readonly next: string | null;
}

type TableName = "pages" | "log" | "outbox" | "packs" | "rollups" | "meta";
