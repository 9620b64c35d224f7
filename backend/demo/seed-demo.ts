import { createDemo, type Demo, type DemoOptions, type DemoRecord } from "../../shared/demo/demo.ts";
import type { ImportChunk, ImportRecord, ImportStore } from "../storage/import-store.ts";

/** What came of it: written, there before, or refused because the store holds other customers. */
export type DemoOutcome = "seeded" | "already-there" | "other-company";

export interface DemoSummary {
  readonly outcome: DemoOutcome;
  /** What the company consists of. */
  readonly accounts: number;
  readonly records: number;
  readonly chunks: number;
  /** Records that were new or different; 0 unless seeded. */
  readonly stored: number;
}

const recordsAtOnce = 2_000;
/** Some megabytes of hourly values. */
const chunksAtOnce = 1_000;

/**
 * Writes the demonstration company, what screens need first before the rest: customers, capacity, contracts and incidents, then usage, then
 * everything that was said and done, then quality. The last customer is written whole at the very end: once it is there the company is complete, and a
 * second run leaves everything as it is. An interrupted run is taken up again from the start, writing only what differs.
 * `onProgress` counts records and month chunks.
 */
export async function seedDemo(
  store: ImportStore,
  options: DemoOptions,
  onProgress: (done: number, total: number) => void,
): Promise<DemoSummary> {
  const demo = createDemo(options);
  const { accounts, records, usageChunks, qualityChunks } = demo.counts;
  const summary = { accounts, records, chunks: usageChunks + qualityChunks, stored: 0 };
  const state = await stateOf(store, demo);
  if (state !== "free") return { ...summary, outcome: state };

  const total = records + summary.chunks;
  let done = 0;
  let stored = 0;
  const advance = (count: number) => {
    done += count;
    onProgress(done, total);
  };
  const putRecords = async (source: Iterable<DemoRecord>) => {
    for (const batch of batches(source, recordsAtOnce)) {
      const outcomes = await store.putRecords(batch.map(imported));
      stored += outcomes.filter((outcome) => outcome === "stored").length;
      advance(batch.length);
    }
  };
  const putChunks = async (source: Iterable<ImportChunk>) => {
    for (const batch of batches(source, chunksAtOnce)) {
      await store.putChunks(batch, "last");
      advance(batch.length);
    }
  };
  await putRecords(demo.sharedRecords());
  for (const [from, to] of [
    [0, accounts - 1],
    [accounts - 1, accounts],
  ] as const) {
    await putRecords(demo.headRecords(from, to));
    await putChunks(demo.usageChunks(from, to));
    await putRecords(demo.bodyRecords(from, to));
    await putChunks(demo.qualityChunks(from, to));
  }
  return { ...summary, outcome: "seeded", stored };
}

/** The demonstration company never mixes with other customers, nor with one of another seed. */
async function stateOf(store: ImportStore, demo: Demo): Promise<Exclude<DemoOutcome, "seeded"> | "free"> {
  const known = await store.accountsByCode();
  const last = demo.accounts.at(-1);
  if (last !== undefined && known.get(last.code)?.id === last.id && demo.accounts.every(({ code, id }) => known.get(code)?.id === id))
    return "already-there";
  const own = new Map(demo.accounts.map(({ code, id }) => [code, id]));
  for (const [code, { id }] of known) if (own.get(code) !== id) return "other-company";
  return "free";
}

/** Everything is in `fields`: taking up an interrupted run must end with one company, not with two halves of different hours. */
function imported({ kind, id, fields }: DemoRecord): ImportRecord {
  return { kind, id, fields, defaults: {} };
}

function* batches<T>(source: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of source) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
