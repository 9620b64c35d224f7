import { expect, test } from "vitest";
import { hourMs } from "../metrics/series.ts";
import { hourOfWeek, localHours } from "./local-hours.ts";

test("an hour that comes twice is found by its first instant, one that clocks skip is not found", () => {
  // Berlin goes back on 25 October 2026, 01:00 UTC, and forward on 29 March 2026, 01:00 UTC.
  const back = localHours("Europe/Berlin", Date.UTC(2026, 9, 24, 23), 5);
  expect(Array.from(back.local, (hour) => hour % 24)).toEqual([1, 2, 2, 3, 4]);
  expect(back.indexOf(back.local[2] as number)).toBe(1);
  const forward = localHours("Europe/Berlin", Date.UTC(2026, 2, 28, 23), 4);
  expect(Array.from(forward.local, (hour) => hour % 24)).toEqual([0, 1, 3, 4]);
  expect(forward.indexOf((forward.local[1] as number) + 1)).toBe(-1);
  expect(forward.indexOf((forward.local[3] as number) + 1)).toBe(-1);
});

test("an hour of the week stays the same over a clock change", () => {
  // Tuesday, 20:00 in New York, before and after 1 November 2026.
  const week = (ms: number): number => hourOfWeek(localHours("America/New_York", ms, 1).local[0] as number);
  expect(week(Date.UTC(2026, 9, 28, 0))).toBe(2 * 24 + 20);
  expect(week(Date.UTC(2026, 10, 4, 1))).toBe(2 * 24 + 20);
  expect(week(Date.UTC(2026, 10, 4, 1) + hourMs)).toBe(2 * 24 + 21);
});
