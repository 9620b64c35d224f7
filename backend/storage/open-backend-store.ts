import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Clock, systemClock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope } from "./database.ts";
import type { ImportStore } from "./import-store.ts";
import { openPgliteDatabase } from "./pglite-database.ts";
import { openPostgresDatabase } from "./postgres-database.ts";
import { createImportStore } from "./sql-import-store.ts";
import { StorageError } from "./storage-error.ts";
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

/** An address with a password in it is a secret: containers and systemd hand those over as files. Throws StorageError. */
function addressIn(file: string | undefined): string {
  if (file === undefined || file === "") return "";
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new StorageError("bad-url", `cannot read DATABASE_URL_FILE ${file}: give this user the right to it, or unset it`, {
      cause: error,
    });
  }
}

/** Where the store is, as an operator says it: `--data` before DATABASE_URL before DATABASE_URL_FILE before HEADROOM_DATA or the default folder. */
export function storeTarget(dataOption: string | undefined, environment: Readonly<Record<string, string | undefined>>): StoreTarget {
  if (dataOption !== undefined) return { dataDir: resolve(dataOption) };
  const given = environment["DATABASE_URL"] ?? "";
  const databaseUrl = given === "" ? addressIn(environment["DATABASE_URL_FILE"]) : given;
  const folder = environment["HEADROOM_DATA"] ?? "";
  return databaseUrl === "" ? { dataDir: resolve(folder === "" ? defaultDataDir : folder) } : { databaseUrl };
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
