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
