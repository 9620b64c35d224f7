import { createHash, type Hash } from "node:crypto";
import type { Database } from "../storage/database.ts";
import { backupTables } from "./backup-tables.ts";
import { readBackup } from "./read-backup.ts";
import { tableRows } from "./write-backup.ts";

export interface TableDigest {
  readonly rows: number;
  /** Of the rows as PostgreSQL writes them in JSON, in the order of their key. */
  readonly sha256: string;
}
/** By `tenant table`. */
export type TableDigests = Readonly<Record<string, TableDigest>>;

/** A restored company has another epoch, and leases that nobody holds. */
const changed: readonly string[] = ["sync_head"];

class Digests {
  readonly #open = new Map<string, { rows: number; readonly hash: Hash }>();

  add(tenant: string, table: string, rows: readonly string[]): void {
    const key = `${tenant} ${table}`;
    const own = this.#open.get(key) ?? { rows: 0, hash: createHash("sha256") };
    this.#open.set(key, own);
    own.rows += rows.length;
    if (!changed.includes(table)) for (const row of rows) own.hash.update(row).update("\n");
  }

  end(): TableDigests {
    return Object.fromEntries(Array.from(this.#open, ([key, { rows, hash }]) => [key, { rows, sha256: hash.digest("hex") }]));
  }
}

/** Of what a backup holds. Throws BackupError. */
export async function digestsOfBackup(file: string, passphrase: string): Promise<TableDigests> {
  const digests = new Digests();
  for await (const entry of readBackup(file, passphrase)) {
    switch (entry.type) {
      case "rows":
        digests.add(entry.table.tenant, entry.table.table, entry.rows);
        break;
      case "manifest":
        for (const [tenant, tables] of Object.entries(entry.manifest.rows))
          for (const table of Object.keys(tables)) digests.add(tenant, table, []);
        break;
      case "header":
        break;
    }
  }
  return digests.end();
}

/** Of what a database holds, of every company, by the same rule. */
export function digestsOfDatabase(db: Database): Promise<TableDigests> {
  return db.withOperator(
    async (operator) => {
      const digests = new Digests();
      const tables = await backupTables(operator.db);
      for (const tenant of await operator.tenantIds()) {
        await operator.enter(tenant);
        for (const table of tables) {
          digests.add(tenant, table.name, []);
          for await (const rows of tableRows(operator, tenant, table)) digests.add(tenant, table.name, rows);
        }
      }
      return digests.end();
    },
    { snapshot: true },
  );
}

/** What of `wanted` is not so in `found`, a line each; nothing = they agree. */
export function differences(wanted: TableDigests, found: TableDigests): readonly string[] {
  return Object.entries(wanted).flatMap(([key, { rows, sha256 }]) => {
    const own = found[key];
    if (own === undefined) return rows === 0 ? [] : [`${key}: ${rows} rows are missing`];
    if (own.rows !== rows) return [`${key}: ${rows} rows in the backup, ${own.rows} restored`];
    return own.sha256 === sha256 ? [] : [`${key}: the ${rows} rows are not those of the backup`];
  });
}
