import { describe, expect, test } from "vitest";
import { clockLines, minute } from "../../../test/support/sla-lines.ts";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { readSla } from "./read-sla.ts";

const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);

// P0: first response 30 min, next update 60 min, workaround 4 h, resolution 24 h.
const opened = { at: "2026-03-02T00:00", severity: "P0" as const };

describe("the next update", () => {
  test("is not waited for before anybody spoke to the customer", () => {
    const log = slaLog([opened, { at: "2026-03-02T00:10", state: "active" }]);
    expect(readSla(slaInput(log), at("09:00")).current.next_update).toBeNull();
  });

  test("begins anew with each message of the customer, is stopped by each update, and ends with the incident", () => {
    const log = slaLog([
      opened,
      { at: "2026-03-02T00:10", type: "customer_message", actor: "Kim", text: "all calls drop" },
      { at: "2026-03-02T00:40", type: "customer_message", actor: "Kim", text: "hello?" },
      { at: "2026-03-02T01:30", type: "customer_update", text: "a carrier is down" },
      { at: "2026-03-02T02:50", type: "workaround_given", text: "moved to another" },
      { at: "2026-03-02T03:00", state: "resolved" },
      { at: "2026-03-02T03:05", type: "customer_update", text: "it is over" },
      { at: "2026-03-02T04:00", state: "active", type: "state_changed" },
    ]);
    expect(clockLines(readSla(slaInput(log), at("04:30")), "next_update")).toEqual([
      "next_update 0: void, due 03-02 01:10, 30/60",
      "next_update 1: met, due 03-02 01:40, 50/60",
      "next_update 2: missed, due 03-02 02:30, 80/60",
      "next_update 3: void, due 03-02 03:50, 10/60",
      "next_update 4: running, due 03-02 05:00, 30/60",
    ]);
  });

  test("that is already overdue when the customer writes again stays broken", () => {
    const log = slaLog([
      opened,
      { at: "2026-03-02T00:10", type: "customer_message", actor: "Kim", text: "all calls drop" },
      { at: "2026-03-02T01:30", type: "customer_message", actor: "Kim", text: "nobody there?" },
    ]);
    expect(clockLines(readSla(slaInput(log), at("01:40")), "next_update")).toEqual([
      "next_update 0: missed, due 03-02 01:10, 80/60",
      "next_update 1: running, due 03-02 02:30, 10/60",
    ]);
  });
});

describe("the workaround", () => {
  test("stops when it is given, else when the incident is over", () => {
    const given = slaLog([opened, { at: "2026-03-02T05:00", type: "workaround_given" }, { at: "2026-03-02T06:00", state: "resolved" }]);
    expect(clockLines(readSla(slaInput(given), at("07:00")), "workaround")).toEqual(["workaround 0: missed, due 03-02 04:00, 300/240"]);
    const solved = slaLog([opened, { at: "2026-03-02T03:00", state: "closed" }, { at: "2026-03-02T04:00", state: "active" }]);
    expect(clockLines(readSla(slaInput(solved), at("07:00")), "workaround")).toEqual(["workaround 0: met, due 03-02 04:00, 180/240"]);
  });
});

describe("the resolution of a reopened incident", () => {
  const log = slaLog([
    opened,
    { at: "2026-03-02T02:00", state: "awaiting_vendor" },
    { at: "2026-03-02T03:00", state: "active" },
    { at: "2026-03-02T10:00", state: "resolved" },
    { at: "2026-03-02T11:00", state: "closed" },
    { at: "2026-03-02T20:00", state: "active" },
    { at: "2026-03-02T22:00", state: "resolved" },
  ]);

  test("goes on with what it had used", () => {
    const input = slaInput(log, { onReopen: "continue" });
    expect(clockLines(readSla(input, at("15:00")), "resolution")).toEqual(["resolution 0: met, due 03-03 01:00, 540/1440"]);
    // Nine hours used, ten over: 24 h are used at 11:00 of the next day.
    const open = readSla(input, at("21:00"));
    expect(clockLines(open, "resolution")).toEqual(["resolution 0: running, due 03-03 11:00, 600/1440"]);
    expect(open.current.resolution?.pausedMs).toBe(11 * 3_600_000);
    expect(
      open.current.resolution?.spans.map(({ kind, fromMs, toMs, eventId }) => `${kind} ${minute(fromMs)} ${minute(toMs)} ${eventId}`),
    ).toEqual([
      "running 03-02 00:00 03-02 02:00 e0",
      "paused 03-02 02:00 03-02 03:00 e1",
      "running 03-02 03:00 03-02 10:00 e2",
      "paused 03-02 10:00 03-02 11:00 e3",
      "paused 03-02 11:00 03-02 20:00 e4",
      "running 03-02 20:00 03-02 21:00 e5",
    ]);
    expect(clockLines(readSla(input, at("23:00")), "resolution")).toEqual(["resolution 0: met, due 03-03 11:00, 660/1440"]);
  });

  test("starts anew", () => {
    expect(clockLines(readSla(slaInput(log, { onReopen: "reset" }), at("23:00")), "resolution")).toEqual([
      "resolution 0: met, due 03-03 01:00, 540/1440",
      "resolution 1: met, due 03-03 20:00, 120/1440",
    ]);
  });
});

describe("the first response", () => {
  test("is not needed any more once the incident is over", () => {
    const log = slaLog([opened, { at: "2026-03-02T00:10", state: "resolved", actor: "Opal" }, { at: "2026-03-02T02:00", state: "active" }]);
    expect(clockLines(readSla(slaInput(log), at("03:00")), "first_response")).toEqual(["first_response 0: void, due 03-02 00:30, 10/30"]);
  });

  test("that came late is missed even when the opener ended it", () => {
    const log = slaLog([opened, { at: "2026-03-02T00:40", state: "resolved", actor: "Opal" }]);
    expect(clockLines(readSla(slaInput(log), at("03:00")), "first_response")).toEqual(["first_response 0: missed, due 03-02 00:30, 40/30"]);
  });

  test("at the due instant is in time, a millisecond later it is not", () => {
    const answer = (time: string) => slaLog([opened, { at: time, state: "active" }]);
    expect(readSla(slaInput(answer("2026-03-02T00:30:00.000Z")), at("03:00")).current.first_response?.state).toBe("met");
    expect(readSla(slaInput(answer("2026-03-02T00:30:00.001Z")), at("03:00")).current.first_response?.state).toBe("missed");
  });
});
