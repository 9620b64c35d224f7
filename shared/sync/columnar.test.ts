import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodePage, PageFormatError, PageReader } from "./columnar.ts";

const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), fc.constant(undefined));
const field = fc.oneof(scalar, fc.array(fc.string(), { maxLength: 3 }), fc.record({ a: fc.integer(), b: fc.string() }));
const row = fc.dictionary(fc.constantFrom("id", "name", "n", "flag", "__proto__", "列"), field, { noNullPrototype: true });

function wellFormed(value: unknown): unknown {
  return value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_key, v: unknown) => (typeof v === "string" ? v.toWellFormed() : v)));
}

describe("a page", () => {
  test("gives back every row as it was, absent and null kept apart", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const reader = new PageReader(encodePage("thing", rows, { next: "x" }));
        expect(reader.rows).toBe(rows.length);
        expect(reader.meta).toEqual({ next: "x" });
        rows.forEach((original, i) => {
          for (const name of ["id", "name", "n", "flag", "__proto__", "列"]) {
            const value = Object.hasOwn(original, name) ? original[name] : undefined;
            const read = reader.value(i, name);
            if (typeof value === "number") expect(Object.is(read, value) || read === JSON.parse(JSON.stringify(value))).toBe(true);
            else expect(wellFormed(read)).toEqual(wellFormed(value));
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test("carries bytes", () => {
    const rows = [{ id: "a", data: new Uint8Array([1, 2]) }, { id: "b", data: new Uint8Array() }, { id: "c" }];
    const reader = new PageReader(encodePage("chunk", rows));
    expect([0, 1, 2].map((i) => reader.value(i, "data"))).toEqual([new Uint8Array([1, 2]), new Uint8Array(), undefined]);
  });

  test("reads large texts one by one, whatever they are written in", () => {
    const packed = "A1+/".repeat(2_000);
    const rows = [{ id: "a", packed: `${packed}==` }, { id: "b" }, { id: "c", packed: "" }, { id: "d", packed: packed.repeat(3) }];
    const written = rows.map((row, i) => ({ ...row, packed: `${row.packed ?? ""}客户${i}` }));
    for (const texts of [rows, written]) {
      const reader = new PageReader(encodePage("reviewSnapshot", texts));
      expect(texts.map((_, i) => reader.doc(i))).toEqual(texts);
    }
  });

  test("is the same bytes for the same rows", () => {
    const rows = [
      { id: "a", name: "客户" },
      { id: "b", name: "b" },
    ];
    expect(encodePage("account", rows)).toEqual(encodePage("account", structuredClone(rows)));
  });

  test("cut anywhere is refused, never half-read", () => {
    const page = encodePage(
      "account",
      Array.from({ length: 9 }, (_, i) => ({ id: `a${i}`, name: `客户 ${i}`, n: i, ok: i % 2 === 0, tags: ["x"] })),
    );
    for (let length = 0; length < page.byteLength - 7; length += 1) {
      expect(() => {
        const reader = new PageReader(page.slice(0, length));
        for (let i = 0; i < reader.rows; i += 1) reader.doc(i);
      }, `at ${length}`).toThrow(PageFormatError);
    }
  });
});
