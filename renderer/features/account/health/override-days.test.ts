import { expect, it } from "vitest";
import { lastDayOf, overrideEnd } from "./override-days.ts";

const now = Date.parse("2026-11-21T22:30:00.000Z");

it.each([
  ["2026-11-22", "2026-11-23T00:00:00.000Z"],
  ["2027-11-21", "2027-11-22T00:00:00.000Z"],
  ["2028-02-29", null],
  ["2026-11-21", null],
  ["2026-02-30", null],
  ["22.11.2026", null],
  ["", null],
])("%s ends %s", (day, end) => {
  expect(overrideEnd(day, now)).toBe(end);
  if (end !== null) expect(lastDayOf(end)).toBe(day);
});
