import { type HourlySeries, seriesName } from "../../shared/domain/metrics/series.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import { decodeChunks, encodeChunks, type PackedChunk } from "../../shared/sync/chunks.ts";

/**
 * A metric pack holds every chunk of one account in one group, in the bytes in which chunks travel: one row to read for a chart, one to
 * write when a page of chunks arrives.
 */
export function chunksByAccount(chunks: readonly PackedChunk[]): ReadonlyMap<string, readonly PackedChunk[]> {
  return Map.groupBy(chunks, (chunk) => chunk.accountId);
}

function chunkName(chunk: PackedChunk): string {
  return `${seriesName(chunk)}|${chunk.month}`;
}

/** The pack with newer chunks in it: a chunk replaces the one of its series and month unless that is newer. */
export function mergePack(stored: Uint8Array<ArrayBuffer> | null, chunks: readonly PackedChunk[]): Uint8Array<ArrayBuffer> {
  if (stored === null) return encodeChunks(chunks);
  const merged = new Map(decodeChunks(stored).chunks.map((chunk) => [chunkName(chunk), chunk]));
  for (const chunk of chunks) {
    const name = chunkName(chunk);
    if ((merged.get(name)?.rev ?? -1) <= chunk.rev) merged.set(name, chunk);
  }
  return encodeChunks([...merged.values()]);
}

/** Every series of a pack from its first to its last month, NaN where there is no data. */
export function seriesOfPack(bytes: Uint8Array<ArrayBuffer>): readonly HourlySeries[] {
  return seriesOfChunks(decodeChunks(bytes).chunks);
}
