import { usageDigest } from "../../shared/domain/metrics/usage-digest.ts";
import { hoursInMonth, monthOf, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { type PackedChunk, unpackValues } from "../../shared/sync/chunks.ts";
import { encodePage, PageFormatError, PageReader } from "../../shared/sync/columnar.ts";
import type { UsageRollup } from "./local-store.ts";

/** Months of a pack that the 61 weeks of a digest reach into. */
const digestMonths = 15;

/** Summary of an account's PCU from the chunks of its pack. undefined = no data at all. */
export function usageRollup(accountId: string, chunks: readonly PackedChunk[]): UsageRollup | undefined {
  const usage = chunks.filter((chunk) => chunk.metric === "pcu" && chunk.carrier === null);
  const newest = usage.reduce((last, chunk) => (chunk.month > last ? chunk.month : last), "");
  if (newest === "") return undefined;
  // Unpacking is most of the work: months that cannot matter stay packed, unless the newest turn out to be empty.
  const [year, month] = [Number(newest.slice(0, 4)), Number(newest.slice(5, 7))];
  const oldest = monthOf(Date.UTC(year, month - digestMonths, 1));
  const digest = digestOf(usage.filter((chunk) => chunk.month >= oldest));
  const whole = digest === null || monthOf(digest.lastHourMs) < newest ? digestOf(usage) : digest;
  return whole === null ? undefined : { accountId, ...whole };
}

function digestOf(chunks: readonly PackedChunk[]): ReturnType<typeof usageDigest> {
  const parts = chunks.map(({ metric, region, carrier, month, encoding, bytes }) => ({
    metric,
    region,
    carrier,
    startMs: monthStartMs(month),
    values: unpackValues(encoding, bytes, hoursInMonth(month)),
  }));
  return usageDigest(parts, Number.POSITIVE_INFINITY);
}

type Region = UsageRollup["regions"][number];
/** Bytes of a value in `days` and `weeks`. */
const singleBytes = 4;

/** Rollups as one page, a region a row. An account without data leaves no row. */
export function encodeRollups(rollups: readonly UsageRollup[]): Uint8Array<ArrayBuffer> {
  return encodePage(
    "rollup",
    rollups.flatMap(({ accountId, lastHourMs, regions }) =>
      regions.map(({ region, firstDayMs, dailyMax, firstWeekMs, weekMax, weekSum, weekHours }) => ({
        accountId,
        lastHourMs,
        region,
        firstDayMs,
        days: singles(dailyMax),
        firstWeekMs,
        weeks: singles([...Array.from(weekMax), ...Array.from(weekSum)]),
        hours: Uint8Array.from(weekHours),
      })),
    ),
  );
}

/** Rollups of a page. `old` = it is of the format before weeks were kept: its accounts' rollups must be made again from their packs. */
export interface DecodedRollups {
  readonly old: boolean;
  readonly rollups: readonly UsageRollup[];
}

/** Throws PageFormatError on a damaged page. */
export function decodeRollups(bytes: Uint8Array<ArrayBuffer>): DecodedRollups {
  const reader = new PageReader(bytes);
  const old = reader.rows > 0 && reader.value(0, "weeks") === undefined;
  const rollups = new Map<string, { readonly accountId: string; readonly lastHourMs: number; readonly regions: Region[] }>();
  for (let row = 0; row < reader.rows; row += 1) {
    const accountId = reader.value(row, "accountId");
    if (typeof accountId !== "string") throw new PageFormatError("damaged rollup");
    const rollup = rollups.get(accountId) ?? { accountId, lastHourMs: Number(reader.value(row, "lastHourMs")), regions: [] };
    rollup.regions.push(old ? oldRegion(reader, row) : new StoredRegion(reader, row));
    rollups.set(accountId, rollup);
  }
  return { old, rollups: [...rollups.values()] };
}

/** A region of a stored rollup: views of its page, made when somebody asks for them, which for most weeks of a book is never. */
class StoredRegion implements Region {
  readonly region: string;
  readonly firstDayMs: number;
  readonly firstWeekMs: number;
  readonly weekHours: Uint8Array;
  readonly #days: Uint8Array;
  readonly #weeks: Uint8Array;

  constructor(reader: PageReader, row: number) {
    this.region = textOf(reader, row, "region");
    this.firstDayMs = Number(reader.value(row, "firstDayMs"));
    this.firstWeekMs = Number(reader.value(row, "firstWeekMs"));
    this.#days = bytesOf(reader, row, "days");
    this.#weeks = bytesOf(reader, row, "weeks");
    this.weekHours = bytesOf(reader, row, "hours");
    const weeks = this.weekHours.length;
    if (this.#days.length % singleBytes !== 0 || this.#weeks.length !== 2 * weeks * singleBytes)
      throw new PageFormatError("damaged rollup");
  }

  get dailyMax(): Float32Array {
    return singlesIn(this.#days, 0, this.#days.length / singleBytes);
  }

  get weekMax(): Float32Array {
    return singlesIn(this.#weeks, 0, this.weekHours.length);
  }

  get weekSum(): Float32Array {
    return singlesIn(this.#weeks, this.weekHours.length, this.weekHours.length);
  }
}

/** Columns of bytes begin at a multiple of four, and every value before this one is a multiple of four long. */
function singlesIn(bytes: Uint8Array, from: number, count: number): Float32Array {
  return new Float32Array(bytes.buffer, bytes.byteOffset + from * singleBytes, count);
}

function oldRegion(reader: PageReader, row: number): Region {
  const days = bytesOf(reader, row, "dailyMax");
  if (days.length % singleBytes !== 0) throw new PageFormatError("damaged rollup");
  const none = new Float32Array();
  return {
    region: textOf(reader, row, "region"),
    firstDayMs: Number(reader.value(row, "firstDayMs")),
    dailyMax: new Float32Array(days.slice().buffer),
    firstWeekMs: 0,
    weekMax: none,
    weekSum: none,
    weekHours: new Uint8Array(),
  };
}

function textOf(reader: PageReader, row: number, name: string): string {
  const value = reader.value(row, name);
  if (typeof value !== "string") throw new PageFormatError("damaged rollup");
  return value;
}

function bytesOf(reader: PageReader, row: number, name: string): Uint8Array {
  const value = reader.value(row, name);
  if (!(value instanceof Uint8Array)) throw new PageFormatError("damaged rollup");
  return value;
}

function singles(values: ArrayLike<number>): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
