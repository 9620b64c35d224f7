import { existsSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { Kysely, PGliteDialect, sql } from "kysely";
import { parseBytes } from "./bytes.ts";
import { createDatabase, type Database } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";
import { LocalHeadFeed } from "./head-feed.ts";
import { migrate } from "./migrations/migrate.ts";
import { isDiskFull, StorageError } from "./storage-error.ts";
import type { Tables } from "./tables.ts";

/** The database's own files, inside the data folder. */
const databaseFolder = "database";

function hexOf(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new TypeError("bytes expected");
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
}

async function start(dataDir: string): Promise<PGlite> {
  const pglite = new PGlite({
    dataDir: join(dataDir, databaseFolder),
    parsers: {
      // Sequences stay far below 2^53.
      [types.INT8]: Number,
      // PGlite's own reading and writing of bytes goes digit by digit: a quarter of the speed.
      [types.BYTEA]: parseBytes,
    },
    serializers: { [types.BYTEA]: hexOf },
  });
  await pglite.waitReady;
  return pglite;
}

/** PGlite does not tell a full disk from damage when it fails to open: with less than this free, the disk it is. */
const leastFreeBytes = 48 * 1024 * 1024;

/**
 * PGlite does not fail when its log cannot grow, it turns for ever. So no transaction that may write begins with less than this free: four
 * segments of its log, more than any one transaction of the product needs.
 */
const leastFreeToWrite = 64 * 1024 * 1024;

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function openError(dataDir: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (isDiskFull(error) || freeBytes(dataDir) < leastFreeBytes)
    return new StorageError("disk-full", `the disk of ${dataDir} is full: free some space and start again`, { cause: error });
  return new StorageError(
    "damaged",
    `the database in ${dataDir} cannot be opened: restore the folder from a backup, or move it away to begin anew`,
    {
      cause: error,
    },
  );
}

/**
 * PostgreSQL in this process, its files in `dataDir`. Throws StorageError. PGlite logs in as superuser, to whom row-level security does not
 * apply: once the schema is there, the one session it has becomes `headroom_app`, a role with no more than the rows of the tenant set.
 */
export async function openPgliteDatabase(
  dataDir: string,
  onMigration?: (done: number, total: number) => void,
  free: (folder: string) => number = freeBytes,
): Promise<Database> {
  const lock = lockFolder(dataDir);
  const isNew = !existsSync(join(dataDir, databaseFolder));
  try {
    const pglite = await start(dataDir);
    try {
      const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
      await migrate(kysely, onMigration);
      for (const statement of appRole) await sql.raw(statement).execute(kysely);
      return createDatabase({
        engine: "pglite",
        kysely,
        heads: new LocalHeadFeed(),
        announce: "local",
        beforeWrite: () => {
          if (free(dataDir) >= leastFreeToWrite) return;
          throw new StorageError("disk-full", `the disk of ${dataDir} is full: free some space and start again`);
        },
        tidy: () =>
          kysely.connection().execute(async (connection) => {
            await sql`reset role`.execute(connection);
            try {
              await sql`vacuum (analyze) record, change_log, snapshot_page, client, client_push`.execute(connection);
            } finally {
              await sql`set role headroom_app`.execute(connection);
            }
          }),
        close: async () => {
          try {
            await kysely.destroy();
          } finally {
            lock.release();
          }
        },
      });
    } catch (error) {
      await pglite.close().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    const failure = openError(dataDir, error);
    // Half a database that never held anything must not stand in the way of the next start.
    if (isNew) rmSync(join(dataDir, databaseFolder), { recursive: true, force: true });
    lock.release();
    throw failure;
  }
}

const appRole: readonly string[] = [
  `do $body$ begin
     if not exists (select from pg_roles where rolname = 'headroom_app') then create role headroom_app nologin nosuperuser nobypassrls; end if;
   end $body$`,
  "grant usage on schema public to headroom_app",
  "grant select, insert, update, delete on all tables in schema public to headroom_app",
  "revoke all on headroom_migration, headroom_migration_lock from headroom_app",
  "set jit = off",
  "set role headroom_app",
];
