import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { FileError } from "./fault.ts";
import { decodeText } from "./text-source.ts";

async function decode(bytes: Uint8Array, encoding = "auto", size = 5): Promise<string> {
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let text = "";
  for await (const part of decodeText(parts(), encoding)) text += part;
  return text;
}

const table = "编号,名称\nV2X,V2 社区\n";

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from(table)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${table}`)],
    ["UTF-16 little-endian with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(table, "utf-16le")])],
    ["UTF-16 big-endian with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(table, "utf-16be")])],
    ["GB18030", iconv.encode(table, "gb18030")],
    ["GBK", iconv.encode(table, "gbk")],
  ])("recognises %s", async (_name, bytes) => {
    expect(await decode(bytes)).toBe(table);
  });

  it("recognises UTF-16 without a mark by its empty halves", async () => {
    const text = "code,name\nNYC,Hudson Social\n";
    expect(await decode(iconv.encode(text, "utf-16le"))).toBe(text);
    expect(await decode(iconv.encode(text, "utf-16be"))).toBe(text);
  });

  it("decides at the first character that is not ASCII, however late it comes and wherever a chunk ends", async () => {
    const ascii = "NYC,1\n".repeat(20_000);
    expect(await decode(iconv.encode(`${ascii}社区\n`, "gb18030"), "auto", 4096)).toBe(`${ascii}社区\n`);
    expect(await decode(Buffer.from(`${ascii}社区\n`), "auto", 4096)).toBe(`${ascii}社区\n`);
  });

  it("keeps UTF-8 that has one broken byte, so that one row is at fault and not the file", async () => {
    const text = await decode(Buffer.concat([Buffer.from(table.repeat(5)), Buffer.from([0xe7, 0x0a]), Buffer.from(table)]));
    expect(text).toBe(`${table.repeat(5)}\ufffd\n${table}`);
  });

  it("takes the mapping's word for an encoding", async () => {
    expect(await decode(iconv.encode("Málaga", "windows-1252"), "windows-1252")).toBe("Málaga");
  });

  it.each([
    ["a workbook", Buffer.from("PK\u0003\u0004rest")],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])],
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))],
    ["nothing but zeros", Buffer.alloc(10_000)],
  ])("refuses %s", async (_name, bytes) => {
    await expect(decode(bytes, "auto", 1000)).rejects.toThrow(FileError);
  });

  it("never crashes or hangs on any bytes, and reads any UTF-8 as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 64 }), async (bytes, size) => {
        try {
          await decode(bytes, "auto", size);
        } catch (error) {
          expect(error).toBeInstanceOf(FileError);
        }
      }),
      { numRuns: 1500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const marked = `名,${Array.from(text)
          .filter((char) => char >= " ")
          .join("")}`;
        expect(await decode(Buffer.from(marked), "auto", size)).toBe(marked);
      }),
      { numRuns: 1000 },
    );
  });
});
