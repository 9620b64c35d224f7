import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberReader } from "./number-reader.ts";
import { RowFault } from "./row-fault.ts";

describe("numberReader", () => {
  it.each([
    ["1438", ".", 1, 1438],
    ["1,234,567.5", ".", 1, 1234567.5],
    ["1.234.567,5", ",", 1, 1234567.5],
    ["1 234,5", ",", 1, 1234.5],
    ["12,5", ",", 1, 12.5],
    ["99.2", ".", 0.01, 0.992],
    ["-3", ".", 1, -3],
    ["1e3", ".", 1, 1000],
  ] as const)("reads %s with decimal %s scaled by %s", (text, decimal, scale, expected) => {
    expect(numberReader({ decimal, scale, column: "n" })(text)).toBe(expected);
  });

  it.each(["12,5", "1,23,456", "0x10", "Infinity", "NaN", "1e999", "12 users", "--1", "1.2.3", "=1+1", "１２"])("refuses %s", (text) => {
    expect(() => numberReader({ decimal: ".", scale: 1, column: "n" })(text)).toThrow(RowFault);
  });

  it("refuses a decimal point where the comma is the decimal sign: 12.5 could be twelve and a half or a typing error", () => {
    expect(() => numberReader({ decimal: ",", scale: 1, column: "n" })("12.5")).toThrow(RowFault);
  });

  it("reads any finite number as it is written, and never anything that is not finite", () => {
    const read = numberReader({ decimal: ".", scale: 1, column: "n" });
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(String(value))).toBe(Number(String(value)));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(Number.isFinite(read(text))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RowFault);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
