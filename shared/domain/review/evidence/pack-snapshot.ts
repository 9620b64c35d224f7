import { utf8ToBytes } from "@noble/hashes/utils.js";
import { deflateSync, Inflate } from "fflate";
import { z } from "zod";
import { fromBase64Text, toBase64Text } from "../../../kernel/base64.ts";
import { err, ok, type Result } from "../../../kernel/result.ts";
import { periodId, reviewAccount, type ReviewSnapshot, saidValue } from "../model/review-snapshot.ts";
import { reviewKinds } from "../model/review-sections.ts";
import {
  type ColumnType,
  type Evidence,
  type EvidenceCell,
  type EvidenceTable,
  evidenceTableIds,
  evidenceTables,
  type EvidenceTableId,
} from "./evidence-tables.ts";
import { snapshotDigest, snapshotName } from "./seal-snapshot.ts";

/** `damaged` is no packed snapshot · `too_large` would be more than any snapshot is · `altered` its rows are not those that its digest was made of. */
export type UnpackError = { readonly code: "damaged" | "too_large" | "altered" };

const limits = { packedChars: 400_000, jsonBytes: 16_000_000, rows: 200_000, inflateAt: 4096 } as const;

/** Cells of a column stand together: like goes with like, which a third of the bytes is won by. */
interface PackedTable {
  readonly columns: readonly string[];
  readonly cells: readonly (readonly EvidenceCell[])[];
  readonly sourceRows: number;
  readonly sources: readonly string[];
  readonly fromMs: number | null;
  readonly asOfMs: number | null;
}

/** A snapshot as a record keeps it: base64 of raw deflate of JSON. The same snapshot gives the same text. */
export function packSnapshot(snapshot: ReviewSnapshot): string {
  const tables = Object.fromEntries(
    Object.entries(snapshot.evidence).map(([id, { rows, ...rest }]): readonly [string, PackedTable] => {
      const columns = Object.keys(evidenceTables[id as EvidenceTableId]);
      return [id, { ...rest, columns, cells: columns.map((_, place) => rows.map((row) => row[place] ?? null)) }];
    }),
  );
  const json = JSON.stringify({ ...snapshot, evidence: tables });
  return toBase64Text(deflateSync(utf8ToBytes(json), { level: 9 }));
}

const instantMs = z.number().int();
const span = z.object({ fromMs: instantMs, toMs: instantMs });
const cells = z.custom<readonly (readonly EvidenceCell[])[]>(
  (value) => Array.isArray(value) && value.length <= 60 && value.every((column) => Array.isArray(column) && column.every(isCell)),
);
const packedTable = z.object({
  columns: z.array(z.string().max(40)).max(60),
  cells,
  sourceRows: z.number().int().nonnegative(),
  sources: z.array(z.string().max(40)).max(40),
  fromMs: instantMs.nullable(),
  asOfMs: instantMs.nullable(),
});
const packedSnapshot = z.object({
  id: z.string().regex(/^S-[0-9A-F]{8}$/),
  kind: z.enum(reviewKinds),
  period: periodId,
  periods: z.object({ q: span, p: span, y: span }),
  account: reviewAccount,
  timeZone: z.string().max(64),
  takenMs: instantMs,
  dataAsOfMs: instantMs.nullable(),
  evidence: z.record(z.string().max(40), packedTable),
  previous: z
    .object({
      reviewId: z.string().max(200),
      snapshotId: z.string().max(20),
      period: periodId,
      said: z.array(saidValue).max(400),
    })
    .nullable(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

function isCell(value: unknown): value is EvidenceCell {
  return value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}

/**
 * The snapshot of a record, its digest checked. One of an earlier version of the product has the tables and columns of that time: what came later is
 * not known in it. Never throws.
 */
export function unpackSnapshot(packed: string): Result<ReviewSnapshot, UnpackError> {
  if (packed.length > limits.packedChars) return err({ code: "too_large" });
  const bytes = fromBase64Text(packed);
  if (bytes === null || bytes.length === 0) return err({ code: "damaged" });
  const json = inflated(bytes);
  if (!json.ok) return json;
  const read = packedSnapshot.safeParse(json.value);
  if (!read.success) return err({ code: "damaged" });
  const tables = Object.entries(read.data.evidence).map(([id, table]) => [id, rowsOf(table)] as const);
  if (tables.some(([, table]) => table === null)) return err({ code: "damaged" });
  const { id, digest, ...content } = { ...read.data, evidence: Object.fromEntries(tables) };
  const columns = Object.fromEntries(Object.entries(read.data.evidence).map(([table, packedOf]) => [table, packedOf.columns]));
  if (snapshotDigest(content, columns) !== digest || id !== snapshotName(digest)) return err({ code: "altered" });
  const evidence = evidenceTableIds.map((table) => [table, asToday(table, read.data.evidence[table])] as const);
  if (evidence.some(([, table]) => table === null)) return err({ code: "damaged" });
  return ok({ ...content, id, digest, evidence: Object.fromEntries(evidence) as unknown as Evidence });
}

/** What the bytes say, unless it is more than a snapshot can be: a few bytes may stand for very many. */
function inflated(bytes: Uint8Array): Result<unknown, UnpackError> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const stream = new Inflate((part, final) => {
    size += part.length;
    parts.push(part);
    isWhole = final;
  });
  try {
    for (let at = 0; at < bytes.length; at += limits.inflateAt) {
      stream.push(bytes.subarray(at, at + limits.inflateAt), at + limits.inflateAt >= bytes.length);
      if (size > limits.jsonBytes) return err({ code: "too_large" });
    }
    if (!isWhole) return err({ code: "damaged" });
    const whole = new Uint8Array(size);
    let to = 0;
    for (const part of parts) {
      whole.set(part, to);
      to += part.length;
    }
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(whole)) as unknown);
  } catch {
    return err({ code: "damaged" });
  }
}

/** Rows with the columns that the table had then; null = its columns do not fit together. */
function rowsOf({ columns, cells: own, ...rest }: PackedTable): EvidenceTable | null {
  const length = own[0]?.length ?? 0;
  if (own.length !== columns.length || length > limits.rows || own.some((column) => column.length !== length)) return null;
  return { ...rest, rows: Array.from({ length }, (_, row) => own.map((column) => column[row] ?? null)) };
}

/** The table with the columns of today; null = a cell is not of its column's type. */
function asToday(id: EvidenceTableId, packed: PackedTable | undefined): EvidenceTable | null {
  if (packed === undefined) return { rows: [], sourceRows: 0, sources: [], fromMs: null, asOfMs: null };
  const { columns, cells: own, ...rest } = packed;
  const types = Object.entries(evidenceTables[id]) as readonly (readonly [string, ColumnType])[];
  const places = types.map(([name]) => columns.indexOf(name));
  const fits = types.every(([, type], i) => (own[places[i] ?? -1] ?? []).every((cell) => cell === null || isOfType(cell, type)));
  if (!fits) return null;
  const length = own[0]?.length ?? 0;
  return { ...rest, rows: Array.from({ length }, (_, row) => places.map((place) => own[place]?.[row] ?? null)) };
}

function isOfType(cell: string | number, type: ColumnType): boolean {
  return (type === "text" || type === "day") === (typeof cell === "string");
}
