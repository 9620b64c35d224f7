import { expect, test } from "vitest";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { promiseAlarms } from "./promise-alarms.ts";
import { readSla } from "./read-sla.ts";

const opened = { at: "2026-03-02T09:00", severity: "P0" } as const;
const alarmsOf = (...rows: Parameters<typeof slaLog>[0]): readonly string[] =>
  promiseAlarms(slaInput(slaLog([opened, ...rows]))).map(
    ({ clock, cycle, warnMs, dueMs }) =>
      `${clock} ${String(cycle)} ${new Date(warnMs ?? 0).toISOString().slice(11, 16)} ${new Date(dueMs).toISOString().slice(11, 16)}`,
  );

test("every clock that goes alarms at the policy's share and when it breaks; what stands or has stopped does not", () => {
  expect(alarmsOf()).toEqual(["first_response 0 09:24 09:30", "workaround 0 12:12 13:00", "resolution 0 04:12 09:00"]);
  expect(alarmsOf({ at: "2026-03-02T09:10", type: "customer_update", state: "active", text: "We found the node" })).toEqual([
    "next_update 0 09:58 10:10",
    "workaround 0 12:12 13:00",
    "resolution 0 04:12 09:00",
  ]);
  expect(alarmsOf({ at: "2026-03-02T09:10", state: "awaiting_customer", text: "logs" })).toEqual([]);
  expect(alarmsOf({ at: "2026-03-02T09:10", state: "resolved" })).toEqual([]);
});

test("they are the instants that a reading says, whenever it is read", () => {
  const input = slaInput(slaLog([opened, { at: "2026-03-02T09:20", severity: "P1" }]));
  for (const at of ["09:21", "12:00", "23:00"]) {
    const { clocks } = readSla(input, Date.parse(`2026-03-02T${at}:00.000Z`));
    expect(promiseAlarms(input).map(({ clock, warnMs, dueMs }) => [clock, warnMs, dueMs])).toEqual(
      clocks.filter(({ stoppedMs }) => stoppedMs === null).map(({ clock, warnMs, dueMs }) => [clock, warnMs, dueMs]),
    );
  }
});
