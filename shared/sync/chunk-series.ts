import { hourMs, type HourlySeries, hoursInMonth, monthStartMs, seriesName } from "../domain/metrics/series.ts";
import { type PackedChunk, unpackValues } from "./chunks.ts";

/** Every series of one account's chunks from its first to its last month, NaN where there is no data. Throws PageFormatError on a damaged chunk. */
export function seriesOfChunks(chunks: readonly PackedChunk[]): readonly HourlySeries[] {
  return Array.from(Map.groupBy(chunks, seriesName).values(), seriesOf);
}

function seriesOf(chunks: readonly PackedChunk[]): HourlySeries {
  const [first] = chunks;
  if (first === undefined) throw new Error("a series has at least one chunk");
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { month } of chunks) {
    const monthMs = monthStartMs(month);
    startMs = Math.min(startMs, monthMs);
    endMs = Math.max(endMs, monthMs + hoursInMonth(month) * hourMs);
  }
  const values = new Float64Array((endMs - startMs) / hourMs).fill(Number.NaN);
  for (const chunk of chunks)
    values.set(unpackValues(chunk.encoding, chunk.bytes, hoursInMonth(chunk.month)), (monthStartMs(chunk.month) - startMs) / hourMs);
  const { accountId, metric, region, carrier, sdk, platform } = first;
  return { accountId, metric, region, carrier, sdk, platform, startMs, values };
}
