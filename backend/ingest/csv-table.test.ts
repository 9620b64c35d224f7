import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { csvTable } from "./csv-table.ts";
import { FileError } from "./fault.ts";
import { limits } from "./limits.ts";
import type { SourceRow } from "./row.ts";

async function* parts(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const plain = { delimiter: "auto", skipLines: 0, header: null } as const;

async function read(
  text: string,
  size = 7,
  options: Parameters<typeof csvTable>[1] = plain,
): Promise<{ header: readonly string[]; rows: readonly SourceRow[] }> {
  const table = await csvTable(parts(text, size), options);
  const rows: SourceRow[] = [];
  for await (const batch of table.batches) rows.push(...batch);
  return { header: table.header, rows };
}

/** `line: cells` or `line! reason`. */
function told(rows: readonly SourceRow[]): readonly string[] {
  return rows.map((row) => ("fault" in row ? `${row.line}! ${row.fault.reason}` : `${row.line}: ${row.cells.join("|")}`));
}

describe("csvTable", () => {
  it("reads quotes, line ends of every system, blank lines and values that span lines, and names the line of each row", async () => {
    const { header, rows } = await read('a,b\r\n1,"x, ""y"""\r\n\r\n2,"two\nlines"\n3,5" pipe\n4, "quoted after a space"');
    expect(header).toEqual(["a", "b"]);
    expect(told(rows)).toEqual(['2: 1|x, "y"', "4: 2|two\nlines", '6: 3|5" pipe', "7: 4|quoted after a space"]);
    expect(told((await read("a,b\r1,2\r3,4\r")).rows)).toEqual(["2: 1|2", "3: 3|4"]);
  });

  it.each([";", "\t", "|", ","])("finds the delimiter %j", async (delimiter) => {
    expect((await read(["a", '"b,;|"', "c", "d"].join(delimiter))).header).toEqual(["a", "b,;|", "c", "d"]);
  });

  it("loses only the line whose quote is broken, wherever the quote is", async () => {
    expect(told((await read('a,b\n1,"open\n2,x\n3,"fine"\n4,y\n')).rows)).toEqual(["2! broken-quotes", "3: 2|x", "4: 3|fine", "5: 4|y"]);
    expect(told((await read('a,b\n1,"shut"open\n2,x\n')).rows)).toEqual(["2! broken-quotes", "3: 2|x"]);
    expect(told((await read('a,b\n1,x\n2,"open\n3,y\n4,z')).rows)).toEqual(["2: 1|x", "3! broken-quotes", "4: 3|y", "5: 4|z"]);
  });

  it("gives up an open quote after so many lines and reads them again", async () => {
    const lines = Array.from({ length: limits.recordLines * 3 }, (_, i) => `${i},x`);
    const { rows } = await read(`a,b\n0,"open\n${lines.join("\n")}\n`, 1000);
    expect(rows.filter((row) => "fault" in row).map((row) => row.line)).toEqual([2]);
    expect(rows).toHaveLength(lines.length + 1);
  });

  it("reports rows of another width, and forgives empty cells at the end", async () => {
    expect(told((await read("a,b\n1\n1,2,3\n1,2,,\n")).rows)).toEqual(["2! too-few-cells", "3! too-many-cells", "4: 1|2"]);
    expect(told((await read('a,b\n1,2,"\n"\n3,4\n')).rows)).toEqual(["2! too-many-cells", "4: 3|4"]);
  });

  it("passes over lines beyond the limit without holding them", async () => {
    const long = "x".repeat(limits.lineChars + 1);
    expect(told((await read(`a,b\n1,2\n${long},3\n4,5\n`, 60_000)).rows)).toEqual(["2: 1|2", "3! line-too-long", "4: 4|5"]);
    expect(told((await read(`a,b\n1,2\n${long}`, 60_000)).rows)).toEqual(["2: 1|2", "3! line-too-long"]);
    await expect(read(long, 60_000)).rejects.toThrow(FileError);
  });

  it("takes names from the mapping for a file without a header, and skips a preamble", async () => {
    const { header, rows } = await read("exported by X\n1;2\n", 5, { delimiter: ";", skipLines: 1, header: ["a", "b"] });
    expect([header, told(rows)]).toEqual([["a", "b"], ["2: 1|2"]]);
  });

  it("reads what papaparse reads, whatever the cells hold and wherever the chunks are cut", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "b", '"', ",", "\n", " ", "社", "😀", "=", "'"), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (cells, size) => {
          // A value of blanks alone would be a blank line without its quotes; both write quotes where they are needed.
          const text = Papa.unparse([["x", "y", "z"], ...cells], { newline: "\n", quotes: true });
          const expected = Papa.parse<string[]>(text, { delimiter: ",", newline: "\n" }).data.slice(1);
          const { rows } = await read(text, size, { ...plain, delimiter: "," });
          expect(rows.map((row) => ("fault" in row ? row.fault : row.cells))).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("neither crashes, hangs nor loses a line on any text: every line is in a row, in a report or blank", async () => {
    const unit = fc.constantFrom("a", '"', '"', ",", "\n", "\r", "\0", "\ufeff", " ", "\u2028", "社");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 120 }), fc.integer({ min: 1, max: 50 }), async (text, size) => {
        const { rows } = await read(`h1,h2\n${text}`, size, { ...plain, delimiter: "," });
        const covered = new Set<number>();
        rows.forEach((row, i) => {
          // A record of another width is reported once, on its first line, however many lines it spans.
          const wrongWidth = "fault" in row && row.fault.reason !== "broken-quotes";
          const spans = wrongWidth
            ? (rows[i + 1]?.line ?? Number.MAX_SAFE_INTEGER) - row.line
            : "fault" in row
              ? 1
              : row.cells.join("").split("\n").length;
          for (let line = row.line; line < row.line + Math.min(spans, 200); line += 1) covered.add(line);
        });
        text.split("\n").forEach((line, i) => expect(line.trim() === "" || covered.has(i + 2), `line ${i + 2}`).toBe(true));
      }),
      { numRuns: 2000 },
    );
  });
});
