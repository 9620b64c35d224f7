import type { Kind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Drift, Held, Rescoped } from "../sync/sync-state.ts";
import type { AttentionAnswer } from "./attention-answer.ts";
import type { AttentionCode } from "./database.ts";
import type { StoreUse } from "./store-use.ts";
import type { StoreFault } from "./open-database.ts";
import type { QueryArgs, QueryName, QueryResult } from "./query-map.ts";

/** An edit as a screen makes it. The data worker adds base values, revision and ids of the outbox. */
export type Edit =
  | {
      readonly op: "create";
      readonly kind: Kind;
      readonly id: string;
      readonly fields: Readonly<Record<string, Json>>;
      /** Brings back, under its id, what was deleted; does nothing to a record that is there. */
      readonly resurrect?: true;
    }
  | {
      readonly op: "patch";
      readonly kind: Kind;
      readonly id: string;
      readonly fields: Readonly<Record<string, Json>>;
      /** What the user saw of these fields when he began; left out = what is shown now. Whatever else came meanwhile is merged, not overwritten. */
      readonly seen?: Readonly<Record<string, Json>>;
    }
  | { readonly op: "delete"; readonly kind: Kind; readonly id: string };

export interface EditError {
  /** `overwritten`: of taking an edit back, when what it had put has been changed since. */
  readonly code: "overwritten" | "invalid" | "not-found" | "not-allowed" | "disk-full" | "not-durable";
  readonly message: string;
}

/** A mutation that the backend refused for good: it and those that depend on it wait for the user. */
export interface AttentionItem {
  readonly clientId: string;
  readonly mutationId: number;
  readonly kind: Kind;
  readonly recordId: string;
  readonly op: Edit["op"];
  readonly code: AttentionCode;
  readonly message: string;
  readonly mine: Readonly<Record<string, Json>>;
  readonly server: Readonly<Record<string, Json>> | null;
}

/** An edit that waits to be sent, or to come back with a pull. */
export interface WaitingEdit {
  readonly clientId: string;
  readonly mutationId: number;
  readonly kind: Kind;
  readonly recordId: string;
  readonly op: Edit["op"];
  /** When it was made, by the laptop's clock, ms. */
  readonly atMs: number;
  /** The backend has it. */
  readonly sent: boolean;
  /** Long texts are cut. */
  readonly mine: Readonly<Record<string, Json>>;
}

export interface SyncStatus {
  /** `starting` before the local database is open; `first` during the first snapshot; `idle` = caught up. */
  readonly phase: "starting" | "first" | "idle" | "pulling" | "pushing" | "offline" | "paused";
  /** Why it is paused, if it is. */
  readonly pausedBy: "unauthorized" | "forbidden" | null;
  /** This window leads the synchronisation of this profile. */
  readonly leader: boolean;
  readonly pendingEdits: number;
  /** The first of them, in the order in which they go. */
  readonly waiting: readonly WaitingEdit[];
  readonly attention: readonly AttentionItem[];
  readonly openConflicts: number;
  /** When the laptop last was equal to the backend (server time, ms); null = never. */
  readonly lastSyncMs: number | null;
  /** Rows here and rows to come, by kind, while phase is `first`; accounts whose metrics are here. */
  readonly progress: {
    readonly rowsDone: number;
    readonly rowsTotal: number;
    readonly metricAccountsDone: number;
    readonly metricAccountsTotal: number;
  } | null;
  /** Bytes of the local database; null = not measured yet. */
  readonly storageBytes: number | null;
  /** Next attempt while offline, ms; null = none planned. */
  readonly retryAtMs: number | null;
  readonly user: { readonly id: string; readonly name: string; readonly role: string } | null;
  readonly tenantName: string | null;
  /** Laptop clock minus server clock, ms; null = unknown. */
  readonly clockSkewMs: number | null;
  /** The backend would take very much away: held back until the user decides. */
  readonly held: Held | null;
  /** The local copy was found to differ from the backend's. */
  readonly drift: Drift | null;
  /** Accounts that changed hands since this window leads. */
  readonly rescoped: Rescoped | null;
  /** When the copy was last compared with the backend's and found equal (laptop's clock, ms). */
  readonly checkedAtMs: number | null;
  /** Why the local database cannot be used; null = it can. */
  readonly storeFault: StoreFault | null;
  /** New edits have one home only: the file beside the database does not take them. */
  readonly mirrorFailing: boolean;
  /** The local database was found empty and is being made anew; edits that came back from the mirror. null = it was as it was left. */
  readonly storeLost: { readonly atMs: number; readonly restoredEdits: number } | null;
  /** What is stored is being sealed anew with a new key. */
  readonly rotatingKeys: boolean;
}

/** What the window knows of data: watches, edits and the state of sync. Implemented by the data worker's client and, in tests, in memory. */
export interface DataClient {
  /** Calls back with the first result and with every new one. Returns the function that stops. */
  watch<N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    onResult: (result: QueryResult<N>) => void,
    onError: (error: Error) => void,
  ): () => void;
  /** The result of a watch that ended a while ago, if it is still kept: something to draw at once, until the new watch calls back. */
  latest<N extends QueryName>(name: N, args: QueryArgs<N>): QueryResult<N> | undefined;
  query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>>;
  /** Shows the edit at once; resolves when it is durable in the outbox. */
  edit(edits: readonly Edit[]): Promise<Result<undefined, EditError>>;
  /** Resolves when every edit so far has been answered, and whoever made it has heard so. */
  settled(): Promise<void>;
  watchSync(onStatus: (status: SyncStatus) => void): () => void;
  /** Synchronise now, whatever the backoff says. */
  syncNow(): void;
  /** Makes new keys; what is stored is sealed anew with them in idle time. Rejects when the desktop refuses. */
  rotateKeys(): Promise<void>;
  /** Fetches an account's quality metrics if they are not here ("on demand"). Resolves when done or when there is no network. */
  fetchQuality(accountId: string): Promise<void>;
  /** What of the local database takes how much room; reads it whole, so it takes a moment. */
  storeUse(): Promise<StoreUse>;
  /** Drops quality metrics of customers that are not the user's own: they come again when such a customer is opened. Answers how many packs went. */
  dropPacks(): Promise<number>;
  resolveAttention(clientId: string, mutationId: number, how: AttentionAnswer): Promise<void>;
  /** Compares the local copy with the backend's now; the status tells the outcome. */
  checkCopy(): void;
  /** Lets what is held go, or puts the question off. */
  decideRemovals(how: "accept" | "later"): void;
}
