import { Dexie, type Table } from "dexie";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Mutation, RefusalCode } from "../../shared/sync/protocol.ts";
import { migrations } from "./migrations.ts";

/** A columnar page as the backend sent it or as a fold made it. */
export interface PageRow {
  readonly generation: number;
  readonly kind: string;
  readonly page: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One pulled window of changes, waiting to be folded into pages. */
export interface LogRow {
  readonly batch?: number;
  readonly generation: number;
  /** JSON of `Change[]`: one string is several times cheaper to store than a thousand cloned objects. */
  readonly changes: string;
}

export type OutboxState =
  /** To be sent, or sent without an answer. */
  | { readonly state: "pending" }
  /** The backend has it; shown until the pull brings it. */
  | { readonly state: "applied" }
  /** Seen in the pull at this sequence; kept for a while in case the backend is restored from an older copy. */
  | { readonly state: "settled"; readonly atSeq: number }
  /** Refused for good: the user decides. */
  | {
      readonly state: "attention";
      readonly code: RefusalCode | "depends";
      readonly message: string;
      readonly server: Readonly<Record<string, Json>> | null;
    };

export interface OutboxRow {
  readonly order?: number;
  readonly clientId: string;
  /** The user who made the edit; nobody else's session sends it. */
  readonly userId: string;
  readonly mutationId: number;
  readonly mutation: Mutation;
  readonly status: OutboxState;
  /** Sent under another number before: that its record already exists is no reason to bother the user. */
  readonly replayed?: boolean;
}

/** Every chunk of one account in one group, in the bytes of `encodeChunks`. */
export interface PackRow {
  readonly group: MetricGroup;
  readonly accountId: string;
  /** Chunk sequence up to which the pack is complete. */
  readonly asOf: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Usage summaries of some accounts; a later row wins over an earlier one. */
export interface RollupRow {
  readonly order?: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One copy of the book. A new snapshot builds the next generation beside the one that is shown. */
export interface Generation {
  readonly number: number;
  readonly epoch: string;
  /** Where the next pull goes on; during the snapshot the smallest `asOf` of its pages. */
  readonly seq: number;
  readonly scopeVersion: number;
  readonly schemaHash: string;
  /** All pages are here and the tail has been caught up once. */
  readonly complete: boolean;
  readonly kinds: Readonly<Record<string, KindProgress>>;
  readonly rowsTotal: number;
}

export interface KindProgress {
  readonly pages: number;
  readonly rows: number;
  /** Last id of the newest page. */
  readonly next: string | null;
  readonly done: boolean;
}

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly role: string };
  readonly tenant: { readonly id: string; readonly name: string };
}

export interface MetaValues {
  readonly clientId: string;
  readonly nextMutationId: number;
  /** Raised by every new leader; a write of the sync client checks that it is still its own. */
  readonly fence: number;
  readonly current: Generation;
  readonly building: Generation;
  readonly session: Session;
  /** Usage chunks: complete up to `seq`; `after` and `asOf` of the round under way. */
  readonly usage: ChunkProgress;
  readonly lastSyncMs: number;
  readonly clockSkewMs: number;
  /** Instant of each account's newest touch, as the timeline last said: a first screen must not wait for the timeline. */
  readonly touches: ReadonlyMap<string, string>;
}

export interface ChunkProgress {
  readonly epoch: string;
  readonly seq: number;
  readonly round: { readonly asOf: number; readonly after: string | null } | null;
}

export interface MetaRow {
  readonly key: keyof MetaValues;
  readonly value: unknown;
}

/** The factories of the platform; tests hand in fake-indexeddb. */
export interface DatabasePlatform {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** The local database of one profile. Only `renderer/data` knows it. */
export class Database {
  readonly dexie: Dexie;
  readonly pages: Table<PageRow, [number, string, number]>;
  readonly log: Table<LogRow, number>;
  readonly outbox: Table<OutboxRow, number>;
  readonly packs: Table<PackRow, [MetricGroup, string]>;
  readonly rollups: Table<RollupRow, number>;
  readonly meta: Table<MetaRow, string>;

  constructor(profile: string, platform?: DatabasePlatform) {
    this.dexie = new Dexie(`headroom-${profile}`, {
      ...platform,
      // An edit that was confirmed survives the power failing; measured, it costs nothing.
      chromeTransactionDurability: "strict",
      // Rows are read once and kept as columns: a second copy of them would only cost memory.
      cache: "disabled",
    });
    for (const { version, stores } of migrations) this.dexie.version(version).stores(stores);
    this.pages = this.dexie.table("pages");
    this.log = this.dexie.table("log");
    this.outbox = this.dexie.table("outbox");
    this.packs = this.dexie.table("packs");
    this.rollups = this.dexie.table("rollups");
    this.meta = this.dexie.table("meta");
  }

  async getMeta<N extends keyof MetaValues>(key: N): Promise<MetaValues[N] | undefined> {
    return (await this.meta.get(key))?.value as MetaValues[N] | undefined;
  }

  async putMeta<N extends keyof MetaValues>(key: N, value: MetaValues[N]): Promise<void> {
    await this.meta.put({ key, value });
  }
}
