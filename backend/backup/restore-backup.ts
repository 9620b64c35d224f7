import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database, OperatorTransaction } from "../storage/database.ts";
import { migrationNames } from "../storage/migrations/migrate.ts";
import { lockHead } from "../storage/sequence.ts";
import { BackupError } from "./backup-error.ts";
import { type BackupHeader, type BackupSummary, countRows, type TableHeader } from "./backup-format.ts";
import { type BackupTable, backupTables } from "./backup-tables.ts";
import { checkBackup, readBackup } from "./read-backup.ts";

export interface RestoreOptions {
  readonly file: string;
  readonly passphrase: string;
  /** Only this tenant of the backup, beside whatever else the database holds; left out = every tenant, into a database without one. */
  readonly tenantId?: string;
  /** What is there now is removed first: of `tenantId`, or everything. */
  readonly replace: boolean;
  /** Told what the file holds, before anything is written; throws to call it off. */
  readonly beforeWrite?: (summary: BackupSummary) => void | Promise<void>;
  readonly onProgress?: (rows: number, of: number) => void;
}

/** The type of a row is named with its schema: `record` alone is a type of PostgreSQL's own. */
async function insertRows({ db }: OperatorTransaction, table: TableHeader, rows: readonly string[]): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const stored = await sql`
    insert into ${sql.table(table.table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.id("public", table.table)}, ${`[${rows.join(",")}]`}::json)`.execute(db);
  if (stored.numAffectedRows !== BigInt(rows.length)) throw new Error(`${rows.length} rows for ${table.table} were not all stored`);
}

/**
 * A tenant's audit log goes on through a restore: one that is there is neither removed nor written over by what a backup remembers of it, or a restore
 * would be a way to make it forget.
 */
const auditTables: readonly string[] = ["audit_head", "audit_entry", "audit_checkpoint"];

async function hasAuditLog(operator: OperatorTransaction, tenantId: string): Promise<boolean> {
  await operator.enter(tenantId);
  const row = await operator.db.selectFrom("audit_head").select("seq").where("tenant_id", "=", tenantId).executeTakeFirst();
  return row !== undefined;
}

/** Waits for the tenant's writers, who all take its head last, and leaves none of its rows. A writer that comes then finds no tenant. */
async function removeTenant(operator: OperatorTransaction, tenantId: string, tables: readonly BackupTable[]): Promise<void> {
  const tx = await operator.enter(tenantId);
  await lockHead(tx);
  const names = tables.map((table) => table.name).filter((name) => !auditTables.includes(name));
  for (const name of ["snapshot_page", ...names]) {
    await sql`delete from ${sql.table(name)} where tenant_id = ${tenantId}`.execute(operator.db);
  }
}

/** Another epoch: laptops take a new snapshot and send again what was acknowledged lately. Prebuilt pages are not in a backup. */
async function beginEpoch(operator: OperatorTransaction, tenantId: string): Promise<void> {
  const tx = await operator.enter(tenantId);
  const head = await operator.db
    .updateTable("sync_head")
    .set({ epoch: randomUUID(), page_build: 0, pages_until: null, health_until: null, forecast_until: null })
    .where("tenant_id", "=", tenantId)
    .returning("seq")
    .executeTakeFirstOrThrow();
  await tx.announceHead(head.seq);
}

function checkSchema({ migrations }: BackupHeader): void {
  const unknown = migrations.find((name) => !migrationNames.includes(name));
  if (unknown !== undefined) throw new BackupError("newer-format", "the backup was made by a newer Headroom: restore it with that version");
}

interface Room {
  /** Tenants that are to be written. */
  readonly wanted: ReadonlySet<string>;
  /** Of these, those whose audit log is there already. */
  readonly logged: ReadonlySet<string>;
}

async function makeRoom(operator: OperatorTransaction, header: BackupHeader, options: RestoreOptions): Promise<Room> {
  const { tenantId, replace } = options;
  const tables = await backupTables(operator.db);
  const there = await operator.tenantIds();
  const wanted = tenantId === undefined ? header.tenants : [tenantId];
  const inTheWay = tenantId === undefined ? there : there.filter((id) => id === tenantId);
  if (inTheWay.length > 0 && !replace) {
    throw new BackupError(
      "not-empty",
      tenantId === undefined
        ? `the database holds ${inTheWay.length} ${inTheWay.length === 1 ? "company" : "companies"} (${inTheWay.join(", ").slice(0, 200)}): restore into an empty one, or replace them with --replace`
        : `the database holds the company ${tenantId}: restore into another database, or replace it with --replace`,
    );
  }
  for (const id of inTheWay) await removeTenant(operator, id, tables);
  const logged = new Set<string>();
  for (const id of wanted) if (await hasAuditLog(operator, id)) logged.add(id);
  return { wanted: new Set(wanted), logged };
}

/**
 * Writes a backup back, in one transaction: all of it or nothing, whatever happens. The file is read to its end and checked before anything is
 * written, and again while it is written. Every tenant gets a new epoch. Throws BackupError, StorageError.
 */
export async function restoreBackup(db: Database, options: RestoreOptions): Promise<BackupSummary> {
  const { file, passphrase, tenantId } = options;
  const summary = await checkBackup(file, passphrase);
  if (tenantId !== undefined && !summary.tenants.includes(tenantId)) {
    throw new BackupError(
      "no-tenant",
      `the backup does not hold the company ${tenantId}; it holds ${summary.tenants.join(", ").slice(0, 200)}`,
    );
  }
  await options.beforeWrite?.(summary);
  const rows = await db.withOperator(async (operator) => {
    let room: Room = { wanted: new Set(), logged: new Set() };
    let written = 0;
    for await (const entry of readBackup(file, passphrase)) {
      switch (entry.type) {
        case "header":
          checkSchema(entry.header);
          room = await makeRoom(operator, entry.header, options);
          break;
        case "rows":
          if (!room.wanted.has(entry.table.tenant)) break;
          if (!auditTables.includes(entry.table.table) || !room.logged.has(entry.table.tenant)) {
            await operator.enter(entry.table.tenant);
            await insertRows(operator, entry.table, entry.rows);
          }
          written += entry.rows.length;
          options.onProgress?.(written, summary.rows);
          break;
        case "manifest":
          if (countRows(entry.manifest, [...room.wanted]) !== written) throw new Error("the backup changed while it was restored");
          break;
      }
    }
    for (const id of room.wanted) await beginEpoch(operator, id);
    return written;
  });
  await db.tidy();
  return { ...summary, tenants: tenantId === undefined ? summary.tenants : [tenantId], rows };
}
