import { isKind } from "../../shared/domain/kinds.ts";
import type { StoreMark } from "../../shared/bridge/vault.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import { newId } from "../../shared/kernel/ids.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { CopyStore, isDamage, type KnownMeta } from "./copy-store.ts";
import type { Database, EditRow, MetaValues } from "./database.ts";
import { DerivedStore } from "./derived-store.ts";
import { EditSealing } from "./edit-sealing.ts";
import { Engine } from "./engine.ts";
import { LoadedCopy } from "./loaded-copy.ts";
import type { UsageRollup } from "./local-store.ts";
import { MetricStore } from "./metric-store.ts";
import { Outbox } from "./outbox.ts";
import type { Dependency } from "./query.ts";
import type { Sealer } from "./sealing.ts";
import { ShownEdits } from "./shown-edits.ts";

/** What windows of one profile tell each other after a commit. */
export type ReplicaNews = "log" | "outbox" | "copy" | "metrics" | "keys";

/** What seals the copy of the book, and what seals edits that the backend does not have: the latter outlive the copy. */
export interface StoreKeys {
  readonly copy: Sealer;
  readonly edits: Sealer;
}

export interface ReplicaPorts {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly random: Random;
  readonly now: () => number;
  /** Queries' dependencies that changed. */
  readonly onChange: (changed: ReadonlySet<Dependency>) => void;
  /** Something was committed: other windows read it again, the status is worked out anew. */
  readonly onNews: (news: ReplicaNews) => void;
  /** Lets other work of the thread go first. */
  readonly pause: () => Promise<void>;
  /** Edits that the database has. Resolves when their second home has them too, or has been tried. */
  readonly onEdits: (rows: readonly EditRow[]) => Promise<void>;
  /** Rows are about to leave the copy: what is kept outside of the store says so first. */
  readonly onMark: (mark: StoreMark) => Promise<void>;
  /** Hears of damage that was found and of edits that cannot be read. */
  readonly report: (error: unknown) => void;
}

export type TableName = "pages" | "log" | "outbox" | "settled" | "packs" | "rollups" | "derived" | "meta";

/** A write: what is sealed before its transaction, the transaction, and what memory makes of it before the next write begins. */
export interface Write<P, T> {
  readonly prepare?: () => Promise<P>;
  readonly run: (prepared: P) => Promise<T>;
  readonly adopt?: (value: T) => void;
}

/** Database, book in memory and outbox of one profile, and the one queue in which they are written. */
export class ReplicaCore {
  readonly ports: ReplicaPorts;
  readonly db: Database;
  readonly engine: Engine;
  readonly edits: EditSealing;
  readonly outbox: Outbox;
  readonly copies: CopyStore;
  readonly metrics: MetricStore;
  readonly derived: DerivedStore;
  readonly loaded: LoadedCopy;
  readonly shown: ShownEdits;
  meta: KnownMeta = {};
  /** Packs of accounts that are not in the book may be on the disk. */
  mayHoldStrangers = true;
  /** No copy gets a number up to this: the store was lost with a copy of this number in it. */
  lastGeneration = 0;
  /** One write at a time: what a transaction was worked out from is still true when it commits. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ports: ReplicaPorts) {
    this.ports = ports;
    this.db = ports.db;
    this.copies = new CopyStore(ports.db, ports.keys.copy);
    this.metrics = new MetricStore(ports.db, ports.keys.copy, () => this.newId("rollup"));
    this.derived = new DerivedStore(ports.db, ports.keys.copy);
    this.edits = new EditSealing(ports.keys.edits, () => this.newId("edit"), ports.report);
    this.outbox = new Outbox(ports.db, this.edits);
    this.engine = new Engine((accountId, group) => this.readSeries(accountId, group), ports.onChange);
    this.loaded = new LoadedCopy(this.engine, this.copies);
    this.shown = new ShownEdits(this.engine, this.outbox);
  }

  /** Whether the account is the signed-in user's. */
  isOwn(accountId: string): boolean {
    const userId = this.meta.session?.user.id;
    return userId !== undefined && this.engine.get("account", accountId)?.ownerId === userId;
  }

  newId(prefix: string): string {
    return newId(prefix, this.ports.now(), this.ports.random);
  }

  /** What is kept outside of the store about it; null = the store is not open yet. */
  mark(): StoreMark | null {
    const { clientId, current } = this.meta;
    if (clientId === undefined) return null;
    const copy = current === undefined ? null : { generation: current.number, rows: rowsOf(current) };
    return { clientId, nextMutationId: this.nextMutationId(), copy, unsent: this.outbox.pending };
  }

  nextMutationId(): number {
    const own = this.outbox.rows.filter((row) => row.clientId === this.meta.clientId).map((row) => row.mutationId + 1);
    return Math.max(this.meta.nextMutationId ?? 1, ...own);
  }

  /** A pack that is damaged is forgotten, so that it is fetched again, and is as if it were not here. */
  async readSeries(...[accountId, group]: Parameters<MetricStore["series"]>): ReturnType<MetricStore["series"]> {
    try {
      return await this.metrics.series(accountId, group);
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.forgetPack(group, accountId);
      this.ports.report(error);
      return [];
    }
  }

  /** Makes some of the rollups anew that were read in an earlier format. Answers whether more are left. */
  async remakeRollups(count: number): Promise<boolean> {
    const { metrics, engine } = this;
    const made: UsageRollup[] = [];
    for (const accountId of [...metrics.oldRollups].slice(0, count)) {
      try {
        const rollup = await metrics.remakeRollup(accountId);
        if (rollup !== undefined) made.push(rollup);
      } catch (error) {
        if (!isDamage(error)) throw error;
        // It comes again with the pack.
        metrics.leaveOld(accountId);
        await this.forgetPack("usage", accountId);
        this.ports.report(error);
      }
    }
    if (made.length > 0) engine.setRollups(made);
    return metrics.oldRollups.size > 0;
  }

  async forgetPack(group: MetricGroup, accountId: string): Promise<void> {
    await this.write(["packs", "meta"], {
      run: async () => {
        await this.db.packs.delete([group, accountId]);
        // Usage comes in rounds over the book, not by account.
        if (group === "usage") await this.db.meta.delete("usage");
      },
    });
    const { usage, ...rest } = this.meta;
    this.meta = group === "usage" || usage === undefined ? rest : { ...rest, usage };
  }

  /** Also whose store it is by now: another window may have let another user in. */
  async rereadMeta(): Promise<void> {
    this.meta = await this.copies.meta();
    const { session } = this.meta;
    if (session === undefined) return;
    this.engine.setUser(session.user.id);
    this.outbox.setUser(session.user.id);
  }

  readOutbox(): Promise<void> {
    return this.exclusive(async () => {
      this.outbox.adopt(await this.outbox.read());
      const nextMutationId = await this.db.getMeta("nextMutationId");
      if (nextMutationId !== undefined) this.meta = { ...this.meta, nextMutationId };
      this.shown.refresh();
    });
  }

  /** Shows the copy that is to be shown, whatever is in memory. */
  async reload(): Promise<void> {
    const copy = this.meta.current ?? this.meta.building ?? null;
    this.mayHoldStrangers = true;
    await this.orForget(["current", "building"], () => this.loaded.replace(copy));
  }

  /** Reads, or forgets what turns out to be damaged so that it is fetched again. The outbox is never touched. */
  async orForget<T>(keys: readonly (keyof MetaValues)[], read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.write(["meta"], { run: () => this.db.meta.bulkDelete([...keys]) });
      await this.rereadMeta();
      this.ports.report(error);
      return null;
    }
  }

  exclusive<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(run);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Preparation, one transaction, then `adopt`. A cipher is waited for in the preparation only: it would end the transaction. */
  write<P, T>(tables: readonly TableName[], { prepare, run, adopt }: Write<P, T>): Promise<T> {
    return this.exclusive(async () => {
      const prepared = (await prepare?.()) as P;
      // Dexie keeps a transaction over `await` only if the function that it is given is itself async.
      const value = await this.db.dexie.transaction("rw", [...tables], async () => run(prepared));
      adopt?.(value);
      return value;
    });
  }

  /** A write of the leader. Throws FencedError when another window leads by now. */
  fenced<P, T>(fence: number, tables: readonly TableName[], write: Write<P, T>): Promise<T> {
    const run = async (prepared: P): Promise<T> => {
      await this.copies.checkFence(fence);
      return write.run(prepared);
    };
    return this.write(tables, { ...write, run });
  }

  /** The revision that the backend has of a record, as far as this laptop knows. */
  storedRev(kind: string, id: string): number {
    return (isKind(kind) ? this.engine.stored(kind, id)?.rev : undefined) ?? 0;
  }
}

/** Rows of a copy, over all kinds. */
export function rowsOf(copy: { readonly kinds: Readonly<Record<string, { readonly rows: number }>> }): number {
  return Object.values(copy.kinds).reduce((sum, kind) => sum + kind.rows, 0);
}
