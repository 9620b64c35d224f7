import { z } from "zod";
import type { JsonObject } from "../../shared/kernel/json.ts";

/**
 * Who wrote a field last: user, time (ms), revision, and the laptop's client id; empty where it was no laptop, or is not known any more. Kept by
 * field in `record.writers`, so that a conflict names who really wrote the value that gave way. `*` stands for every field without an entry:
 * what was there when the record was changed for the first time. A record that has never been changed has no entries: its author wrote it all.
 */
const writer = z.tuple([z.string(), z.number(), z.number(), z.string()]);
type Writer = z.infer<typeof writer>;
const writersOf = z.record(z.string(), writer);
export type Writers = Readonly<Record<string, Writer>>;

const otherFields = "*";

export interface WrittenRecord {
  readonly rev: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  readonly writers: Writers;
}

export interface Author {
  readonly userId: string;
  readonly atMs: number;
}

export function readWriters(stored: JsonObject): Writers {
  const parsed = writersOf.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

/** What is known of the fields without an entry. */
function others(record: WrittenRecord): Writer {
  return record.writers[otherFields] ?? [record.updatedBy, record.updatedAt.getTime(), record.rev, ""];
}

/** Who wrote the newest of these fields. */
export function authorOf(record: WrittenRecord, fields: readonly string[]): Author {
  const written = fields.map((field) => record.writers[field] ?? others(record));
  const newest = written.reduce((a, b) => (b[2] > a[2] ? b : a), written[0] ?? others(record));
  return { userId: newest[0], atMs: newest[1] };
}

/** Who wrote last into the record after `rev`, other than this laptop; null = nobody did. */
export function otherAuthorSince(
  record: WrittenRecord,
  rev: number,
  own: { readonly userId: string; readonly clientId: string },
): Author | null {
  const unseen = [...Object.values(record.writers), others(record)]
    .filter(([userId, , at, clientId]) => at > rev && clientId !== own.clientId && !(clientId === "" && userId === own.userId))
    .toSorted((a, b) => a[2] - b[2]);
  const newest = unseen.at(-1);
  return newest === undefined ? null : { userId: newest[0], atMs: newest[1] };
}

/** The writers after a change of some fields. */
export function nextWriters(record: WrittenRecord, fields: Iterable<string>, change: Writer): Writers {
  return { ...record.writers, [otherFields]: others(record), ...Object.fromEntries(Array.from(fields, (field) => [field, change])) };
}
