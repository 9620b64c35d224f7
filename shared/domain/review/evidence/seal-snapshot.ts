import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { canonicalJson } from "./canonical-json.ts";
import { evidenceTables } from "./evidence-tables.ts";

export type SnapshotContent = Omit<ReviewSnapshot, "id" | "digest">;

/** Names of the columns of each table. */
export type TableColumns = Readonly<Record<string, readonly string[]>>;

const columnsOfToday: TableColumns = Object.fromEntries(Object.entries(evidenceTables).map(([id, columns]) => [id, Object.keys(columns)]));

/** SHA-256, hex, of what a snapshot holds and of what its columns are called, as canonical JSON. */
export function snapshotDigest(content: object, columns: TableColumns): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ ...content, columns }))));
}

export function snapshotName(digest: string): string {
  return `S-${digest.slice(0, 8).toUpperCase()}`;
}

/** A snapshot under the name that its content gives it. */
export function sealed(content: SnapshotContent): ReviewSnapshot {
  const digest = snapshotDigest(content, columnsOfToday);
  return { id: snapshotName(digest), ...content, digest };
}
