import { z } from "zod";

/**
 * The content of a backup, before it is compressed (zstd) and sealed: lines of text, each beginning with a letter for what it is.
 *
 * | letter | line |
 * |---|---|
 * | `H` | what the backup is: first line |
 * | `T` | the rows that follow are of this table and this tenant |
 * | `R` | a row, as PostgreSQL writes it in JSON |
 * | `M` | the manifest: last line |
 */
export const contentVersion = 1;

export const backupHeader = z.object({
  version: z.number().int(),
  madeAt: z.iso.datetime(),
  engine: z.enum(["pglite", "postgres"]),
  /** Steps of the schema that the rows were written under. */
  migrations: z.array(z.string()),
  tenants: z.array(z.string()),
});
export type BackupHeader = z.infer<typeof backupHeader>;

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
export const tableHeader = z.object({ tenant: z.string(), table: name, columns: z.array(name).min(1) });
export type TableHeader = z.infer<typeof tableHeader>;

export const backupManifest = z.object({
  /** Rows by tenant and table. */
  rows: z.record(z.string(), z.record(z.string(), z.number().int())),
  /** SHA-256 of every line before this one, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupManifest = z.infer<typeof backupManifest>;

/** What a backup holds, for the operator. */
export interface BackupSummary {
  readonly madeAt: string;
  readonly tenants: readonly string[];
  readonly rows: number;
  readonly sha256: string;
  /** Length of the content before compression. */
  readonly contentBytes: number;
}

/** Rows of a manifest, of some tenants or of all. */
export function countRows({ rows }: Pick<BackupManifest, "rows">, tenants = Object.keys(rows)): number {
  return tenants.flatMap((tenant) => Object.values(rows[tenant] ?? {})).reduce((sum, n) => sum + n, 0);
}
