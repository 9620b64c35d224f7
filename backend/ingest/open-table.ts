import { createGunzip, type Gunzip } from "node:zlib";
import { csvTable } from "./csv-table.ts";
import { FileError } from "./fault.ts";
import { limits } from "./limits.ts";
import type { FileMapping } from "./mapping.ts";
import { ndjsonTable } from "./ndjson-table.ts";
import type { SourceTable } from "./row.ts";
import { decodeText, withinRatio } from "./text-source.ts";
import { xlsxTable } from "./xlsx-table.ts";

type TableType = Exclude<FileMapping["format"]["type"], "auto">;

function typeOf(file: string, mapping: FileMapping): TableType {
  if (mapping.format.type !== "auto") return mapping.format.type;
  const name = file.toLowerCase().replace(/\.gz$/, "");
  if (name.endsWith(".xlsx") || name.endsWith(".xlsm")) return "xlsx";
  return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? "ndjson" : "csv";
}

/** Columns that a mapping reads, templates included. */
function columnsOf(mapping: FileMapping): readonly string[] {
  const names = new Set<string>();
  for (const spec of Object.values(mapping.fields)) {
    if (typeof spec === "string") names.add(spec.trim());
    else if ("column" in spec) names.add(spec.column.trim());
    else if ("template" in spec)
      for (const match of `${spec.template}${spec.default ?? ""}`.matchAll(/\{([^{}]+)\}/g)) names.add((match[1] ?? "").trim());
  }
  if (mapping.account?.column !== undefined) names.add(mapping.account.column.trim());
  for (const column of Object.values(mapping.references ?? {})) names.add(column.trim());
  return [...names];
}

/** Opens the bytes of a file as the table that the mapping says it is. Gzip is recognised by its first bytes. Throws FileError. */
export async function openTable(file: string, bytes: AsyncIterable<Uint8Array>, mapping: FileMapping): Promise<SourceTable> {
  const plain = await unpacked(bytes);
  const { format } = mapping;
  const type = typeOf(file, mapping);
  const header = format.header ?? null;
  switch (type) {
    case "csv":
      return csvTable(decodeText(plain, format.encoding), { delimiter: format.delimiter, skipLines: format.skipLines, header });
    case "ndjson":
      return ndjsonTable(decodeText(plain, format.encoding), columnsOf(mapping));
    case "xlsx":
      return xlsxTable(await wholeFile(plain), { sheet: format.sheet, skipLines: format.skipLines, header });
  }
}

async function wholeFile(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of bytes) {
    parts.push(part);
    length += part.byteLength;
    if (length > limits.xlsxBytes)
      throw new FileError(`it is larger than ${limits.xlsxBytes / 1024 / 1024} MiB; export the table as CSV, which is streamed`);
  }
  return Buffer.concat(parts);
}

/** Bytes as they are, or unpacked when they begin as gzip does. Throws FileError for a damaged file or a zip bomb. */
export async function unpacked(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const source = bytes[Symbol.asyncIterator]();
  const begin: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < 2 && !ended) {
    const next = await source.next();
    if (next.done === true) ended = true;
    else {
      begin.push(next.value);
      length += next.value.byteLength;
    }
  }
  const head = Buffer.concat(begin);
  let packed = 0;
  const all = (async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      packed += head.length;
      yield head;
      for (let next = await source.next(); next.done !== true; next = await source.next()) {
        packed += next.value.byteLength;
        yield next.value;
      }
    } finally {
      await source.return?.();
    }
  })();
  if (head[0] !== 0x1f || head[1] !== 0x8b) return all;
  return withinRatio(gunzipped(all), () => packed);
}

/** Waits until it takes more, or is closed. */
async function drained(stream: Gunzip): Promise<void> {
  await new Promise<void>((resolve) => {
    const go = (): void => {
      stream.off("drain", go).off("close", go);
      resolve();
    };
    stream.on("drain", go).on("close", go);
  });
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const feeding = (async (): Promise<void> => {
    try {
      for await (const chunk of packed) {
        if (gunzip.destroyed) return;
        if (!gunzip.write(chunk)) await drained(gunzip);
      }
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  })();
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_")) {
      throw new FileError("it is a damaged gzip file; pack it again");
    }
    throw error;
  } finally {
    gunzip.destroy();
    await feeding;
  }
}
