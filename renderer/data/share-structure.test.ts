import fc from "fast-check";
import { expect, test } from "vitest";
import { equalData, shareStructure } from "./share-structure.ts";

test("sharing changes nothing but identity", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(shareStructure(before, after)).toEqual(after);
      expect(shareStructure(before, structuredClone(before))).toBe(before);
      expect(equalData(before, structuredClone(before))).toBe(true);
    }),
    { examples: [[JSON.parse('{"__proto__":null}') as fc.JsonValue, JSON.parse('{"__proto__":{"a":1}}') as fc.JsonValue]] },
  );
});

test("rows that did not change keep their identity, wherever they moved", () => {
  const before = {
    rows: [
      { id: "a", n: 1 },
      { id: "b", n: 2 },
    ],
    at: Float64Array.of(1, Number.NaN),
  };
  const after = shareStructure(before, {
    rows: [
      { id: "b", n: 2 },
      { id: "a", n: 3 },
    ],
    at: Float64Array.of(1, Number.NaN),
  });
  expect(after.rows[0]).toBe(before.rows[1]);
  expect(after.rows[1]).toEqual({ id: "a", n: 3 });
  expect(after.at).toBe(before.at);
});

test("absent, undefined and null differ; so do lengths and kinds", () => {
  expect([
    equalData({ a: undefined }, {}),
    equalData({ a: null }, { a: undefined }),
    equalData([1], [1, 2]),
    equalData({}, []),
    equalData(Number.NaN, Number.NaN),
  ]).toEqual([false, false, false, false, true]);
});
