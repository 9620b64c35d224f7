import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { StorageError } from "../storage-error.ts";
import type { Tables } from "../tables.ts";
import { firstSchema } from "./0001-first-schema.ts";
import { ingestMappings } from "./0002-ingest-mappings.ts";
import { signIn } from "./0003-sign-in.ts";
import { syncGuards } from "./0004-sync-guards.ts";
import { operatorTenants } from "./0005-operator-tenants.ts";
import { pageLease } from "./0006-page-lease.ts";
import { rowScope } from "./0007-row-scope.ts";
import { chunkDetail } from "./0008-chunk-detail.ts";
import { healthLease } from "./0009-health-lease.ts";
import { forecastLease } from "./0010-forecast-lease.ts";
import { auditLog } from "./0011-audit-log.ts";
import { connectors } from "./0012-connectors.ts";

function statements(list: readonly string[]): Migration {
  return {
    up: async (db) => {
      for (const statement of list) await sql.raw(statement).execute(db);
    },
  };
}

/** In the order of their numbers. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-first-schema": statements(firstSchema),
  "0002-ingest-mappings": statements(ingestMappings),
  "0003-sign-in": statements(signIn),
  "0004-sync-guards": statements(syncGuards),
  "0005-operator-tenants": statements(operatorTenants),
  "0006-page-lease": statements(pageLease),
  "0007-row-scope": statements(rowScope),
  "0008-chunk-detail": statements(chunkDetail),
  "0009-health-lease": statements(healthLease),
  "0010-forecast-lease": statements(forecastLease),
  "0011-audit-log": statements(auditLog),
  "0012-connectors": statements(connectors),
};

/** Names of every step that this version knows, in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations);

/** Takes every step in one transaction: a process that dies on the way leaves the schema as it was. */
export function createMigrator(db: Kysely<Tables>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: "headroom_migration",
    migrationLockTableName: "headroom_migration_lock",
  });
}

/** Brings the schema up to date; under a lock, so that several backends may start at once. Answers how many steps were taken. */
export async function migrate(db: Kysely<Tables>, onStep?: (done: number, total: number) => void): Promise<number> {
  const total = Object.keys(migrations).length;
  onStep?.(0, total);
  const { error, results } = await createMigrator(db).migrateToLatest();
  if (error !== undefined) {
    if (error instanceof Error && /corrupted migrations/.test(error.message)) {
      throw new StorageError(
        "newer-schema",
        "the database was written by a newer Headroom: start that version, or restore the backup made before it",
        {
          cause: error,
        },
      );
    }
    throw error;
  }
  onStep?.(total, total);
  return results?.length ?? 0;
}
