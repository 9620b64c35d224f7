import { hourMs, type HourlySeries, hoursInMonth, monthOf, monthStartMs } from "../../../shared/domain/metrics/series.ts";
import { encodeChunks, type PackedChunk, packValues } from "../../../shared/sync/chunks.ts";

/** Series as the bytes in which chunks travel: a chunk a month, months without a value left out. */
export function packSeries(series: readonly HourlySeries[]): Uint8Array<ArrayBuffer> {
  return encodeChunks(series.flatMap(chunksOf));
}

function chunksOf({ startMs, values, ...key }: HourlySeries): readonly PackedChunk[] {
  const chunks: PackedChunk[] = [];
  const endMs = startMs + values.length * hourMs;
  for (let month = monthOf(startMs); monthStartMs(month) < endMs;) {
    const [fromMs, hours] = [monthStartMs(month), hoursInMonth(month)];
    const ofMonth = new Float64Array(hours).fill(Number.NaN);
    const first = Math.max(0, (startMs - fromMs) / hourMs);
    ofMonth.set(values.subarray(Math.max(0, (fromMs - startMs) / hourMs), (fromMs - startMs) / hourMs + hours), first);
    if (ofMonth.some((value) => !Number.isNaN(value))) chunks.push({ ...key, month, rev: 0, ...packValues(ofMonth) });
    month = monthOf(fromMs + hours * hourMs);
  }
  return chunks;
}
