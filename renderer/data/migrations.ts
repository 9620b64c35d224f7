/** The schema, one entry a version. An entry is frozen once released: a change is a new entry, and imports nothing. */
export interface Migration {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
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
];
