/** What a step may do to a table while it upgrades. */
export interface UpgradedTable {
  clear(): PromiseLike<void>;
  bulkDelete(keys: string[]): PromiseLike<void>;
}

/** The schema, one entry a version. An entry is frozen once released: a change is a new entry, and imports nothing. */
export interface Migration {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
  /** Runs inside the transaction of the upgrade, which ends when anything but the database is waited for. */
  readonly upgrade?: (table: (name: string) => UpgradedTable) => Promise<void>;
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    stores: {
      pages: "[generation+kind+page]",
      log: "++batch",
      outbox: "++order,&[clientId+mutationId]",
      packs: "[group+accountId]",
      rollups: "++order",
      meta: "key",
    },
  },
  /**
   * Everything is sealed. The copy of the book is fetched again. Edits stay as they are, as the upgrade cannot wait for a cipher: the outbox
   * seals whatever it finds unsealed when it reads.
   */
  {
    version: 2,
    stores: {},
    upgrade: async (table) => {
      for (const name of ["pages", "log", "packs", "rollups"]) await table(name).clear();
      await table("meta").bulkDelete(["current", "building", "usage", "session", "touches"]);
    },
  },
  /** Acknowledged edits have a table of their own, so that many can be kept: the outbox puts those that it finds among its rows there. */
  { version: 3, stores: { settled: "order,edit,settledAtMs" } },
  /** What is worked out from the rest. Rollups hold weeks from here on; earlier ones are recognised when they are read. */
  { version: 4, stores: { derived: "key" } },
];
