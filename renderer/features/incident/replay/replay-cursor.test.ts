import { expect, test } from "vitest";
import { cursorIndex, cursorMs, type ReplayCursor, stepEntry, stepTime } from "./replay-cursor.ts";

const minuteMs = 60_000;
const at = (minutes: number): { readonly at: string } => ({ at: new Date(minutes * minuteMs).toISOString() });
const events = [at(0), at(10), at(10), at(30)];
const nowMs = 60 * minuteMs;
const entry = (index: number): ReplayCursor => ({ kind: "entry", index });
const instant = (minutes: number): ReplayCursor => ({ kind: "instant", ms: minutes * minuteMs });
const now: ReplayCursor = { kind: "now" };

test.each([
  [now, 60, 3],
  [entry(1), 10, 1],
  [entry(9), 30, 3],
  [instant(29), 29, 2],
  [instant(30), 30, 3],
])("%j is at minute %i, after entry %i", (cursor, minutes, index) => {
  expect([cursorMs(cursor, events, nowMs) / minuteMs, cursorIndex(cursor, events, nowMs)]).toEqual([minutes, index]);
});

test.each([
  [now, -1, entry(3)],
  [now, 1, now],
  [entry(2), -1, entry(1)],
  [entry(0), -1, entry(0)],
  [entry(3), 1, now],
  [instant(20), -1, entry(2)],
  [instant(20), 1, entry(3)],
  [instant(10), -1, entry(1)],
] as const)("a step from %j by %i is %j: entries of one instant are two steps", (cursor, step, expected) => {
  expect(stepEntry(cursor, step, events, nowMs)).toEqual(expected);
});

test.each([
  [now, -1, instant(59)],
  [entry(1), 1, instant(11)],
  [instant(59.5), 1, now],
  [instant(0.5), -1, instant(0)],
])("%j and %i min is %j", (cursor, minutes, expected) => {
  expect(stepTime(cursor, minutes * minuteMs, events, nowMs)).toEqual(expected);
});
