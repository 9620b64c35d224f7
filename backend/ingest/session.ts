import type { ImportStore } from "../storage/import-store.ts";
import type { AccountIndex } from "./account-index.ts";
import type { FileMapping } from "./mapping.ts";
import type { GoodRow } from "./row.ts";
import type { FileTally } from "./tally.ts";

/** One entry of the mapping at work: files go through it one after the other. */
export interface Session {
  /** Prepares for a file. Throws FileError when its columns are not those of the mapping. */
  open(tally: FileTally, header: readonly string[]): void;
  /** Takes rows; every one is settled in its tally, now or by a later call. */
  take(rows: readonly GoodRow[]): Promise<void>;
  /** The file is at its end. */
  closeFile(): Promise<void>;
  /** Every file of the entry is at its end: what is still held goes to the store. */
  finish(): Promise<void>;
  /** Gives back temporary files; called in any case. */
  dispose(): Promise<void>;
}

export interface SessionContext {
  readonly mapping: FileMapping;
  readonly source: string;
  readonly accounts: AccountIndex;
  readonly store: ImportStore;
}
