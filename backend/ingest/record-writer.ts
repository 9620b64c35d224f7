import { kinds } from "../../shared/domain/kinds.ts";
import type { ImportRecord, ImportStore } from "../storage/import-store.ts";
import { fault, shown } from "./fault.ts";
import { limits } from "./limits.ts";
import { columnOf } from "./field-reader.ts";
import type { FileMapping } from "./mapping.ts";
import { RowFault } from "./row-fault.ts";
import type { FileTally } from "./tally.ts";

/** Hands records to the store in batches and settles the row they came from: stored when any of its records was. */
export class RecordWriter {
  private readonly store: ImportStore;
  private records: ImportRecord[] = [];
  private rows: { readonly tally: FileTally; readonly records: number }[] = [];

  constructor(store: ImportStore) {
    this.store = store;
  }

  async add(tally: FileTally, records: readonly ImportRecord[]): Promise<void> {
    this.rows.push({ tally, records: records.length });
    this.records.push(...records);
    if (this.records.length >= limits.batchRecords) await this.flush();
  }

  async flush(): Promise<void> {
    const { records, rows } = this;
    this.records = [];
    this.rows = [];
    if (records.length === 0) return;
    const outcomes = await this.store.putRecords(records);
    let at = 0;
    for (const row of rows) {
      row.tally.settle(outcomes.slice(at, at + row.records).includes("stored") ? "stored" : "unchanged");
      at += row.records;
    }
  }
}

/** Holds a record against its kind's schema; throws RowFault with the column of the field at fault. */
export function checkRecord(record: ImportRecord, mapping: FileMapping): ImportRecord {
  const parsed = kinds[record.kind].schema.safeParse({ id: record.id, ...record.defaults, ...record.fields });
  if (parsed.success) return record;
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? "record");
  const value = record.fields[field] ?? record.defaults[field];
  const what = typeof value === "string" || typeof value === "number" ? ` ${shown(String(value))}` : "";
  throw new RowFault(fault("bad-value", columnOf(mapping.fields[field]), `${field}${what}: ${issue?.message ?? "not valid"}`));
}

/** Remembers which line first had a key, so that a second row of the same record is told instead of overwriting the first in every run. */
export class SeenKeys {
  private readonly lines = new Map<string, string>();

  /** Throws RowFault when the key was there before. */
  claim(key: string, file: string, line: number): void {
    const before = this.lines.get(key);
    if (before !== undefined) throw new RowFault(fault("duplicate", null, `the same record as ${before}, which counts`));
    if (this.lines.size >= limits.rememberedKeys) {
      const oldest = this.lines.keys().next();
      if (oldest.done !== true) this.lines.delete(oldest.value);
    }
    this.lines.set(key, `line ${line} of ${file}`);
  }
}
