import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Database } from "../storage/database.ts";
import { openBackendStore } from "../storage/open-backend-store.ts";
import { BackupError } from "./backup-error.ts";

async function query<T extends pg.QueryResultRow>(url: string, statement: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

/**
 * A database that is used once. `url` = one on a PostgreSQL server that holds nothing at all, and holds nothing again afterwards; null = an embedded
 * one in a folder of its own below `folder`. Closing it removes everything. Throws BackupError (`not-empty`), StorageError.
 */
export async function openScratchDatabase(url: string | null, folder: string = tmpdir()): Promise<Database> {
  if (url === null) {
    const dataDir = await mkdtemp(join(folder, "headroom-drill-"));
    const { db } = await openBackendStore({ dataDir });
    return {
      ...db,
      close: async () => {
        await db.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  }
  const tables = await query<{ n: number }>(url, "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace");
  // What is in it would be gone afterwards.
  if (tables[0]?.n !== 0) throw new BackupError("not-empty", "the scratch database is not empty: name one that was just created");
  const { db } = await openBackendStore({ databaseUrl: url });
  return {
    ...db,
    close: async () => {
      await db.close();
      await query(url, "drop schema public cascade");
      await query(url, "create schema public");
    },
  };
}
