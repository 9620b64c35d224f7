import { expect, it } from "vitest";
import { fits } from "./fits.ts";

const form = { name: "", tags: ["vip"], hours: null, days: { from: 1 } };

it.each([
  [{ name: "Lin", tags: [], hours: { startMinute: 1 }, days: { from: 2 } }, true],
  [{ name: "Lin", tags: [], hours: null, days: null, dropped: "by this version" }, true],
  [{ name: "Lin", tags: [], hours: null }, false],
  [{ name: "Lin", tags: "vip", hours: null, days: { from: 1 } }, false],
  [{ name: 1, tags: [], hours: null, days: { from: 1 } }, false],
  [{ name: "Lin", tags: [], hours: null, days: { to: 1 } }, false],
  ["text", false],
])("takes %j: %s", (draft, expected) => {
  expect(fits(draft, form)).toBe(expected);
});
