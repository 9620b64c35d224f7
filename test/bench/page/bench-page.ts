/** What the bench page can do, for the code that drives it. Times in milliseconds. */
export interface BenchPage {
  /** A new profile: from the start of the worker until every document is durable and a query over them is answered. */
  firstSync(profile: string): Promise<{ readonly ms: number; readonly accounts: number; readonly longestTaskMs: number }>;
  /** An existing profile: from the start of the worker to the first answer of `accountRows`. */
  coldStart(profile: string): Promise<{ readonly ms: number; readonly accounts: number }>;
  /** Opens a profile and waits until it is idle. */
  open(profile: string): Promise<void>;
  close(): void;
  /** From `syncNow` to a watched result that holds the marked change. The changes are on the backend already. */
  pull(mark: string): Promise<number>;
  /** From an edit to the watched result that shows it, and to durability. */
  edit(text: string): Promise<{ readonly shownMs: number; readonly durableMs: number }>;
  search(text: string): Promise<{ readonly ms: number; readonly items: number }>;
  /** Floor: the same documents as Dexie rows with two indexes. */
  dexieRows(name: string): Promise<number>;
  /** Floor: the same documents in sqlite-wasm on OPFS with two indexes. */
  sqliteRows(name: string): Promise<number>;
  /** Floor: writes the documents as Dexie rows and leaves them; `dexieOpen` opens them and reads the kinds of the accounts screen. */
  dexieFill(name: string): Promise<void>;
  dexieOpen(name: string): Promise<number>;
  anyAccount(): Promise<string>;
  /** Floor: documents put as Dexie rows, read back. */
  dexiePut(name: string, rows: number): Promise<number>;
  /** Floor: searching all names with a regular expression over records, without keys. */
  plainSearch(text: string): Promise<number>;
}

declare global {
  interface Window {
    headroomBench: BenchPage;
  }
}
