import { expect, test } from "vitest";
import type { IncidentAlarm } from "../data/queries/promise-alarms.ts";
import { nextPromise } from "./next-promise.ts";

const minuteMs = 60_000;
const alarm = (incidentId: string, clock: IncidentAlarm["clock"], dueMs: number): IncidentAlarm => ({
  incidentId,
  number: incidentId,
  severity: "P1",
  clock,
  cycle: 0,
  dueMs,
  warnMs: dueMs - minuteMs,
});

test("the next promise is of any clock: an incident that has broken one may break the next before all others", () => {
  const alarms = [
    alarm("a", "resolution", 90 * minuteMs),
    alarm("b", "next_update", 10 * minuteMs),
    alarm("b", "resolution", 30 * minuteMs),
  ];
  expect(nextPromise(alarms, 5 * minuteMs)).toBe(alarms[1]);
  expect(nextPromise(alarms, 20 * minuteMs)).toBe(alarms[2]);
  expect(nextPromise(alarms, 30 * minuteMs)).toBe(alarms[0]);
  expect(nextPromise(alarms, 90 * minuteMs)).toBeNull();
  expect(nextPromise([], 0)).toBeNull();
});
