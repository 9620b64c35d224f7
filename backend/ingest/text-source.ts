import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { FileError } from "./fault.ts";
import { limits } from "./limits.ts";

/** `auto`, or any name that iconv-lite knows. */
export type EncodingName = string;

export function isEncodingName(name: string): boolean {
  return name === "auto" || iconv.encodingExists(name);
}

interface Sign {
  readonly bytes: readonly number[];
  readonly encoding: string;
}
const byteOrderMarks: readonly Sign[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
];
const otherFormats: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive or XLSX workbook (set "type": "xlsx")' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel workbook (save it as XLSX or CSV)" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG picture" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: "a program" },
];

function beginsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte);
}

/** Which half of the 16-bit units is empty says that it is UTF-16 of mostly Latin text, and in which order. */
function utf16Order(head: Buffer): string | null {
  const units = Math.floor(head.length / 2);
  if (units < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < units * 2; i += 2) {
    if (head[i] === 0) even += 1;
    if (head[i + 1] === 0) odd += 1;
  }
  if (odd > units * 0.4 && even < units * 0.05) return "utf-16le";
  if (even > units * 0.4 && odd < units * 0.05) return "utf-16be";
  return null;
}

function isBinary(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  return controls > Math.max(2, head.length * 0.02);
}

/** UTF-8 unless most of its multi-byte sequences are broken; a window may end in the middle of one. */
function utf8OrGb(window: Buffer): string {
  for (let cut = 0; cut < 4 && cut < window.length; cut += 1) {
    if (isUtf8(window.subarray(0, window.length - cut))) return "utf8";
  }
  const text = new TextDecoder("utf-8").decode(window);
  let broken = 0;
  let wide = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken += 1;
    else if (code > 127) wide += 1;
  }
  return wide > broken * 4 ? "utf8" : "gb18030";
}

async function* withHead(source: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  let passed = false;
  for await (const part of source) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    if (passed) {
      if (chunk.length > 0) yield chunk;
      continue;
    }
    parts.push(chunk);
    length += chunk.length;
    if (length < bytes) continue;
    passed = true;
    yield Buffer.concat(parts);
    parts = [];
  }
  if (!passed && length > 0) yield Buffer.concat(parts);
}

/**
 * Text of a byte stream, chunk by chunk. `auto` knows byte-order marks, UTF-16 without one, UTF-8, and takes anything else for GB18030 (which
 * holds GBK and GB2312); a file that begins in ASCII is decided at its first other byte. Throws FileError for what is no text at all.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>, encoding: EncodingName): AsyncGenerator<string> {
  let decoder: { write(chunk: Buffer): string; end(): string | undefined } | null = encoding === "auto" ? null : iconv.getDecoder(encoding);
  let first = true;
  for await (let chunk of withHead(source, 4096)) {
    if (first) {
      first = false;
      for (const format of otherFormats) if (beginsWith(chunk, format.bytes)) throw new FileError(`it is no text but ${format.what}`);
      const mark = byteOrderMarks.find((sign) => beginsWith(chunk, sign.bytes));
      const head = chunk.subarray(0, 65_536);
      const wide = mark?.encoding ?? utf16Order(head);
      if (encoding === "auto") {
        if (wide !== null) decoder = iconv.getDecoder(wide, { stripBOM: false });
        else if (isBinary(head)) throw new FileError("it is a binary file, not a table of text; export it as CSV or XLSX");
      }
      if (mark !== undefined) chunk = chunk.subarray(mark.bytes.length);
    }
    if (decoder === null) {
      if (isAscii(chunk)) {
        yield chunk.toString("latin1");
        continue;
      }
      decoder = iconv.getDecoder(utf8OrGb(chunk.subarray(0, 1024 * 1024)), { stripBOM: false });
    }
    const text = decoder.write(chunk);
    if (text !== "") yield text;
  }
  const rest = decoder?.end();
  if (rest !== undefined && rest !== "") yield rest;
}

/** Passes inflated bytes on and ends a file that swells beyond what tables do. `packed` tells how many packed bytes went in so far. */
export async function* withinRatio(inflated: AsyncIterable<Uint8Array>, packed: () => number): AsyncGenerator<Uint8Array> {
  let out = 0;
  for await (const chunk of inflated) {
    out += chunk.byteLength;
    if (out > limits.inflatedFloorBytes && out > packed() * limits.inflateRatio) {
      throw new FileError(
        `it swells more than ${limits.inflateRatio}-fold when unpacked (a zip bomb?); unpack it yourself if you trust it`,
      );
    }
    yield chunk;
  }
}
