import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { csvText } from "./csv-text.ts";

test("cells are quoted where they must be and empty where nothing is known", () => {
  expect(csvText([["a", 'say "hi", you', null, Number.NaN, -0.19]])).toBe('\uFEFFa,"say ""hi"", you",,,-0.19\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")'])(
  "a text that a spreadsheet would run is defused: %j",
  (text) => {
    const [, cell] = csvText([[text]]).match(/^\uFEFF"?(['\s\S]*)/u) ?? [];
    expect(cell?.startsWith("'")).toBe(true);
  },
);

test("whatever texts are written, a reader gets each back in its place, and none of them begins a formula", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc
      .tuple(
        fc.constantFrom("", " ", "\t", "\0", "\r\n", "\uFEFF"),
        fc.constantFrom("=", "+", "-", "@", "＝", "＋", "－", "＠", "'"),
        fc.string({ maxLength: 10 }),
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const { data } = Papa.parse<string[]>(csvText(rows), { delimiter: ",", newline: "\r\n" });
      const read = data.slice(0, -1);
      expect(read.map((row) => row.length)).toEqual(rows.map(() => 2));
      read.flat().forEach((cell, at) => {
        const written = rows.flat()[at] ?? "";
        expect([written, `'${written}`]).toContain(cell);
        const [first = ""] = cell.replaceAll(/[\s\0]/g, "");
        expect("=+-@＝＋－＠".split("")).not.toContain(first);
        expect(cell).not.toMatch(/^[\t\r\n]/);
      });
    }),
    { numRuns: 1500 },
  );
});
