import fc from "fast-check";
import { expect, test } from "vitest";
import { deeperThan } from "./limits.ts";

/** Depth as a walk with recursion has it, for values that are not deep. */
function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test("the depth of any JSON is told as a walk tells it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(9), (value, most) => deeperThan(value, most) === depthOf(value) > most),
    { numRuns: 2000 },
  );
});

test("a body of a million brackets is refused without running out of stack, and a list of a million numbers is taken", () => {
  let deep: unknown = 1;
  for (let i = 0; i < 1_000_000; i += 1) deep = i % 2 === 0 ? [deep] : { a: deep };
  expect(deeperThan(deep, 32)).toBe(true);
  expect(deeperThan({ list: Array.from({ length: 1_000_000 }, (_, i) => i) }, 2)).toBe(false);
});

test("names of an object's own machinery are members as any other, and change no object", () => {
  const hostile: unknown = JSON.parse('{"__proto__":{"polluted":{"a":{}}},"constructor":{"prototype":{"polluted":1}}}');
  expect(deeperThan(hostile, 3)).toBe(true);
  expect(deeperThan(hostile, 4)).toBe(false);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
