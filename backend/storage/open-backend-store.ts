import { resolve } from "node:path";
import { type Clock, systemClock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope } from "./database.ts";
import type { ImportStore } from "./import-store.ts";
import { openPgliteDatabase } from "./pglite-database.ts";
import { openPostgresDatabase } from "./postgres-database.ts";
import { createImportStore } from "./sql-import-store.ts";
import { defaultTenant, ensureTenant } from "./tenants.ts";

/** A folder for the embedded database, or the address of a PostgreSQL server. */
export type StoreTarget = { readonly dataDir: string } | { readonly databaseUrl: string };

export interface BackendStore {
  readonly db: Database;
  /** For everything that comes from outside; creates the tenant when it is new. `signature` is kept as the author of what is written. */
  importStore(tenantId?: string, signature?: string): Promise<ImportStore>;
  /** Must be called before the process ends: the embedded database is left clean, its folder free. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly clock?: Clock;
  readonly onMigration?: (done: number, total: number) => void;
  /** Hears of every statement, without its parameters; on PostgreSQL only. */
  readonly onStatement?: (sql: string) => void;
}

const defaultDataDir = ".data/headroom";

/** Where the store is, as an operator says it: `--data` before DATABASE_URL before the default folder. */
export function storeTarget(dataOption: string | undefined, environment: Readonly<Record<string, string | undefined>>): StoreTarget {
  if (dataOption !== undefined) return { dataDir: resolve(dataOption) };
  const databaseUrl = environment["DATABASE_URL"];
  return databaseUrl === undefined || databaseUrl === "" ? { dataDir: resolve(defaultDataDir) } : { databaseUrl };
}

/** Opens the store and brings its schema up to date. Throws StorageError, whose message is one line with the remedy. */
export async function openBackendStore(target: StoreTarget, options: OpenOptions = {}): Promise<BackendStore> {
  const clock = options.clock ?? systemClock;
  const db =
    "dataDir" in target
      ? await openPgliteDatabase(target.dataDir, options.onMigration)
      : await openPostgresDatabase(
          target.databaseUrl,
          options.onStatement === undefined ? {} : { onStatement: options.onStatement },
          options.onMigration,
        );
  return {
    db,
    importStore: async (tenantId = defaultTenant.id, signature = "import") => {
      const scope = serviceScope(tenantId, signature);
      await ensureTenant(db, scope, tenantId === defaultTenant.id ? defaultTenant.name : tenantId, clock.now());
      return createImportStore(db, scope, clock);
    },
    close: () => db.close(),
  };
}
