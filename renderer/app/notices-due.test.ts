import { expect, test } from "vitest";
import type { IncidentAlarm } from "../data/queries/promise-alarms.ts";
import { newsMs, noticeOf, type PromiseNotice, passedAlarms } from "./notices-due.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 9, 29, 8);

function alarm(incidentId: string, warnInMinutes: number, dueInMinutes: number): IncidentAlarm {
  return {
    incidentId,
    number: incidentId.toUpperCase(),
    severity: "P1",
    clock: "resolution",
    cycle: 0,
    warnMs: startMs + warnInMinutes * minuteMs,
    dueMs: startMs + dueInMinutes * minuteMs,
  };
}

/** Windows of one laptop over one record of what was told, which outlives them. */
function laptop() {
  const told = new Set<string>();
  return {
    told,
    window: () => {
      const asked = new Set<string>();
      return (alarms: readonly IncidentAlarm[], minutes: number): PromiseNotice | null => {
        const nowMs = startMs + minutes * minuteMs;
        const passed = passedAlarms(alarms, asked, nowMs);
        const fresh = passed.filter(({ key }) => !told.has(key));
        for (const { key } of passed) {
          asked.add(key);
          told.add(key);
        }
        return noticeOf(fresh, nowMs);
      };
    },
  };
}

test("a promise is told of when it is running out and when it breaks, once each, whatever starts again and however many windows there are", () => {
  const own = laptop();
  const first = own.window();
  const alarms = [alarm("inc_a", 24, 30)];
  expect(first(alarms, 23)).toBeNull();
  expect(first(alarms, 24)).toEqual({ kind: "warning", alarm: alarms[0], minutes: 6 });
  expect([first(alarms, 25), own.window()(alarms, 26)]).toEqual([null, null]);
  const restarted = own.window();
  expect(restarted(alarms, 31)).toEqual({ kind: "breach", alarm: alarms[0], minutes: 1 });
  expect([first(alarms, 31), restarted(alarms, 90), own.window()(alarms, 600)]).toEqual([null, null, null]);
});

test("nine hours of sleep are told of in one notification, and each promise once; what breaks afterwards has its own", () => {
  const own = laptop();
  const window = own.window();
  const alarms = [alarm("inc_a", 24, 30), alarm("inc_b", 100, 120), alarm("inc_c", 520, 560)];
  expect(window(alarms, 10)).toBeNull();
  expect(window(alarms, 10 + 9 * 60)).toEqual({ kind: "several", broken: 2, runningOut: 1 });
  expect(window(alarms, 10 + 9 * 60 + 1)).toBeNull();
  expect(window(alarms, 561)).toEqual({ kind: "breach", alarm: alarms[2], minutes: 1 });
  expect(window(alarms, 24 * 60)).toBeNull();
});

test("a single promise that broke in the sleep is told by its number, and not that it had been running out", () => {
  const alarms = [alarm("inc_a", 24, 30)];
  expect(laptop().window()(alarms, 9 * 60)).toEqual({ kind: "breach", alarm: alarms[0], minutes: 510 });
});

test("a clock that is set back and put right again tells nothing twice", () => {
  const window = laptop().window();
  const alarms = [alarm("inc_a", 24, 30)];
  expect(window(alarms, 24)?.kind).toBe("warning");
  expect([window(alarms, -6000), window(alarms, 25)]).toEqual([null, null]);
});

test("what passed long ago is on the screen, not news; a message of the customer begins another promise", () => {
  const window = laptop().window();
  const old = alarm("inc_a", -newsMs / minuteMs - 20, -newsMs / minuteMs - 1);
  expect(window([old], 0)).toBeNull();
  const next = { ...alarm("inc_a", -5, 5), cycle: 1 };
  expect(window([old, next], 0)).toEqual({ kind: "warning", alarm: next, minutes: 5 });
});
