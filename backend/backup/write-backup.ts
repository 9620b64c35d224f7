import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import { sql } from "kysely";
import type { Database, OperatorTransaction } from "../storage/database.ts";
import { migrationNames } from "../storage/migrations/migrate.ts";
import { errorCode, isDiskFull } from "../storage/storage-error.ts";
import { BackupError } from "./backup-error.ts";
import {
  type BackupHeader,
  type BackupManifest,
  type BackupSummary,
  contentVersion,
  countRows,
  type TableHeader,
} from "./backup-format.ts";
import { type BackupTable, backupTables } from "./backup-tables.ts";
import { sealFrames } from "./sealed-frames.ts";

export interface BackupOptions {
  readonly file: string;
  readonly passphrase: string;
  readonly nowMs: number;
  /** One tenant; left out = every tenant of the database. */
  readonly tenantId?: string;
  /** Rows written so far. */
  readonly onProgress?: (rows: number) => void;
}

/** Rows fetched at a time: little enough to be held, whatever their length. */
const fetchRows = 250;

/** Rows of a tenant's table as JSON text, a batch at a time, through a cursor of the transaction. */
export async function* tableRows({ db }: OperatorTransaction, tenantId: string, table: BackupTable): AsyncGenerator<readonly string[]> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const order = sql.join(table.key.map((column) => sql.ref(column)));
  await sql`
    declare backup_rows no scroll cursor for
    select row_to_json(t)::text as line from (select ${columns} from ${sql.table(table.name)} where tenant_id = ${tenantId} order by ${order}) t`.execute(
    db,
  );
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(fetchRows)} from backup_rows`.execute(db);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < fetchRows) break;
  }
  await sql`close backup_rows`.execute(db);
}

async function tenantsOf(operator: OperatorTransaction, wanted: string | undefined): Promise<readonly string[]> {
  const all = await operator.tenantIds();
  if (wanted === undefined) return all;
  if (!all.includes(wanted)) throw new BackupError("no-tenant", `there is no company ${wanted} in the database: name it with --tenant`);
  return [wanted];
}

/** The content, line by line; `done` is told the manifest. */
async function* content(
  operator: OperatorTransaction,
  engine: Database["engine"],
  options: BackupOptions,
  done: (manifest: BackupManifest, header: BackupHeader, bytes: number) => void,
): AsyncGenerator<string> {
  const digest = createHash("sha256");
  let bytes = 0;
  const counted = (text: string): string => {
    digest.update(text);
    bytes += Buffer.byteLength(text);
    return text;
  };
  const tables = await backupTables(operator.db);
  const tenants = await tenantsOf(operator, options.tenantId);
  const header: BackupHeader = {
    version: contentVersion,
    madeAt: new Date(options.nowMs).toISOString(),
    engine,
    migrations: [...migrationNames],
    tenants: [...tenants],
  };
  yield counted(`H${JSON.stringify(header)}\n`);
  const rows: Record<string, Record<string, number>> = {};
  let written = 0;
  for (const tenant of tenants) {
    await operator.enter(tenant);
    const own: Record<string, number> = (rows[tenant] = {});
    for (const table of tables) {
      const head: TableHeader = { tenant, table: table.name, columns: [...table.columns] };
      yield counted(`T${JSON.stringify(head)}\n`);
      own[table.name] = 0;
      for await (const lines of tableRows(operator, tenant, table)) {
        yield counted(lines.map((line) => `R${line}\n`).join(""));
        own[table.name] = (own[table.name] ?? 0) + lines.length;
        written += lines.length;
        options.onProgress?.(written);
      }
    }
  }
  const manifest: BackupManifest = { rows, sha256: digest.digest("hex") };
  const last = `M${JSON.stringify(manifest)}\n`;
  done(manifest, header, bytes + Buffer.byteLength(last));
  yield last;
}

function fileError(file: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === "EEXIST") return new BackupError("file-exists", `${file} is there already: choose another name with --out`);
  if (isDiskFull(error)) return new BackupError("no-room", `there is no room for ${file}: free some space, or choose another place`);
  if (code !== undefined && ["ENOENT", "ENOTDIR", "EACCES", "EPERM", "EROFS", "EISDIR"].includes(code))
    return new BackupError("unreadable", `cannot write ${file} (${code}): choose another place with --out`, { cause: error });
  return error;
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes an encrypted backup of one state of the database, while others go on writing. The file appears whole, readable by this system user
 * alone, or not at all; one that is there is never written over. Memory does not grow with the database. Throws BackupError, StorageError.
 */
export async function writeBackup(db: Database, options: BackupOptions): Promise<BackupSummary> {
  const part = `${options.file}.part`;
  let summary: BackupSummary | undefined;
  try {
    await db.withOperator(
      (operator) => {
        const lines = content(operator, db.engine, options, (manifest, header, contentBytes) => {
          summary = { madeAt: header.madeAt, tenants: header.tenants, rows: countRows(manifest), sha256: manifest.sha256, contentBytes };
        });
        return pipeline(
          Readable.from(lines),
          createZstdCompress(),
          (source: AsyncIterable<Buffer>) => sealFrames(source, options.passphrase),
          createWriteStream(part, { mode: 0o600, flush: true }),
        );
      },
      { snapshot: true },
    );
    // Unlike a renaming, a second name is refused when there is such a file.
    await link(part, options.file);
    await syncFolder(dirname(options.file));
  } catch (error) {
    throw fileError(options.file, error);
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
  if (summary === undefined) throw new Error("the backup ended without its manifest");
  return summary;
}
