import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../test/support/property-seed.ts";
import { jsonLines } from "./json-lines.ts";

describe("places in a JSON text", () => {
  it("are lines of keys and items", () => {
    const { lineOf, faultLine } = jsonLines('{\n "a": [\n  1,\n  {"b": "x\\n\\u0041"}\n ],\r\n "": 2 }\n');
    expect(faultLine).toBeNull();
    expect([[], ["a"], ["a", 0], ["a", 1], ["a", 1, "b"], ["a", 9], [""], ["c", "d"]].map(lineOf)).toEqual([1, 2, 3, 4, 4, 2, 6, 1]);
  });

  it("tell where a text stops being JSON", () => {
    const texts = ["", "{", "[1,]", "[1\n2]", '{"a" 1}', "01", "1 2", "tru", '"\n"', "\n\nnul", "[1.]", "{'a':1}"];
    expect(texts.map((text) => jsonLines(text).faultLine)).toEqual([1, 1, 1, 2, 1, 1, 1, 1, 1, 3, 1, 1]);
  });

  it("agrees with JSON.parse on what is JSON", () => {
    const noise = fc.oneof(
      fc.json(),
      fc.string({ unit: fc.constantFrom(...'{}[],:"\\ 0-1.eE+truefalsn\n\u0001'.split("")) }),
      fc
        .tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"\\ x'.split("")))
        .map(([text, at, sign]) => text.slice(0, at % text.length) + sign + text.slice(at % text.length)),
    );
    fc.assert(
      fc.property(noise, (text) => {
        let is = true;
        try {
          JSON.parse(text);
        } catch {
          is = false;
        }
        expect(jsonLines(text).faultLine === null).toBe(is);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not go down without end", () => {
    expect(jsonLines("[".repeat(100_000)).faultLine).toBe(1);
  });
});
