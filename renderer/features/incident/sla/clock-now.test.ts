import { expect, test } from "vitest";
import type { SlaClock } from "../../../../shared/domain/sla/sla-reading.ts";
import { clockNow, isStale } from "./clock-now.ts";

const minuteMs = 60_000;

function clock(kind: "running" | "paused" | "off_hours", fields: Partial<SlaClock> = {}): SlaClock {
  return {
    clock: "workaround",
    cycle: 0,
    severity: "P1",
    targetMs: 60 * minuteMs,
    calendar: "always",
    state: kind === "paused" ? "paused" : "running",
    startedMs: 0,
    startEventId: "e0",
    stoppedMs: null,
    stopEventId: null,
    dueMs: null,
    warnMs: null,
    elapsedMs: 15 * minuteMs,
    pausedMs: 5 * minuteMs,
    remainingMs: 45 * minuteMs,
    breachedMs: null,
    spans: [{ kind, fromMs: 0, toMs: 20 * minuteMs, eventId: null }],
    ladder: [],
    ...fields,
  };
}

test.each([
  ["running", { elapsedMs: 30, pausedMs: 5, usedShare: 0.5, counts: true }],
  ["paused", { elapsedMs: 15, pausedMs: 20, usedShare: 0.25, counts: false }],
  ["off_hours", { elapsedMs: 15, pausedMs: 5, usedShare: 0.25, counts: false }],
] as const)("what is %s goes on being so until it is read again", (kind, { elapsedMs, pausedMs, ...rest }) => {
  expect(clockNow(clock(kind), 20 * minuteMs, 35 * minuteMs)).toEqual({
    ...rest,
    elapsedMs: elapsedMs * minuteMs,
    pausedMs: pausedMs * minuteMs,
    remainingMs: (60 - elapsedMs) * minuteMs,
  });
});

test("a stopped clock stays, and one past its due time counts below nothing", () => {
  const stopped = clock("running", { state: "met", stoppedMs: 20 * minuteMs });
  expect(clockNow(stopped, 20 * minuteMs, 90 * minuteMs)).toMatchObject({ elapsedMs: 15 * minuteMs, counts: false });
  expect(clockNow(clock("running"), 0, 50 * minuteMs)).toMatchObject({ remainingMs: -5 * minuteMs });
});

test.each([
  [{ atMs: 100, changesMs: 200 }, 150, false],
  [{ atMs: 100, changesMs: 200 }, 200, true],
  [{ atMs: 100, changesMs: 200 }, 9_000, true],
  [{ atMs: 100, changesMs: 200 }, 99, true],
  [{ atMs: 100, changesMs: null }, 9_000, false],
  [{ atMs: 100, changesMs: null }, 60_100, true],
])("what was read %j is stale at %i: %s", (reading, nowMs, stale) => {
  expect(isStale(reading, nowMs)).toBe(stale);
});
