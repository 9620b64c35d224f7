import fc from "fast-check";
import { expect, test } from "vitest";
import { cellText, sheetLimits, sheetNames } from "./sheet-text.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-1+1", "'-1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["  =x", "'  =x"],
  ["＝1", "'＝1"],
  ["\tx", "'\tx"],
  ["\r\nx", "'\nx"],
  ["\u0007=x", "'=x"],
  ["+18%", "+18%"],
  ["+1,204", "+1,204"],
  ["−3.2%", "−3.2%"],
  ["a=b", "a=b"],
])("a cell's text never runs: %j", (text, safe) => {
  expect(cellText(text)).toBe(safe);
});

test("a cell takes no more than 32,767 characters, and no half ones", () => {
  expect(cellText("好".repeat(40_000))).toHaveLength(sheetLimits.text);
  const cut = cellText(`a${"😀".repeat(20_000)}`);
  expect(cut.length).toBeLessThanOrEqual(sheetLimits.text);
  expect(cut.isWellFormed()).toBe(true);
});

test("sheets have names that Excel takes, whatever they should be called", () => {
  expect(sheetNames(["Usage", "usage", "a/b:c", "", "'x'", "History", "长".repeat(40)])).toEqual([
    "Usage",
    "usage (2)",
    "a b c",
    "Sheet",
    "x",
    "History (2)",
    "长".repeat(31),
  ]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 12 }), (wanted) => {
      const names = sheetNames(wanted);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
      for (const name of names) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
        expect(name.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
