import type { StoreMark } from "../../shared/bridge/vault.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { PackedChunk } from "../../shared/sync/chunks.ts";
import type { PageReader } from "../../shared/sync/columnar.ts";
import type { Change, Hello, KindDigest, MutationResult } from "../../shared/sync/protocol.ts";
import type { Removals } from "../sync/removal-guard.ts";
import type { PulledChanges, PushBatch, SyncStore, SyncView, UsageProgress } from "../sync/sync-store.ts";
import { ArrivingPages } from "./arriving-pages.ts";
import { type AttentionAnswer, answeredEdit } from "./attention-answer.ts";
import { copyDigest, removalsBy, removalsOfCopy } from "./copy-difference.ts";
import { holdsEveryKind, isDamage, newGeneration } from "./copy-store.ts";
import type { Edit, EditError } from "./data-client.ts";
import type { EditRow, Generation, Session } from "./database.ts";
import type { Engine } from "./engine.ts";
import { encodeHealth } from "./health-page.ts";
import { KeyRotation, type RotationPorts } from "./key-rotation.ts";
import { openHot, type Opening, openRest, restoreEdits } from "./open-replica.ts";
import { encodeOutlooks } from "./outlook-page.ts";
import type { Outbox } from "./outbox.ts";
import { ReplicaCore, type ReplicaNews, type ReplicaPorts } from "./replica-core.ts";
import { dropOthersPacks, readStoreUse } from "./store-use.ts";
import { Tidying } from "./tidying.ts";

/** The local database and the book in memory, kept the same: disk first, then memory. */
export class Replica implements SyncStore {
  readonly rotation: KeyRotation;
  readonly #core: ReplicaCore;
  readonly #arriving: ArrivingPages;
  readonly #tidying: Tidying;

  constructor(ports: ReplicaPorts, rotation: RotationPorts) {
    this.#core = new ReplicaCore(ports);
    this.#arriving = new ArrivingPages(this.#core);
    this.#tidying = new Tidying(this.#core);
    this.rotation = new KeyRotation(this.#core, rotation);
  }

  get engine(): Engine {
    return this.#core.engine;
  }

  get outbox(): Outbox {
    return this.#core.outbox;
  }

  get session(): Session | undefined {
    return this.#core.meta.session;
  }

  get lastSyncMs(): number | null {
    return this.#core.meta.lastSyncMs ?? null;
  }

  get clockSkewMs(): number | null {
    return this.#core.meta.clockSkewMs ?? null;
  }

  /** What is to be kept outside of the store about it. */
  mark(): StoreMark | null {
    return this.#core.mark();
  }

  openHot(mark: StoreMark | null): Promise<Opening> {
    return openHot(this.#core, mark);
  }

  openRest(): Promise<void> {
    return openRest(this.#core);
  }

  /** Takes edits from the mirror that the database does not have. Answers how many came back. */
  restoreEdits(rows: readonly EditRow[]): Promise<number> {
    return restoreEdits(this.#core, rows);
  }

  view(): SyncView {
    const { meta, outbox } = this.#core;
    const current = meta.current ?? null;
    return {
      clientId: meta.clientId ?? "",
      nextMutationId: this.#core.nextMutationId(),
      // A copy from before a kind existed is shown, but a new one is needed.
      current: current !== null && holdsEveryKind(current) ? current : null,
      building: meta.building ?? null,
      usage: meta.usage ?? null,
      pendingEdits: outbox.pending,
    };
  }

  /** Shows the edits at once; resolves when they are durable and their mirror was tried, or takes them back and says why. */
  async edit(edits: readonly Edit[]): Promise<Result<undefined, EditError>> {
    const { shown, outbox, ports } = this.#core;
    const drafts = shown.show(edits, ports.now());
    if (!drafts.ok) return drafts;
    if (drafts.value.length === 0) return ok(undefined);
    const mutations = drafts.value.map((draft) => draft.mutation);
    let rows: readonly EditRow[] = [];
    try {
      const sealing = this.#core.edits.seal(mutations);
      rows = await this.#core.write(["outbox", "meta"], {
        prepare: () => sealing,
        run: (sealed) => outbox.add(sealed, this.#core.meta.session?.user.id ?? ""),
        adopt: (added) => {
          shown.stored(drafts.value, added);
          outbox.adoptAdded(added, mutations);
        },
      });
    } catch (error) {
      shown.takeBack(drafts.value);
      return err(storageErrorOf(error));
    }
    const mirrored = ports.onEdits(rows);
    ports.onNews("outbox");
    await mirrored;
    return ok(undefined);
  }

  storeUse(): ReturnType<typeof readStoreUse> {
    return readStoreUse(this.#core.db, (accountId) => this.#core.isOwn(accountId));
  }

  /** Forgets quality of customers that are not the user's own. Answers how many packs went. */
  dropPacks(): Promise<number> {
    return this.#core.write(["packs"], { run: () => dropOthersPacks(this.#core.db, (accountId) => this.#core.isOwn(accountId)) });
  }

  /** An edit that cannot be read can only be discarded. */
  async resolveAttention(clientId: string, mutationId: number, how: AttentionAnswer): Promise<void> {
    const { outbox, db, edits, ports } = this.#core;
    const row = outbox.rows.find((candidate) => candidate.clientId === clientId && candidate.mutationId === mutationId);
    if (row?.status.state !== "attention" || (how !== "discard" && row.status.code === "unreadable")) return;
    const { mutation, status } = row;
    const again = answeredEdit({ mutation, server: status.server }, how, this.#core.storedRev(mutation.kind, mutation.id));
    const sealing = edits.seal(again === null ? [] : [again]);
    const added = await this.#core.write(["outbox", "meta"], {
      prepare: () => sealing,
      run: async (sealed) => {
        await db.outbox.delete(row.row.order ?? -1);
        return outbox.add(sealed, row.userId);
      },
    });
    await this.#core.readOutbox();
    const mirrored = ports.onEdits(added);
    ports.onNews("outbox");
    await mirrored;
  }

  /** Reads what another window has committed. */
  async follow(news: Exclude<ReplicaNews, "keys">): Promise<void> {
    switch (news) {
      case "outbox":
        return this.#core.readOutbox();
      case "metrics":
        this.engine.replaceRollups(await this.#core.metrics.readRollups());
        return undefined;
      case "log":
      case "copy":
        await this.#catchUp(news === "copy");
        return this.#core.readOutbox();
    }
  }

  async takeLead(): Promise<number> {
    const { db } = this.#core;
    const fence = await this.#core.write(["meta"], {
      run: async () => {
        const next = ((await db.getMeta("fence")) ?? 0) + 1;
        await db.putMeta("fence", next);
        return next;
      },
    });
    // The earlier leader may have written what this window has not heard of.
    await this.#catchUp(false);
    await this.#core.readOutbox();
    return fence;
  }

  async startSession(fence: number, hello: Hello): Promise<void> {
    const { db, ports, copies, engine } = this.#core;
    const session: Session = { user: { id: hello.user.id, name: hello.user.name, role: hello.user.role }, tenant: hello.tenant };
    const { session: before, current, building } = this.#core.meta;
    // A copy of nobody knows whom is nobody's.
    const strangers = before === undefined ? current !== undefined || building !== undefined : !isSame(before, session);
    await this.#core.fenced(fence, ["meta", "pages", "log", "packs", "rollups", "derived"], {
      prepare: () => copies.sealMeta("session", session),
      run: async (sealed) => {
        await db.meta.put(sealed);
        await db.putMeta("clockSkewMs", ports.now() - Date.parse(hello.now));
        if (!strangers) return;
        await Promise.all([db.pages.clear(), db.log.clear(), db.packs.clear(), db.rollups.clear(), db.derived.clear()]);
        await db.meta.bulkDelete(["current", "building", "usage", "touches", "lastSyncMs"]);
        await db.putMeta("clientId", this.#core.newId("client"));
        await db.putMeta("nextMutationId", 1);
      },
    });
    await this.#core.rereadMeta();
    if (!strangers) return;
    await this.#core.reload();
    engine.replaceRollups([]);
    engine.replaceHealth([]);
    engine.replaceOutlooks([]);
    engine.keepTouches(null);
    await this.#core.readOutbox();
    ports.onNews("copy");
    ports.onNews("metrics");
  }

  async beginCopy(fence: number, hello: Hello): Promise<void> {
    const { db, copies, ports } = this.#core;
    const { meta } = this.#core;
    const number = Math.max(meta.current?.number ?? 0, meta.building?.number ?? 0, this.#core.lastGeneration) + 1;
    const building = newGeneration(number, hello);
    const before = meta.current ?? meta.building;
    const rewound = before !== undefined && (before.epoch !== hello.epoch || before.seq > hello.head);
    const rescoped = before !== undefined && before.scopeVersion !== hello.scopeVersion;
    const put = async (): Promise<void> => {
      const old = meta.building;
      if (old !== undefined) await copies.forget(old.number);
      await db.putMeta("building", building);
      // Accounts that came into scope bring chunks older than the progress; a restored backend gives its sequences a second time.
      if (rewound || rescoped) await db.meta.delete("usage");
      // Packs may hold what the backend has lost, under newer revisions than it has now. Rollups are shown until better ones come.
      if (rewound) await db.packs.clear();
    };
    await this.#core.fenced(fence, ["meta", "pages", "log", "packs"], {
      run: put,
      adopt: () => {
        const { usage, ...rest } = this.#core.meta;
        this.#core.meta = { ...rest, ...(usage === undefined || rewound || rescoped ? {} : { usage }), building };
      },
    });
    // Nothing else can be shown: this copy is, from its first page on.
    if (this.#core.meta.current === undefined) await this.#core.reload();
    ports.onNews("copy");
  }

  addPage(fence: number, kind: string, page: PageReader, asOf: number, next: string | null): Promise<void> {
    return this.#arriving.add(fence, kind, page, asOf, next);
  }

  async addChanges(fence: number, answer: PulledChanges): Promise<void> {
    const { db, copies, loaded, outbox, ports } = this.#core;
    const syncedMs = ports.now() - (this.#core.meta.clockSkewMs ?? 0);
    const done = await this.#core.fenced(fence, ["meta", "log", "outbox", "settled", "pages"], {
      prepare: async () => {
        const { building, current } = this.#core.meta;
        const number = (building ?? current)?.number;
        if (number === undefined) throw new Error("changes without a copy");
        return { number, row: answer.changes.length === 0 ? null : await copies.sealChanges(number, answer.seq, answer.changes) };
      },
      run: async ({ number, row }): Promise<{ readonly batch: number | null; readonly copy: Generation }> => {
        const building = await db.getMeta("building");
        const before = building ?? (await db.getMeta("current"));
        if (before?.number !== number) throw new Error("the copy was changed by another window");
        const batch = row === null ? null : await db.log.add(row);
        const { seq, scopeVersion } = answer;
        const copy: Generation = { ...before, seq, scopeVersion, complete: before.complete || answer.caughtUp };
        await db.putMeta(copy.complete ? "current" : "building", copy);
        if (copy.complete && building !== undefined) {
          await db.meta.delete("building");
          await copies.keepOnly(copy.number);
        }
        if (answer.caughtUp) {
          await db.putMeta("lastSyncMs", syncedMs);
          await outbox.settle((await db.getMeta("clientId")) ?? "", answer.lastMutationId, answer.seq, syncedMs);
        }
        return { batch, copy };
      },
      adopt: ({ batch, copy }) => {
        const { building: _done, ...rest } = this.#core.meta;
        this.#core.meta = copy.complete ? { ...rest, current: copy } : { ...rest, building: copy };
        if (answer.caughtUp) this.#core.meta = { ...this.#core.meta, lastSyncMs: syncedMs };
        if (loaded.generation === copy.number && batch !== null) loaded.applyBatch(batch, answer.changes);
      },
    });
    if (answer.changes.some((change) => change.op === "delete" && change.kind === "account")) this.#core.mayHoldStrangers = true;
    if (done.copy.complete && loaded.generation !== done.copy.number) await this.#core.reload();
    if (answer.caughtUp) await this.#core.readOutbox();
    ports.onNews("log");
  }

  nextPush(userId: string): PushBatch | null {
    return this.outbox.nextPush(userId);
  }

  async addResults(fence: number, clientId: string, results: readonly MutationResult[]): Promise<void> {
    const { outbox, ports } = this.#core;
    await this.#core.fenced(fence, ["meta", "outbox"], {
      prepare: () => outbox.judge(clientId, results),
      run: (judged) => outbox.addResults(clientId, judged, this.#core.meta.clientId ?? ""),
    });
    await this.#core.readOutbox();
    ports.onNews("outbox");
  }

  async renumber(fence: number, headSeq: number, appliedUpTo = Number.POSITIVE_INFINITY): Promise<void> {
    const { outbox, ports } = this.#core;
    const clientId = this.#core.newId("client");
    const lost = { headSeq, clientId: this.#core.meta.clientId ?? "", appliedUpTo };
    const userId = this.#core.meta.session?.user.id ?? "";
    await this.#core.fenced(fence, ["meta", "outbox", "settled"], { run: () => outbox.renumber(clientId, lost, userId) });
    await this.#core.rereadMeta();
    await this.#core.readOutbox();
    const mirrored = ports.onEdits(outbox.rows.flatMap(({ row }) => (row.clientId === clientId ? [row] : [])));
    // Other windows number their edits anew, too.
    ports.onNews("log");
    await mirrored;
  }

  async addUsage(fence: number, chunks: readonly PackedChunk[], progress: UsageProgress): Promise<void> {
    const { db, metrics, ports } = this.#core;
    for (;;) {
      const written = await this.#core.fenced(fence, ["meta", "packs", "rollups"], {
        prepare: () => this.#orForgetPacks("usage", chunks, () => metrics.prepare("usage", chunks, progress.round?.asOf ?? progress.seq)),
        run: async (prepared) => {
          if (!(await metrics.write(prepared))) return null;
          await db.putMeta("usage", progress);
          return prepared.rollups;
        },
      });
      if (written === null) continue;
      this.#core.meta = { ...this.#core.meta, usage: progress };
      if (chunks.length > 0) this.engine.setRollups(written);
      ports.onNews("metrics");
      return;
    }
  }

  async addPack(group: MetricGroup, accountId: string, chunks: readonly PackedChunk[], asOf: number): Promise<void> {
    const { metrics } = this.#core;
    for (;;) {
      const written = await this.#core.write(["packs", "rollups"], {
        prepare: () =>
          chunks.length > 0
            ? this.#orForgetPacks(group, chunks, () => metrics.prepare(group, chunks, asOf))
            : metrics.prepareAsOf(group, accountId, asOf),
        run: async (prepared) => ((await metrics.write(prepared)) ? prepared.rollups : null),
      });
      if (written === null) continue;
      if (written.length > 0) this.engine.setRollups(written);
      this.engine.qualityChanged(accountId);
      return;
    }
  }

  packAsOf(group: MetricGroup, accountId: string): Promise<number | null> {
    return this.#core.metrics.asOf(group, accountId);
  }

  packAccounts(group: MetricGroup): Promise<readonly string[]> {
    return this.#core.metrics.accounts(group);
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
    const { building } = this.#core.meta;
    if (building === undefined) return {};
    const { copies } = this.#core;
    const [pages, log] = await Promise.all([copies.readPages(building, kindNames), copies.readLog(building.number, 0)]);
    return removalsOfCopy(this.engine, pages, log, changes);
  }

  accountCount(): number {
    return this.engine.all("account").length;
  }

  /** Makes some of what was read in an earlier format anew; true = there is more. */
  mend(): Promise<boolean> {
    return this.#core.remakeRollups(10);
  }

  /** Stores the scores of the book for the next start. */
  async storeHealth(): Promise<void> {
    const { derived, engine } = this.#core;
    await this.#core.write(["derived"], {
      prepare: () =>
        derived.seal("health", encodeHealth(engine.healths().filter((of) => engine.shown("account", of.accountId) !== undefined))),
      run: (row) => derived.write(row),
    });
  }

  /** Stores the forecasts of the book for the next start. */
  async storeOutlooks(): Promise<void> {
    const { derived, engine } = this.#core;
    await this.#core.write(["derived"], {
      prepare: () => {
        const pages = encodeOutlooks(engine.outlooks().filter((of) => engine.shown("account", of.accountId) !== undefined));
        return Promise.all([derived.seal("outlooks", pages.outlooks), derived.seal("peaks", pages.peaks)]);
      },
      run: async (rows) => {
        for (const row of rows) await derived.write(row);
      },
    });
  }

  tidy(fence: number): Promise<void> {
    return this.#tidying.tidy(fence);
  }

  /** Reads meta values again and shows what they name; `anew` even if it is shown already. */
  async #catchUp(anew: boolean): Promise<void> {
    await this.#core.rereadMeta();
    const shown = this.#core.meta.current ?? this.#core.meta.building;
    if (anew || shown?.number !== (this.#core.loaded.generation ?? undefined)) return this.#core.reload();
    await this.#core.orForget(["current", "building"], () => this.#core.loaded.readLog());
  }

  /** Increments cannot be put into a pack that is damaged: it goes, and the whole of it is fetched when this is tried again. */
  async #orForgetPacks<T>(group: MetricGroup, chunks: readonly PackedChunk[], prepare: () => Promise<T>): Promise<T> {
    try {
      return await prepare();
    } catch (error) {
      if (isDamage(error)) {
        // Not waited for: this runs inside the queue in which it will be written.
        for (const accountId of new Set(chunks.map((chunk) => chunk.accountId))) void this.#core.forgetPack(group, accountId);
      }
      throw error;
    }
  }
}

function isSame(a: Session, b: Session): boolean {
  return a.user.id === b.user.id && a.tenant.id === b.tenant.id;
}

function storageErrorOf(error: unknown): EditError {
  const quota = error instanceof Error && (error.name === "QuotaExceededError" || String(error).includes("QuotaExceeded"));
  return quota
    ? { code: "disk-full", message: "no space left for the edit" }
    : { code: "not-durable", message: "the edit could not be stored" };
}
