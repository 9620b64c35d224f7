import { createInflateRaw } from "node:zlib";
import { FileError } from "./fault.ts";
import { limits } from "./limits.ts";

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

const damaged = "it is a damaged workbook; open and save it again in a spreadsheet program";

/** Entries by the central directory. Throws FileError for what is no ZIP, is encrypted or is larger than a table's archive. */
function entriesOf(archive: Buffer): readonly ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > archive.length) throw new FileError(damaged);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) throw new FileError("it is a ZIP64 archive; export the table as CSV");
  if (count > limits.xlsxParts) throw new FileError(`it has more than ${limits.xlsxParts} parts; export the table as CSV`);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) throw new FileError(damaged);
    const [flags, method, packedSize] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32),
    ];
    const local = archive.readUInt32LE(at + 42);
    if ((flags & 1) !== 0) throw new FileError("it is protected by a password; save it without one");
    if (local + 30 > archive.length || archive.readUInt32LE(local) !== 0x04034b50) throw new FileError(damaged);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    if (begin + packedSize > archive.length) throw new FileError(damaged);
    entries.push({
      name: archive.toString("utf8", at + 46, at + 46 + nameLength),
      method,
      packed: archive.subarray(begin, begin + packedSize),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

async function* inflated(entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method === 0) {
    yield entry.packed;
    return;
  }
  if (entry.method !== 8) throw new FileError(damaged);
  const inflate = createInflateRaw();
  inflate.end(entry.packed);
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(damaged);
  } finally {
    inflate.destroy();
  }
}

/**
 * Unpacks a workbook once without keeping anything, before the spreadsheet library (which holds whole parts in memory) may touch it: what
 * sizes it declares is not believed. Throws FileError for a bomb, a password, or more cells than `limits.xlsxCells`, empty ones counted, since one
 * cell in column XFD costs as much as the row before it.
 */
export async function guardWorkbook(archive: Buffer): Promise<void> {
  if (archive.length > limits.xlsxBytes)
    throw new FileError(`it is larger than ${limits.xlsxBytes / 1024 / 1024} MiB; export the table as CSV, which is streamed`);
  let total = 0;
  let cells = 0;
  for (const entry of entriesOf(archive)) {
    const isSheet = /worksheets\/[^/]*\.xml$/i.test(entry.name);
    const isSharedText = /sharedStrings\.xml$/i.test(entry.name);
    let out = 0;
    let tail = "";
    const counter = cellCounter();
    for await (const chunk of inflated(entry)) {
      out += chunk.length;
      total += chunk.length;
      const bomb = out > limits.inflatedFloorBytes && out > entry.packed.length * limits.inflateRatio;
      if (bomb || total > limits.xlsxInflatedBytes || (isSharedText && out > limits.xlsxSharedTextBytes)) {
        throw new FileError("it unpacks to far more than a table (a zip bomb?); export it as CSV if you trust it");
      }
      if (!isSheet) continue;
      const text = tail + chunk.toString("latin1");
      // An element that the chunk's end cuts is read with the next chunk.
      const cut = text.length - text.lastIndexOf("<") > 4096 ? text.length : text.lastIndexOf("<");
      cells += counter(text.slice(0, cut));
      tail = text.slice(cut);
      if (cells > limits.xlsxCells) break;
    }
    cells += counter(tail);
    if (cells > limits.xlsxCells)
      throw new FileError(
        `it has more than ${limits.xlsxCells.toLocaleString("en")} cells, empty ones counted; export it as CSV, which is streamed`,
      );
  }
}

/** Counts the cells that rows take in memory, from the first column to the last that is filled. */
function cellCounter(): (xml: string) => number {
  let previous = 0;
  return (xml) => {
    let sum = 0;
    for (const [, element, attributes] of xml.matchAll(/<(?:\w{1,20}:)?(row|c)(?=[\s/>])([^>]{0,500})/g)) {
      if (element === "row") {
        previous = 0;
        continue;
      }
      const letters = /\sr\s*=\s*["']([A-Za-z]{1,7})\d/.exec(attributes ?? "")?.[1];
      let column = 0;
      if (letters === undefined) column = previous + 1;
      else for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
      sum += column > previous ? column - previous : 1;
      previous = Math.max(previous, column);
    }
    return sum;
  };
}
