import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { csvTable } from "../ingest/csv-table.ts";
import { type DateParser, dateParser } from "../ingest/date-pattern.ts";
import { type Fault, fault, type FaultReport, FileError, shown } from "../ingest/fault.ts";
import { unpacked } from "../ingest/open-table.ts";
import type { SourceRow } from "../ingest/row.ts";
import { decodeText } from "../ingest/text-source.ts";
import type { Zone } from "../ingest/zone.ts";

const hourMs = 3_600_000;
/** Hours of a series that are kept, counted back from its newest: five years. Older ones say nothing of the next weeks. */
const keptHours = 5 * 8_784;
/** Instants that are remembered as they were written: series of one file mostly share them. */
const rememberedInstants = 200_000;
/** No number of concurrent users is as great. */
const greatestValue = 1e15;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const noValue = /^(nan|na|n\/a|null|none|-)?$/i;

/** Hourly values of one series from its first known hour to its last; NaN = missing. */
export interface FileSeries {
  readonly id: string;
  readonly startMs: number;
  readonly values: Float64Array<ArrayBuffer>;
}

/** Reads instants as they are written in the files: with an offset, or on the clock of `zone`. A wall-clock time that came twice is the earlier one. */
export function instantParser(zone: Zone): (text: string) => number | Fault {
  const parse = dateParser("iso") as DateParser;
  const known = new Map<string, number | Fault>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const read = readInstant(text, parse, zone);
    if (known.size < rememberedInstants) known.set(text, read);
    return read;
  };
}

function readInstant(text: string, parse: DateParser, zone: Zone): number | Fault {
  const written = parse(text.trim());
  if (written === null) return fault("bad-date", "ts", `${shown(text)} is not a date as ISO 8601`);
  if (written.offsetMs !== null) return written.localMs - written.offsetMs;
  const local = zone.toUtc(written.localMs);
  switch (local.kind) {
    case "once":
      return local.ms;
    case "doubled":
      return local.earlierMs;
    case "skipped":
      return fault("skipped-hour", "ts", `${shown(text)} did not exist in ${zone.name}: the clocks went forward over it`);
  }
}

/**
 * Reads `series,ts,value` rows, gzip or not, in any order; half-hours and samples become the hour's maximum. An empty value is no data.
 * Rows that cannot be read are told to `onFault`, the others go in. Series come in the order in which the file names them first. Throws FileError.
 */
export async function readSeriesFile(path: string, zone: Zone, onFault: (report: FaultReport) => void): Promise<readonly FileSeries[]> {
  const file = basename(path);
  const table = await csvTable(decodeText(await unpacked(createReadStream(path)), "auto"), {
    delimiter: "auto",
    skipLines: 0,
    header: null,
  });
  const columns = ["series", "ts", "value"].map((name) => columnOf(table.header, name, file));
  const [seriesAt = 0, tsAt = 1, valueAt = 2] = columns;
  const instantOf = instantParser(zone);
  const found = new Map<string, HourBuffer>();
  let lastId = "";
  let last: HourBuffer | undefined;
  for await (const batch of table.batches) {
    for (const row of batch) {
      const problem = take(row);
      if (problem !== null) onFault({ file, line: row.line, ...problem });
    }
  }
  return Array.from(found, ([id, hours]) => ({ id, ...hours.series() })).filter(({ values }) => values.length > 0);

  function take(row: SourceRow): Fault | null {
    if ("fault" in row) return row.fault;
    const { cells } = row;
    const id = (cells[seriesAt] ?? "").trim();
    if (id === "") return fault("missing-value", "series", "the row names no series");
    const ms = instantOf(cells[tsAt] ?? "");
    if (typeof ms !== "number") return ms;
    const value = valueOf(cells[valueAt] ?? "");
    if (typeof value !== "number") return value;
    if (last === undefined || id !== lastId) {
      last = found.get(id);
      if (last === undefined) found.set(id, (last = new HourBuffer()));
      lastId = id;
    }
    last.add(Math.floor(ms / hourMs), value);
    return null;
  }
}

export function columnOf(header: readonly string[], name: string, file: string): number {
  const at = header.findIndex((one) => one.toLowerCase() === name);
  if (at < 0) throw new FileError(`${file} has no column ${name}: its header is ${shown(header.join(","))}`);
  return at;
}

/** NaN = no data. */
function valueOf(text: string): number | Fault {
  const trimmed = text.trim();
  const value = plainNumber.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isNaN(value)) return noValue.test(trimmed) ? value : fault("bad-number", "value", `${shown(text)} is not a number`);
  if (value < 0) return fault("bad-value", "value", `${shown(text)} is below nothing`);
  if (value > greatestValue) return fault("bad-value", "value", `${shown(text)} is greater than any number of users`);
  return value;
}

/** Hours of a series as they come, the greatest value of each; grows to both sides. */
class HourBuffer {
  #first = 0;
  #hours = new Float64Array(0);
  #from = 0;
  #to = 0;

  add(hour: number, value: number): void {
    if (this.#to === this.#from) {
      this.#hours = new Float64Array(1_024).fill(Number.NaN);
      this.#first = hour - 256;
      this.#from = hour;
      this.#to = hour + 1;
    }
    // A newer hour lets go of what is too old; one that is too old itself is let go.
    if (hour < this.#to - keptHours) return;
    if (hour < this.#first || hour >= this.#first + this.#hours.length) this.#grow(hour);
    const before = this.#hours[hour - this.#first] as number;
    if (!(before >= value)) this.#hours[hour - this.#first] = Number.isNaN(value) ? before : value;
    if (hour < this.#from) this.#from = hour;
    if (hour >= this.#to) this.#to = hour + 1;
  }

  #grow(hour: number): void {
    const to = Math.max(this.#to, hour + 1);
    const from = Math.max(Math.min(this.#from, hour), to - keptHours);
    const spare = to - from;
    const first = from - (hour < this.#first ? spare >> 1 : 24);
    const hours = new Float64Array(spare + (spare >> 1) + 1_024 + (from - first)).fill(Number.NaN);
    const kept = Math.max(from, this.#from);
    if (kept < this.#to) hours.set(this.#hours.subarray(kept - this.#first, this.#to - this.#first), kept - first);
    this.#first = first;
    this.#hours = hours;
    this.#from = kept < this.#to ? kept : hour;
    this.#to = Math.max(kept < this.#to ? this.#to : hour + 1, this.#from + 1);
  }

  series(): { readonly startMs: number; readonly values: Float64Array<ArrayBuffer> } {
    let from = Math.max(this.#from, this.#to - keptHours);
    let to = this.#to;
    while (from < to && Number.isNaN(this.#hours[from - this.#first])) from += 1;
    while (to > from && Number.isNaN(this.#hours[to - 1 - this.#first])) to -= 1;
    return { startMs: from * hourMs, values: this.#hours.slice(from - this.#first, to - this.#first) };
  }
}
