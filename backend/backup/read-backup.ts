import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import type { z } from "zod";
import { errorCode } from "../storage/storage-error.ts";
import { BackupError } from "./backup-error.ts";
import {
  type BackupHeader,
  backupHeader,
  type BackupManifest,
  backupManifest,
  type BackupSummary,
  contentVersion,
  countRows,
  type TableHeader,
  tableHeader,
} from "./backup-format.ts";
import { openFrames } from "./sealed-frames.ts";

/** What a backup says, in its order: the header first, the manifest last. */
export type BackupEntry =
  | { readonly type: "header"; readonly header: BackupHeader }
  | { readonly type: "rows"; readonly table: TableHeader; readonly rows: readonly string[] }
  | { readonly type: "manifest"; readonly manifest: BackupManifest; readonly contentBytes: number };

/** Rows and characters given out at a time, about. */
const batchRows = 500;
const batchChars = 1_000_000;

function damaged(): BackupError {
  return new BackupError("damaged", "the backup is damaged: its content does not fit together, use another copy of it");
}

function parsed<S extends z.ZodType>(schema: S, json: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    throw damaged();
  }
}

async function* lines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  for await (const bytes of source) {
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield Buffer.concat([...held, bytes.subarray(from, end)]);
      held = [];
      from = end + 1;
    }
    held.push(bytes.subarray(from));
  }
  if (held.some(({ length }) => length > 0)) throw damaged();
}

function contentOf(file: string, passphrase: string): AsyncIterable<Buffer> {
  const content = createZstdDecompress();
  // What fails on the way ends the last stream with the error, where it is read.
  pipeline(
    createReadStream(file),
    (source: AsyncIterable<Buffer>) => openFrames(source, passphrase),
    content,
    () => undefined,
  );
  return content;
}

/** The content of a file, checked line by line. Throws BackupError; only when it has ended has the whole file been checked. */
export async function* readBackup(file: string, passphrase: string): AsyncGenerator<BackupEntry> {
  const digest = createHash("sha256");
  const counts: Record<string, Record<string, number>> = {};
  let contentBytes = 0;
  let header: BackupHeader | undefined;
  let table: TableHeader | undefined;
  let manifest: BackupManifest | undefined;
  let rows: string[] = [];
  let chars = 0;
  const batch = (): BackupEntry[] => {
    const full = rows;
    [rows, chars] = [[], 0];
    return table === undefined || full.length === 0 ? [] : [{ type: "rows", table, rows: full }];
  };
  try {
    for await (const bytes of lines(contentOf(file, passphrase))) {
      if (manifest !== undefined) throw damaged();
      contentBytes += bytes.length + 1;
      const line = bytes.toString("utf8");
      const body = line.slice(1);
      if (line[0] !== "M") digest.update(bytes).update("\n");
      if ((header === undefined) !== (line[0] === "H")) throw damaged();
      switch (line[0]) {
        case "H":
          header = checkedHeader(parsed(backupHeader, body));
          yield { type: "header", header };
          break;
        case "T":
          yield* batch();
          table = parsed(tableHeader, body);
          (counts[table.tenant] ??= {})[table.table] = 0;
          break;
        case "R": {
          if (table === undefined) throw damaged();
          const own = counts[table.tenant] ?? {};
          own[table.table] = (own[table.table] ?? 0) + 1;
          rows.push(body);
          chars += body.length;
          if (rows.length >= batchRows || chars >= batchChars) yield* batch();
          break;
        }
        case "M":
          yield* batch();
          manifest = parsed(backupManifest, body);
          break;
        default:
          throw damaged();
      }
    }
  } catch (error) {
    throw readError(file, error);
  }
  if (manifest === undefined) throw damaged();
  if (manifest.sha256 !== digest.digest("hex") || JSON.stringify(manifest.rows) !== JSON.stringify(counts)) throw damaged();
  yield { type: "manifest", manifest, contentBytes };
}

function checkedHeader(header: BackupHeader): BackupHeader {
  if (header.version > contentVersion)
    throw new BackupError("newer-format", "the backup was made by a newer Headroom: restore it with that version");
  return header;
}

function readError(file: string, error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const code = errorCode(error);
  if (code === "ENOENT" || code === "EACCES" || code === "EPERM" || code === "EISDIR")
    return new BackupError("unreadable", `cannot read ${file} (${code}): name the backup with --from`, { cause: error });
  return code?.startsWith("ZSTD") === true || code?.startsWith("Z_") === true ? damaged() : error;
}

/** Reads the whole file and writes nothing: whether it can be restored, and what it holds. Throws BackupError. */
export async function checkBackup(file: string, passphrase: string): Promise<BackupSummary> {
  let header: BackupHeader | undefined;
  for await (const entry of readBackup(file, passphrase)) {
    if (entry.type === "header") ({ header } = entry);
    if (entry.type === "manifest" && header !== undefined) {
      const { manifest, contentBytes } = entry;
      return { madeAt: header.madeAt, tenants: header.tenants, rows: countRows(manifest), sha256: manifest.sha256, contentBytes };
    }
  }
  throw damaged();
}
