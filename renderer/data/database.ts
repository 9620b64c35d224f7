import { Dexie, type Table } from "dexie";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Mutation, RefusalCode } from "../../shared/sync/protocol.ts";
import { type Migration, migrations } from "./migrations.ts";
import type { Sealed } from "./sealing.ts";

/**
 * Rows as they are on the disk. In the clear are keys, foreign keys, revisions, enumerations and the order of the outbox; everything else is in
 * `sealed` (see sealing.ts).
 */

/** A columnar page as the backend sent it or as a fold made it. */
export interface PageRow {
  readonly generation: number;
  readonly kind: string;
  readonly page: number;
  readonly sealed: Sealed;
}

/** One pulled window of changes, waiting to be folded into pages. */
export interface LogRow {
  readonly batch?: number;
  readonly generation: number;
  /** Where the next pull goes on. */
  readonly seq: number;
  /** JSON of `Change[]`: one string is several times cheaper to store than a thousand cloned objects. */
  readonly sealed: Sealed;
}

/** An edit of this laptop. `edit` names it for good, whatever number it gets: its sealed parts belong to this name. */
export interface EditRow {
  readonly order?: number;
  readonly edit: string;
  readonly clientId: string;
  /** The user who made the edit; nobody else's session sends it. */
  readonly userId: string;
  readonly mutationId: number;
  readonly kind: string;
  readonly recordId: string;
  readonly op: Mutation["op"];
  readonly baseRev: number;
  readonly status: EditStatus;
  /** Sent under another number before: that its record already exists is no reason to bother the user. */
  readonly replayed?: boolean;
  /** Of an edit without an answer: a pull up to here says that the backend has decided on it. What it made of it is in the copy already. */
  readonly pulledAtSeq?: number;
  /** Sealed JSON of the rest of the mutation: `{at, fields, …}`. */
  readonly sealed: Sealed;
  /** Sealed `{message, server}` of a refusal. */
  readonly answer?: Sealed;
}

/** An edit that the backend has acknowledged and a pull has brought. It keeps the order that it had in the outbox. */
export interface SettledRow extends EditRow {
  readonly order: number;
  /** Of the backend's clock, as far as it is known. */
  readonly settledAtMs: number;
}

export type EditStatus =
  | { readonly state: "pending" | "applied" }
  | { readonly state: "settled"; readonly atSeq: number }
  | { readonly state: "attention"; readonly code: AttentionCode };

/** Why an edit waits for the user: the backend's reason, an edit that it depends on, or that it cannot be read any more. */
export type AttentionCode = RefusalCode | "depends" | "unreadable";

export type OutboxState =
  /** To be sent, or sent without an answer. */
  | { readonly state: "pending" }
  /** The backend has it; shown until the pull brings it. */
  | { readonly state: "applied" }
  /** Refused for good: the user decides. */
  | {
      readonly state: "attention";
      readonly code: AttentionCode;
      readonly message: string;
      readonly server: Readonly<Record<string, Json>> | null;
    };

/** An edit as it is in memory: opened. Edits that are settled stay on the disk alone. */
export interface OutboxRow {
  readonly row: EditRow;
  readonly clientId: string;
  readonly userId: string;
  readonly mutationId: number;
  readonly mutation: Mutation;
  readonly status: OutboxState;
}

/** Every chunk of one account in one group, in the bytes of `encodeChunks`. */
export interface PackRow {
  readonly group: MetricGroup;
  readonly accountId: string;
  /** Chunk sequence up to which the pack is complete. */
  readonly asOf: number;
  readonly sealed: Sealed;
}

/** Usage summaries of some accounts; a later row wins over an earlier one. */
export interface RollupRow {
  readonly order?: number;
  /** Names the row for good; the order is given when it is stored. */
  readonly row: string;
  readonly sealed: Sealed;
}

/** What was worked out from the rest, so that a start shows it at once. */
export interface DerivedRow {
  readonly key: DerivedKey;
  readonly sealed: Sealed;
}
export type DerivedKey = "health" | "outlooks" | "peaks";

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

/** Values in the clear. */
export interface MetaValues {
  readonly clientId: string;
  readonly nextMutationId: number;
  /** Raised by every new leader; a write of the sync client checks that it is still its own. */
  readonly fence: number;
  readonly current: Generation;
  readonly building: Generation;
  /** Usage chunks: complete up to `seq`; `after` and `asOf` of the round under way. */
  readonly usage: ChunkProgress;
  readonly lastSyncMs: number;
  readonly clockSkewMs: number;
  /** The store was lost and its edits have not come back from the mirror yet. */
  readonly restoring: boolean;
}

/** Values that are sealed, as JSON. */
export interface SealedValues {
  readonly session: Session;
  /** Instant of each account's newest touch, as the timeline last said: a first screen must not wait for the timeline. */
  readonly touches: readonly (readonly [accountId: string, at: string])[];
}
export const sealedKeys: readonly (keyof SealedValues)[] = ["session", "touches"];

export interface ChunkProgress {
  readonly epoch: string;
  readonly seq: number;
  readonly round: { readonly asOf: number; readonly after: string | null } | null;
}

export interface MetaRow {
  readonly key: keyof MetaValues | keyof SealedValues;
  readonly value: unknown;
}

/** The factories of the platform; tests hand in fake-indexeddb. */
export interface DatabasePlatform {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** The local database of one profile. Only `renderer/data` knows it. `openDatabase` connects it. */
export class Database {
  readonly profile: string;
  readonly platform: DatabasePlatform | undefined;
  readonly #steps: readonly Migration[];
  #dexie: Dexie;

  constructor(profile: string, platform?: DatabasePlatform, steps: readonly Migration[] = migrations) {
    this.profile = profile;
    this.platform = platform;
    this.#steps = steps;
    this.#dexie = this.#make(databaseName(profile, 0));
  }

  get dexie(): Dexie {
    return this.#dexie;
  }

  get pages(): Table<PageRow, [number, string, number]> {
    return this.#dexie.table("pages");
  }

  get log(): Table<LogRow, number> {
    return this.#dexie.table("log");
  }

  get outbox(): Table<EditRow, number> {
    return this.#dexie.table("outbox");
  }

  /** Edits that the backend has, in case it is restored from an older copy. */
  get settled(): Table<SettledRow, number> {
    return this.#dexie.table("settled");
  }

  get packs(): Table<PackRow, [MetricGroup, string]> {
    return this.#dexie.table("packs");
  }

  get rollups(): Table<RollupRow, number> {
    return this.#dexie.table("rollups");
  }

  get derived(): Table<DerivedRow, string> {
    return this.#dexie.table("derived");
  }

  get meta(): Table<MetaRow, string> {
    return this.#dexie.table("meta");
  }

  /** Newest schema that this version of the console knows. */
  get version(): number {
    return Math.max(...this.#steps.map((step) => step.version));
  }

  /** Goes over to another store of the profile: the one in use cannot be opened. */
  useStore(number: number): void {
    this.#dexie.close();
    this.#dexie = this.#make(databaseName(this.profile, number));
  }

  async getMeta<N extends keyof MetaValues>(key: N): Promise<MetaValues[N] | undefined> {
    return (await this.meta.get(key))?.value as MetaValues[N] | undefined;
  }

  async putMeta<N extends keyof MetaValues>(key: N, value: MetaValues[N]): Promise<void> {
    await this.meta.put({ key, value });
  }

  #make(name: string): Dexie {
    const dexie = new Dexie(name, {
      ...this.platform,
      // An edit that was confirmed survives the power failing; measured, it costs nothing.
      chromeTransactionDurability: "strict",
      // Rows are read once and kept as columns: a second copy of them would only cost memory.
      cache: "disabled",
    });
    for (const { version, stores, upgrade } of this.#steps) {
      const declared = dexie.version(version).stores(stores);
      if (upgrade !== undefined) declared.upgrade((transaction) => upgrade((table) => transaction.table(table)));
    }
    return dexie;
  }
}

/** The profile's stores are numbered: a store that cannot be opened is kept aside and the next number used. A dot is in no profile's name. */
export function databaseName(profile: string, number: number): string {
  return number === 0 ? `headroom-${profile}` : `headroom-${profile}.${number}`;
}
