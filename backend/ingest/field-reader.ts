import type { ImportAccount } from "../storage/import-store.ts";
import { fault, FileError, shown } from "./fault.ts";
import { instantReader } from "./instant-reader.ts";
import type { ColumnSpec, FieldSpec, FileMapping } from "./mapping.ts";
import { numberReader } from "./number-reader.ts";
import { RowFault } from "./row-fault.ts";
import type { FileTally } from "./tally.ts";
import { fieldOf, type FieldType } from "./targets.ts";

export type FieldValue = string | number | boolean | readonly string[] | null;
/** The value of one field of a row; null = not known. Throws RowFault. */
export type FieldReader = (cells: readonly string[], account: ImportAccount | null) => FieldValue;

// eslint-disable-next-line no-control-regex -- what no text of a person holds: controls but tab and line ends, and what a decoder could not read
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const formulaError = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/;

export interface ReaderContext {
  readonly mapping: FileMapping;
  readonly header: readonly string[];
  readonly tally: FileTally;
}

/** Place of a column in the file. Throws FileError when the file has no such column, or has it twice. */
export function columnIndex(header: readonly string[], name: string): number {
  const at = header.indexOf(name.trim());
  if (at < 0) throw new FileError(`it has no column ${shown(name)}; it has ${header.slice(0, 30).map(shown).join(", ")}`);
  if (header.indexOf(name.trim(), at + 1) >= 0) throw new FileError(`it has two columns ${shown(name)}; give them names of their own`);
  return at;
}

export function unknownTest(mapping: FileMapping): (text: string) => boolean {
  const tokens = new Set(mapping.unknown);
  return (text) => text === "" || tokens.has(text);
}

/** Text that can be stored and shown; throws RowFault for what a decoder or a cable left behind. */
function checkText(text: string, column: string): void {
  if (text.includes("\ufffd") || !text.isWellFormed())
    throw new RowFault(
      fault("bad-encoding", column, `${shown(text)} holds characters that could not be read; say the file's encoding in the mapping`),
    );
  if (unreadable.test(text)) throw new RowFault(fault("control-character", column, `${shown(text)} holds a control character`));
  if (formulaError.test(text)) throw new RowFault(fault("bad-value", column, `${shown(text)} is the error of a formula`));
}

const yes = new Set(["true", "yes", "y", "1", "是"]);
const no = new Set(["false", "no", "n", "0", "否"]);

function readBoolean(text: string, column: string): boolean {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  throw new RowFault(fault("bad-value", column, `${shown(text)} is neither true nor false`));
}

/** Makes the reader of a field that the mapping names, or null when it names none. Throws FileError for a column that the file lacks. */
export function fieldReader(field: string, context: ReaderContext): FieldReader | null {
  const spec = context.mapping.fields[field];
  const definition = fieldOf(context.mapping.target, field);
  if (spec === undefined || definition === undefined) return null;
  const reader = readerOf(field, spec, definition.type, context);
  if (!definition.required) return reader;
  const column = columnOf(spec);
  return (cells, account) => {
    const value = reader(cells, account);
    if (value === null) throw new RowFault(fault("missing-value", column, `${field} is not known`));
    return value;
  };
}

/** The column that a field comes from, for reports; null for constants and templates. */
export function columnOf(spec: FieldSpec | undefined): string | null {
  if (spec === undefined) return null;
  return typeof spec === "string" ? spec : "column" in spec ? spec.column : null;
}

function readerOf(field: string, spec: FieldSpec, type: FieldType, context: ReaderContext): FieldReader {
  if (typeof spec === "string") return columnReader({ column: spec }, type, context);
  if ("value" in spec) {
    const value = Array.isArray(spec.value) ? spec.value : constantOf(spec.value, field, type, context);
    return () => value;
  }
  if ("template" in spec) return templateReader(spec.template, spec.default ?? null, context);
  return columnReader(spec, type, context);
}

function constantOf(value: string | number | boolean | null, field: string, type: FieldType, context: ReaderContext): FieldValue {
  if (type !== "instant" || value === null) return value;
  const read = instantReader(
    { pattern: "iso", zone: context.mapping.zone ?? "UTC", column: field, mapping: context.mapping },
    context.tally,
  );
  return new Date(read(String(value), null, "")).toISOString();
}

function columnReader(spec: ColumnSpec, type: FieldType, context: ReaderContext): FieldReader {
  const at = columnIndex(context.header, spec.column);
  const isUnknown = unknownTest(context.mapping);
  const convert = converter(spec, type, context);
  const otherwise = spec.default ?? null;
  const values = spec.values === undefined ? null : new Map(Object.entries(spec.values));
  return (cells, account) => {
    const text = (cells[at] ?? "").trim();
    if (isUnknown(text)) return otherwise;
    if (values === null) return convert(text, account);
    const mapped = values.get(text);
    if (mapped === undefined)
      throw new RowFault(fault("unknown-value", spec.column, `${shown(text)} is not among the values that the mapping names`));
    return typeof mapped === "string" && type !== "code" ? convert(mapped, account) : mapped;
  };
}

function converter(spec: ColumnSpec, type: FieldType, context: ReaderContext): (text: string, account: ImportAccount | null) => FieldValue {
  const { column } = spec;
  switch (type) {
    case "line":
    case "text":
    case "code":
      return (text) => {
        checkText(text, column);
        if (text.startsWith("=")) context.tally.warn("formula", "values that begin with = were kept as text; nothing evaluates them");
        return type === "text" ? text : text.replace(/[\t\r\n]+/g, " ");
      };
    case "list":
      return (text) => {
        checkText(text, column);
        return text
          .split(spec.split ?? "|")
          .map((part) => part.trim())
          .filter((part) => part !== "");
      };
    case "boolean":
      return (text) => readBoolean(text, column);
    case "number":
      return numberReader({ decimal: spec.decimal ?? context.mapping.decimal, scale: spec.scale ?? 1, column });
    case "integer": {
      const read = numberReader({ decimal: spec.decimal ?? context.mapping.decimal, scale: spec.scale ?? 1, column });
      return (text) => {
        const value = read(text);
        if (!Number.isSafeInteger(value)) throw new RowFault(fault("bad-number", column, `${shown(text)} is not a whole number`));
        return value;
      };
    }
    case "instant": {
      const read = instantReader(
        { pattern: spec.date, zone: spec.zone ?? context.mapping.zone, column, mapping: context.mapping },
        context.tally,
      );
      return (text, account) => new Date(read(text, account?.timeZone ?? null, "")).toISOString();
    }
    case "day": {
      const read = instantReader({ pattern: spec.date, zone: "UTC", column, mapping: context.mapping }, context.tally);
      return (text) => new Date(read(text, null, "")).toISOString().slice(0, 10);
    }
  }
}

/** One piece of a template: text, a column, or a bracketed group that goes when one of its columns is unknown. */
type Piece = string | { readonly at: number; readonly column: string } | { readonly group: readonly Piece[] };

/** `{column}` takes a cell; `[ / {column}]` is left out when its cell is unknown. A cell unknown outside brackets makes the whole unknown. */
function templateReader(template: string, otherwise: string | null, context: ReaderContext): FieldReader {
  const isUnknown = unknownTest(context.mapping);
  const fill = (pieces: readonly Piece[], cells: readonly string[]): string | null => {
    let out = "";
    for (const piece of pieces) {
      if (typeof piece === "string") {
        out += piece;
      } else if ("at" in piece) {
        const text = (cells[piece.at] ?? "").trim();
        if (isUnknown(text)) return null;
        checkText(text, piece.column);
        out += text;
      } else {
        out += fill(piece.group, cells) ?? "";
      }
    }
    return out;
  };
  const pieces = piecesOf(template, context.header);
  const fallback = otherwise === null ? null : piecesOf(otherwise, context.header);
  return (cells) => {
    const text = fill(pieces, cells)?.trim() ?? "";
    return text !== "" ? text : fallback === null ? null : fill(fallback, cells);
  };
}

function piecesOf(template: string, header: readonly string[]): readonly Piece[] {
  const outer: Piece[] = [];
  for (const [, group, columnName, text] of template.matchAll(/\[([^[\]]*)\]|\{([^{}]+)\}|([^[{]+|[[{])/g)) {
    if (group !== undefined) outer.push({ group: piecesOf(group, header) });
    else if (columnName !== undefined) outer.push({ at: columnIndex(header, columnName), column: columnName });
    else if (text !== undefined) outer.push(text);
  }
  return outer;
}
