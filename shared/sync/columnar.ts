import type { Json, JsonObject } from "../kernel/json.ts";

/**
 * One format on the wire, on disk and in memory: a page of records as columns.
 *
 * Layout, little-endian: `u32 magic`, `u32 headerBytes`, header (UTF-8 JSON), then the columns' buffers, each aligned to 8 bytes.
 * A column is the type that its values have; strings are one UTF-8 blob with offsets counted in UTF-16 units, so that a reader decodes
 * the blob once and slices it. A field that is missing in some rows, or null, carries a state byte a row: absent and null are not the same.
 */
export const pageMagic = 0x3147_5048; // "HPG1"

export type ColumnType = "text" | "dict" | "f64" | "bool" | "json" | "bytes";

interface ColumnHeader {
  readonly name: string;
  readonly type: ColumnType;
  /** Start of the column's buffer, relative to the end of the header (aligned). */
  readonly at: number;
  readonly length: number;
  /** Start of the state bytes (0 absent, 1 null, 2 present); -1 = every row has a value. */
  readonly stateAt: number;
  /** Distinct values of a `dict` column. */
  readonly values?: readonly string[];
}

export interface PageHeader {
  readonly v: 1;
  readonly kind: string;
  readonly rows: number;
  /** Whatever the sender adds: cursor of the next page, head, … */
  readonly meta: JsonObject;
  readonly columns: readonly ColumnHeader[];
}

export class PageFormatError extends Error {
  readonly code = "page-format";
}

/** Texts that are larger on average (packed snapshots) are read one by one. */
const largeTextBytes = 2048;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const absent = 0;
const isNull = 1;
const present = 2;
/** A text column with fewer distinct values than this share of its rows becomes a dictionary. */
const dictShare = 0.5;
const dictMax = 4096;

type Value = Json | Uint8Array | undefined;
type Row = Readonly<Record<string, Value>>;

function align8(n: number): number {
  return (n + 7) & ~7;
}

function columnType(values: readonly Value[]): ColumnType {
  let type: ColumnType | undefined;
  for (const value of values) {
    if (value === undefined || value === null) continue;
    const of: ColumnType =
      typeof value === "string"
        ? "text"
        : typeof value === "number"
          ? "f64"
          : typeof value === "boolean"
            ? "bool"
            : value instanceof Uint8Array
              ? "bytes"
              : "json";
    if (type === undefined) type = of;
    else if (type !== of) return "json";
  }
  return type ?? "json";
}

function textBuffer(values: readonly Value[], toText: (value: Value) => string): Uint8Array<ArrayBuffer> {
  const offsets = new Uint32Array(values.length + 1);
  const parts: string[] = [];
  let units = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (value !== undefined && value !== null) {
      // A lone surrogate would change length on its way through UTF-8.
      const part = toText(value).toWellFormed();
      parts.push(part);
      units += part.length;
    }
    offsets[i + 1] = units;
  }
  const blob = encoder.encode(parts.join(""));
  const buffer = new Uint8Array(offsets.byteLength + blob.byteLength);
  buffer.set(new Uint8Array(offsets.buffer), 0);
  buffer.set(blob, offsets.byteLength);
  return buffer;
}

function bytesBuffer(values: readonly Value[]): Uint8Array<ArrayBuffer> {
  const offsets = new Uint32Array(values.length + 1);
  let total = 0;
  values.forEach((value, i) => {
    total += value instanceof Uint8Array ? value.byteLength : 0;
    offsets[i + 1] = total;
  });
  const buffer = new Uint8Array(offsets.byteLength + total);
  buffer.set(new Uint8Array(offsets.buffer), 0);
  values.forEach((value, i) => {
    if (value instanceof Uint8Array) buffer.set(value, offsets.byteLength + (offsets[i] ?? 0));
  });
  return buffer;
}

function dictionary(values: readonly Value[]): readonly string[] | null {
  const distinct = new Set<string>();
  const limit = Math.min(dictMax, Math.max(1, Math.floor(values.length * dictShare)));
  for (const value of values) {
    if (typeof value !== "string") continue;
    distinct.add(value.toWellFormed());
    if (distinct.size > limit) return null;
  }
  return [...distinct];
}

function encodeColumn(
  type: ColumnType,
  values: readonly Value[],
): { type: ColumnType; buffer: Uint8Array<ArrayBuffer>; values?: readonly string[] } {
  switch (type) {
    case "text": {
      const dict = dictionary(values);
      if (dict === null) return { type, buffer: textBuffer(values, String) };
      const codes = new Map(dict.map((value, code) => [value, code]));
      const buffer = new Uint16Array(values.length);
      values.forEach((value, i) => {
        if (typeof value === "string") buffer[i] = codes.get(value.toWellFormed()) ?? 0;
      });
      return { type: "dict", buffer: new Uint8Array(buffer.buffer), values: dict };
    }
    case "f64": {
      const buffer = new Float64Array(values.length);
      values.forEach((value, i) => {
        if (typeof value === "number") buffer[i] = value;
      });
      return { type, buffer: new Uint8Array(buffer.buffer) };
    }
    case "bool": {
      const buffer = new Uint8Array(values.length);
      values.forEach((value, i) => {
        if (value === true) buffer[i] = 1;
      });
      return { type, buffer };
    }
    case "bytes":
      return { type, buffer: bytesBuffer(values) };
    case "dict":
    case "json":
      return { type: "json", buffer: textBuffer(values, (value) => JSON.stringify(value)) };
  }
}

/** Encodes rows of one kind. Field order is the order of first appearance; the same rows give the same bytes. */
export function encodePage(kind: string, rows: readonly Row[], meta: JsonObject = {}): Uint8Array<ArrayBuffer> {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) if (row[name] !== undefined) names.add(name);
  const columns: ColumnHeader[] = [];
  const buffers: { at: number; bytes: Uint8Array }[] = [];
  let at = 0;
  const place = (bytes: Uint8Array): number => {
    const start = at;
    buffers.push({ at: start, bytes });
    at = align8(at + bytes.byteLength);
    return start;
  };
  for (const name of names) {
    const values = rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined));
    const encoded = encodeColumn(columnType(values), values);
    const start = place(encoded.buffer);
    let stateAt = -1;
    if (values.some((value) => value === undefined || value === null)) {
      stateAt = place(Uint8Array.from(values, (value) => (value === undefined ? absent : value === null ? isNull : present)));
    }
    columns.push({
      name,
      type: encoded.type,
      at: start,
      length: encoded.buffer.byteLength,
      stateAt,
      ...(encoded.values === undefined ? {} : { values: encoded.values }),
    });
  }
  const header: PageHeader = { v: 1, kind, rows: rows.length, meta, columns };
  const headerBytes = encoder.encode(JSON.stringify(header));
  const body = align8(8 + headerBytes.byteLength);
  const page = new Uint8Array(body + at);
  const view = new DataView(page.buffer);
  view.setUint32(0, pageMagic, true);
  view.setUint32(4, headerBytes.byteLength, true);
  page.set(headerBytes, 8);
  for (const part of buffers) page.set(part.bytes, body + part.at);
  return page;
}

type Cell = (row: number) => Value;

/** Reads a page without copying it. Columns are decoded when first asked for; documents are made on demand. */
export class PageReader {
  readonly header: PageHeader;
  readonly rows: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #body: number;
  readonly #cells = new Map<string, Cell>();
  readonly #columns: ReadonlyMap<string, ColumnHeader>;

  /** Throws PageFormatError when the bytes are not a whole page: a truncated page is never half-read. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    // Typed-array views need the page to start on an 8-byte boundary of its buffer.
    this.#bytes = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    if (this.#bytes.byteLength < 8 || view.getUint32(0, true) !== pageMagic) throw new PageFormatError("not a page");
    const headerBytes = view.getUint32(4, true);
    if (8 + headerBytes > this.#bytes.byteLength) throw new PageFormatError("truncated header");
    this.header = parseHeader(decoder.decode(this.#bytes.subarray(8, 8 + headerBytes)));
    this.rows = this.header.rows;
    this.#body = align8(8 + headerBytes);
    for (const column of this.header.columns) {
      const end = this.#body + column.at + column.length;
      const stateEnd = column.stateAt < 0 ? 0 : this.#body + column.stateAt + this.rows;
      if (column.at < 0 || column.at % 8 !== 0 || column.length < 0 || Math.max(end, stateEnd) > this.#bytes.byteLength) {
        throw new PageFormatError(`truncated column ${column.name}`);
      }
    }
    this.#columns = new Map(this.header.columns.map((column) => [column.name, column]));
  }

  get meta(): JsonObject {
    return this.header.meta;
  }

  /** The bytes that were read, for storing. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** One value; undefined when the row has no such field. */
  value(row: number, name: string): Value {
    return this.cell(name)(row);
  }

  /** A fast getter of one column, for scans and sorts. */
  cell(name: string): Cell {
    let cell = this.#cells.get(name);
    if (cell === undefined) {
      const column = this.#columns.get(name);
      cell = column === undefined ? () => undefined : this.#decode(column);
      this.#cells.set(name, cell);
    }
    return cell;
  }

  /** The whole record of a row, as it was encoded. */
  doc(row: number): Record<string, Value> {
    const doc: Record<string, Value> = {};
    for (const { name } of this.header.columns) {
      const value = this.cell(name)(row);
      // `__proto__` as a field name must stay a field.
      if (value !== undefined) Object.defineProperty(doc, name, { value, enumerable: true, writable: true, configurable: true });
    }
    return doc;
  }

  #decode(column: ColumnHeader): Cell {
    const start = this.#bytes.byteOffset + this.#body + column.at;
    const value = this.#values(column, start);
    if (column.stateAt < 0) return value;
    const states = this.#bytes.subarray(this.#body + column.stateAt, this.#body + column.stateAt + this.rows);
    return (row) => {
      const state = states[row];
      return state === present ? value(row) : state === isNull ? null : undefined;
    };
  }

  #values(column: ColumnHeader, start: number): Cell {
    const buffer = this.#bytes.buffer;
    switch (column.type) {
      case "f64": {
        const numbers = new Float64Array(buffer, start, this.rows);
        return (row) => numbers[row];
      }
      case "bool": {
        const bits = new Uint8Array(buffer, start, this.rows);
        return (row) => bits[row] === 1;
      }
      case "dict": {
        const codes = new Uint16Array(buffer, start, this.rows);
        const values = column.values ?? [];
        return (row) => values[codes[row] ?? -1];
      }
      case "text":
      case "json": {
        const offsets = new Uint32Array(buffer, start, this.rows + 1);
        const coded = new Uint8Array(buffer, start + offsets.byteLength, column.length - offsets.byteLength);
        // As many bytes as characters: all of them are ASCII, and each text can be read by itself. A column of large ones is never made whole.
        if (column.type === "text" && coded.byteLength > largeTextBytes * this.rows && offsets[this.rows] === coded.byteLength)
          return (row) => decoder.decode(coded.subarray(offsets[row], offsets[row + 1]));
        const blob = decoder.decode(coded);
        if (offsets[this.rows] !== blob.length) throw new PageFormatError(`damaged column ${column.name}`);
        const slice = (row: number): string => blob.slice(offsets[row], offsets[row + 1]);
        return column.type === "text" ? slice : (row) => JSON.parse(slice(row)) as Json;
      }
      case "bytes": {
        const offsets = new Uint32Array(buffer, start, this.rows + 1);
        const data = new Uint8Array(buffer, start + offsets.byteLength, column.length - offsets.byteLength);
        return (row) => data.subarray(offsets[row], offsets[row + 1]);
      }
    }
  }
}

const columnTypes: readonly string[] = ["text", "dict", "f64", "bool", "json", "bytes"] satisfies readonly ColumnType[];

function parseHeader(json: string): PageHeader {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw new PageFormatError("header is not JSON");
  }
  const candidate = header as Partial<PageHeader> | null;
  const sound =
    candidate !== null &&
    typeof candidate === "object" &&
    candidate.v === 1 &&
    typeof candidate.kind === "string" &&
    Number.isInteger(candidate.rows) &&
    (candidate.rows ?? -1) >= 0 &&
    typeof candidate.meta === "object" &&
    candidate.meta !== null &&
    Array.isArray(candidate.columns) &&
    candidate.columns.every(
      (column: Partial<ColumnHeader>) =>
        typeof column.name === "string" &&
        columnTypes.includes(String(column.type)) &&
        Number.isInteger(column.at) &&
        Number.isInteger(column.length) &&
        Number.isInteger(column.stateAt),
    );
  if (!sound) throw new PageFormatError("header has another shape");
  return candidate as PageHeader;
}
