import { isMetricId } from "../domain/metrics/metrics.ts";
import { hoursInMonth, isDetail, type MonthChunk } from "../domain/metrics/series.ts";
import type { JsonObject } from "../kernel/json.ts";
import { encodePage, PageFormatError, PageReader } from "./columnar.ts";

/**
 * Hourly values of a month in as few bytes as keep them exact: whole numbers below 65,535 as u16, below 2^32 - 1 as u32, multiples of
 * 1/10,000 below 6.5535 (ratios) as scaled u16, anything else as f64. The largest code of an integer encoding means "no data".
 */
export type ChunkEncoding = "u16" | "u16e4" | "u32" | "f64";

const none16 = 0xffff;
const none32 = 0xffff_ffff;

export function packValues(values: Float64Array): { readonly encoding: ChunkEncoding; readonly bytes: Uint8Array<ArrayBuffer> } {
  let whole = true;
  let scaled = true;
  let max = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < 0 || Object.is(value, -0)) return { encoding: "f64", bytes: new Uint8Array(values.slice().buffer) };
    if (value > max) max = value;
    if (whole && !Number.isInteger(value)) whole = false;
    if (scaled && Math.round(value * 10_000) / 10_000 !== value) scaled = false;
  }
  if (whole && max < none16) {
    return { encoding: "u16", bytes: new Uint8Array(Uint16Array.from(values, (v) => (Number.isNaN(v) ? none16 : v)).buffer) };
  }
  if (whole && max < none32) {
    return { encoding: "u32", bytes: new Uint8Array(Uint32Array.from(values, (v) => (Number.isNaN(v) ? none32 : v)).buffer) };
  }
  if (scaled && max < 6.5535) {
    return {
      encoding: "u16e4",
      bytes: new Uint8Array(Uint16Array.from(values, (v) => (Number.isNaN(v) ? none16 : Math.round(v * 10_000))).buffer),
    };
  }
  return { encoding: "f64", bytes: new Uint8Array(values.slice().buffer) };
}

/** Throws PageFormatError when the bytes do not hold exactly `hours` values. */
export function unpackValues(encoding: string, bytes: Uint8Array, hours: number): Float64Array {
  const own = bytes.slice().buffer;
  const width = encoding === "f64" ? 8 : encoding === "u32" ? 4 : 2;
  if (own.byteLength !== hours * width) throw new PageFormatError("chunk of another length");
  switch (encoding) {
    case "u16":
      return decoded(new Uint16Array(own), none16, 1);
    case "u16e4":
      return decoded(new Uint16Array(own), none16, 10_000);
    case "u32":
      return decoded(new Uint32Array(own), none32, 1);
    case "f64":
      return new Float64Array(own);
    default:
      throw new PageFormatError(`unknown chunk encoding ${encoding}`);
  }
}

/** A plain loop: `Float64Array.from` with a function takes ten times as long, and an account has hundreds of chunks. */
function decoded(codes: Uint16Array | Uint32Array, none: number, scale: number): Float64Array {
  const values = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? none;
    values[i] = code === none ? Number.NaN : code / scale;
  }
  return values;
}

/** A chunk as it is stored and sent: its values still packed. */
export interface PackedChunk extends Omit<MonthChunk, "values"> {
  readonly encoding: ChunkEncoding;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A page of chunks, sorted by account. `meta` carries the cursor of the next page. */
export function encodeChunks(chunks: readonly PackedChunk[], meta: JsonObject = {}): Uint8Array<ArrayBuffer> {
  return encodePage(
    "chunk",
    chunks.map((c) => ({
      accountId: c.accountId,
      metric: c.metric,
      region: c.region,
      carrier: c.carrier,
      // Left out where there is nothing to say: pages of other groups are the same bytes as ever.
      ...(isDetail(c) ? { sdk: c.sdk, platform: c.platform } : {}),
      month: c.month,
      rev: c.rev,
      encoding: c.encoding,
      bytes: c.bytes,
    })),
    meta,
  );
}

function textCell(reader: PageReader, row: number, name: string): string {
  const value = reader.value(row, name);
  if (typeof value !== "string") throw new PageFormatError(`damaged chunk: ${name}`);
  return value;
}

/** Reads a page of chunks; a metric that this version does not know is passed over, a damaged chunk refuses the page. */
export function decodeChunks(page: Uint8Array<ArrayBuffer>): { readonly chunks: readonly PackedChunk[]; readonly meta: JsonObject } {
  const reader = new PageReader(page);
  const chunks: PackedChunk[] = [];
  for (let row = 0; row < reader.rows; row += 1) {
    const text = (name: string): string => textCell(reader, row, name);
    const metric = text("metric");
    if (!isMetricId(metric)) continue;
    const bytes = reader.value(row, "bytes");
    const month = text("month");
    const encoding = text("encoding");
    if (!(bytes instanceof Uint8Array) || !/^\d{4}-\d{2}$/.test(month)) throw new PageFormatError("damaged chunk");
    const partOf = (name: string): string | null => {
      const value = reader.value(row, name);
      return typeof value === "string" ? value : null;
    };
    chunks.push({
      accountId: text("accountId"),
      metric,
      region: text("region"),
      carrier: partOf("carrier"),
      sdk: partOf("sdk"),
      platform: partOf("platform"),
      month,
      rev: Number(reader.value(row, "rev")),
      encoding: encoding as ChunkEncoding,
      bytes: bytes as Uint8Array<ArrayBuffer>,
    });
  }
  return { chunks, meta: reader.meta };
}

export function unpackChunk(chunk: PackedChunk): MonthChunk {
  const { encoding, bytes, ...key } = chunk;
  return { ...key, values: unpackValues(encoding, bytes, hoursInMonth(chunk.month)) };
}
