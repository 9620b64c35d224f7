import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { FileError } from "./fault.ts";
import { xlsxTable } from "./xlsx-table.ts";

type Cell = string | number | boolean | Date | null;
const plain = { sheet: undefined, skipLines: 0, header: null } as const;

async function workbook(rows: readonly (readonly Cell[])[], name = "Sheet1"): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: [{ name, rows: rows.map((row) => [...row]) }] }));
}

async function read(bytes: Buffer, options: Parameters<typeof xlsxTable>[1] = plain): Promise<readonly string[]> {
  const table = await xlsxTable(bytes, options);
  const lines = [table.header.join("|")];
  for await (const batch of table.batches)
    for (const row of batch) lines.push("fault" in row ? `${row.line}!` : `${row.line}: ${row.cells.join("|")}`);
  return lines;
}

/** A ZIP of deflated parts, with sizes as told and not as they are. */
function zip(parts: Readonly<Record<string, Buffer>>, declared = 10): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(declared, 22);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const central = Buffer.alloc(46 + name.length);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(declared, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    central.write(name, 46);
    locals.push(local, packed);
    centrals.push(central);
    at += local.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

describe("xlsxTable", () => {
  it("reads text, numbers, dates and truth values, and names the row of the sheet", async () => {
    const bytes = await workbook([
      ["code", " name ", "pcu", "from", "main"],
      ["V2X", "V2 社区", 1750.5, new Date(Date.UTC(2026, 0, 5, 9, 30)), true],
      [null, null, null, null, null],
      ["NYC", "Hudson", null, null, false],
    ]);
    expect(await read(bytes)).toEqual([
      "code|name|pcu|from|main",
      "2: V2X|V2 社区|1750.5|2026-01-05T09:30:00|TRUE",
      "4: NYC|Hudson|||FALSE",
    ]);
  });

  it("picks the sheet that the mapping names", async () => {
    const bytes = Buffer.from(
      await writeXlsx({
        sheets: [
          { name: "Notes", rows: [["x"]] },
          { name: "Data", rows: [["a"], ["1"]] },
        ],
      }),
    );
    expect(await read(bytes, { ...plain, sheet: "Data" })).toEqual(["a", "2: 1"]);
    await expect(read(bytes, { ...plain, sheet: "Missing" })).rejects.toThrow(FileError);
  });

  it("refuses a bomb by what comes out, not by what it declares", async () => {
    const bomb = zip({ "xl/worksheets/sheet1.xml": Buffer.alloc(64 * 1024 * 1024, 32) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(read(bomb)).rejects.toThrow(/zip bomb/);
  });

  it("refuses a sheet whose few cells span more columns than can be held", async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>${i}</v></c></row>`).join("");
    await expect(
      read(zip({ "xl/worksheets/sheet1.xml": Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`) })),
    ).rejects.toThrow(/more than 5,000,000 cells/);
  });

  it.each([
    ["text", Buffer.from("a,b\n1,2\n")],
    ["nothing", Buffer.alloc(0)],
    ["an empty archive", zip({})],
  ])("refuses %s with one line", async (_name, bytes) => {
    await expect(read(bytes)).rejects.toThrow(FileError);
  });

  it("answers rows or one clear error for a workbook damaged anywhere", async () => {
    const bytes = await workbook([["code", "n"], ...Array.from({ length: 20 }, (_, i) => [`A${i}`, i] as const)]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(bytes.length), { freq: 4 }),
        async (changes, cut) => {
          const spoiled = Buffer.from(bytes);
          for (const [at, value] of changes) spoiled[at] = value;
          try {
            await read(cut === null ? spoiled : spoiled.subarray(0, cut));
          } catch (error) {
            expect(error).toBeInstanceOf(FileError);
            expect((error as Error).message.split("\n")).toHaveLength(1);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
