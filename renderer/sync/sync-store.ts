import type { PageReader } from "../../shared/sync/columnar.ts";
import type { PackedChunk } from "../../shared/sync/chunks.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { Change, Hello, KindDigest, Mutation, MutationResult } from "../../shared/sync/protocol.ts";
import type { Removals } from "./removal-guard.ts";

/** Where the laptop stands with one copy of the book. */
export interface CopyState {
  readonly epoch: string;
  readonly seq: number;
  readonly scopeVersion: number;
  readonly schemaHash: string;
  readonly complete: boolean;
  readonly kinds: Readonly<
    Record<string, { readonly pages: number; readonly rows: number; readonly next: string | null; readonly done: boolean }>
  >;
  readonly rowsTotal: number;
}

export interface UsageProgress {
  readonly epoch: string;
  /** Chunks are complete up to this sequence. */
  readonly seq: number;
  /** The round under way: where it will end and the account it goes on after. */
  readonly round: { readonly asOf: number; readonly after: string | null } | null;
}

/** What the sync client knows of the local database, kept in memory by the store. */
export interface SyncView {
  readonly clientId: string;
  /** Number of the next edit. */
  readonly nextMutationId: number;
  readonly current: CopyState | null;
  readonly building: CopyState | null;
  readonly usage: UsageProgress | null;
  readonly pendingEdits: number;
}

export interface PushBatch {
  readonly clientId: string;
  readonly mutations: readonly Mutation[];
}

/** Another window leads by now: this one's write was refused and it must step back. */
export class FencedError extends Error {
  readonly code = "fenced";
  constructor() {
    super("another window leads the synchronisation");
  }
}

/**
 * The local database, as the sync client uses it. Every write is one transaction, names the fence of the leader that makes it and throws
 * FencedError when that is no longer the newest; after the promise resolved, the write survives the power failing.
 */
export interface SyncStore {
  view(): SyncView;
  /** Becomes the leader: answers the new fence. */
  takeLead(): Promise<number>;
  /** Notes who is signed in. Another user than before gets a client id and a copy of his own; the earlier one's edits wait for him. */
  startSession(fence: number, hello: Hello): Promise<void>;
  /** Starts a new copy of the book beside the one that is shown. */
  beginCopy(fence: number, hello: Hello): Promise<void>;
  /** Takes one page of a kind with where the kind goes on; `next` null = the kind is complete. */
  addPage(fence: number, kind: string, page: PageReader, asOf: number, next: string | null): Promise<void>;
  /**
   * Takes one answer of the tail. With `caughtUp`, edits that the backend has applied stop being overlaid, and a copy under construction is
   * shown in place of the old one.
   */
  addChanges(fence: number, answer: PulledChanges): Promise<void>;
  /** Digest of the copy that is shown, without the outbox. */
  digest(): Readonly<Record<string, KindDigest>>;
  /** What these changes would take from the copy that is shown. */
  removalsBy(changes: readonly Change[]): Removals;
  /** What showing the copy under construction, with these changes, would take away and bring. */
  removalsOfCopy(changes: readonly Change[]): Promise<Removals>;
  /** The oldest edits of this user that the backend has not answered, one client id's. null = none. */
  nextPush(userId: string): PushBatch | null;
  addResults(fence: number, clientId: string, results: readonly MutationResult[]): Promise<void>;
  /**
   * The backend knows less of this client than the client was told (it was restored): edits get a new client id and new numbers, and those
   * acknowledged after `headSeq` are sent again; with `appliedUpTo`, those too that the backend says it does not have: a restored backend that
   * others have written to since may stand beyond every sequence that this laptop has seen.
   */
  renumber(fence: number, headSeq: number, appliedUpTo?: number): Promise<void>;
  addUsage(fence: number, chunks: readonly PackedChunk[], progress: UsageProgress): Promise<void>;
  /** Not fenced: any window may fetch an account's chunks; a chunk's own revision decides. */
  addPack(group: MetricGroup, accountId: string, chunks: readonly PackedChunk[], asOf: number): Promise<void>;
  /** Sequence up to which an account's pack is complete; null = not here. */
  packAsOf(group: MetricGroup, accountId: string): Promise<number | null>;
  packAccounts(group: MetricGroup): Promise<readonly string[]>;
  ownAccounts(userId: string): readonly string[];
  accountCount(): number;
  /** Puts what was pulled into pages. Call when nothing else is to be done. */
  tidy(fence: number): Promise<void>;
}

export interface PulledChanges {
  readonly changes: readonly Change[];
  readonly seq: number;
  readonly scopeVersion: number;
  readonly lastMutationId: number;
  readonly caughtUp: boolean;
}
