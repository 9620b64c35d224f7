import { fault } from "./fault.ts";
import { limits } from "./limits.ts";
import type { SourceRow, SourceTable } from "./row.ts";
import { type TextLine, textLines } from "./text-lines.ts";

/** Reads one JSON object per line. Only the columns that the mapping names are looked at; lists come as their members joined by `|`. */
export function ndjsonTable(text: AsyncIterable<string>, columns: readonly string[]): SourceTable {
  return {
    header: columns,
    batches: (async function* rows(): AsyncGenerator<readonly SourceRow[]> {
      for await (const lines of textLines(text)) {
        const batch = lines.filter((line) => line.text?.trim() !== "").map((line) => rowOf(line, columns));
        if (batch.length > 0) yield batch;
      }
    })(),
  };
}

function rowOf({ line, text }: TextLine, columns: readonly string[]): SourceRow {
  if (text === null)
    return { line, fault: fault("line-too-long", null, `the line is longer than ${limits.lineChars.toLocaleString("en")} characters`) };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { line, fault: fault("bad-json", null, "the line is not JSON") };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return { line, fault: fault("bad-json", null, "the line is not a JSON object") };
  const object = new Map<string, unknown>(Object.entries(json));
  const cells: string[] = [];
  for (const column of columns) {
    const value = object.get(column);
    if (value === null || value === undefined) cells.push("");
    else if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number")) cells.push(value.join("|"));
    else if (typeof value === "string") cells.push(value);
    else if (typeof value === "number" || typeof value === "boolean") cells.push(String(value));
    else return { line, fault: fault("bad-json", column, "a nested object where a value was expected") };
  }
  return { line, cells };
}
