import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstResponse, responseMark } from "./first-response.ts";
import type { IncidentEvent } from "./incident-event.ts";
import { incidentHistory, type IncidentHistory } from "./incident-history.ts";
import { compareIncidents, type IncidentOrderKey } from "./incident-order.ts";
import { incidentNow, lengthMs, timeByTurn } from "./incident-times.ts";
import { incidentStates, severities } from "./incident.ts";
import { turns } from "./turn.ts";

const minute = 60_000;
const openedMs = Date.parse("2026-10-29T01:00:00.000Z");

function event(minutes: number, ordinal: number, fields: Partial<IncidentEvent> = {}): IncidentEvent {
  return {
    id: `e${ordinal}`,
    accountId: "a1",
    incidentId: "i1",
    at: new Date(openedMs + minutes * minute).toISOString(),
    ordinal,
    type: "updated",
    state: "active",
    severity: "P1",
    holderGroup: "front line",
    holderName: "He Jing",
    actor: "He Jing",
    text: "",
    source: { file: "log.csv", line: ordinal + 2 },
    ...fields,
  };
}

const worked: readonly IncidentEvent[] = [
  event(0, 0, { type: "opened", state: "new", holderName: null, holderGroup: null, actor: "monitor" }),
  event(4, 1, { type: "assigned" }),
  event(20, 2, { type: "customer_update" }),
  event(30, 3, { type: "state_changed", state: "awaiting_customer" }),
  event(42, 4, { type: "state_changed", state: "active", actor: "customer" }),
  event(50, 5, { type: "assigned", holderGroup: "R&D", holderName: "Zhou Yu" }),
  event(80, 6, { type: "state_changed", state: "resolved", holderGroup: "R&D", holderName: "Zhou Yu" }),
  event(95, 7, { type: "state_changed", state: "active", holderGroup: "R&D", holderName: "Zhou Yu", actor: "customer" }),
];

function read(log: readonly IncidentEvent[]): IncidentHistory {
  const history = incidentHistory(log);
  if (history === null) throw new Error("the log is not empty");
  return history;
}

describe("an incident's history", () => {
  test("is told by its log: segments, ledger, pauses, reopening", () => {
    const history = read(worked);
    const nowMs = openedMs + 100 * minute;
    expect(history.segments.map((s) => [s.state, s.holderName, lengthMs(s, nowMs) / minute, s.event.source?.line])).toEqual([
      ["new", null, 4, 2],
      ["active", "He Jing", 26, 3],
      ["awaiting_customer", "He Jing", 12, 5],
      ["active", "He Jing", 8, 6],
      ["active", "Zhou Yu", 30, 7],
      ["resolved", "Zhou Yu", 15, 8],
      ["active", "Zhou Yu", 5, 9],
    ]);
    expect(history.holdings.map((h) => [h.turn, h.holderName, lengthMs(h, nowMs) / minute])).toEqual([
      ["us", null, 4],
      ["us", "He Jing", 26],
      ["customer", "He Jing", 12],
      ["us", "He Jing", 8],
      ["us", "Zhou Yu", 30],
      ["us", "Zhou Yu", 5],
    ]);
    expect(timeByTurn(history, nowMs)).toEqual({ us: 73 * minute, customer: 12 * minute, vendor: 0, problem: 0, none: 15 * minute });
    expect(history).toMatchObject({
      openedMs,
      endedMs: null,
      reopenCount: 1,
      outOfOrder: 0,
      lastUpdateMs: openedMs + 95 * minute,
      lastCustomerUpdateMs: openedMs + 20 * minute,
    });
    expect(incidentNow(history)).toEqual({
      state: "active",
      stateSinceMs: openedMs + 95 * minute,
      turn: "us",
      turnSinceMs: openedMs + 95 * minute,
      holderGroup: "R&D",
      holderName: "Zhou Yu",
      heldSinceMs: openedMs + 50 * minute,
    });
  });

  test("ends with the first of its last resolved and closed stretches, and starts again when reopened", () => {
    const ended = read([...worked.slice(0, 7), event(200, 8, { state: "closed", holderGroup: "R&D", holderName: "Zhou Yu" })]);
    expect(ended.endedMs).toBe(openedMs + 80 * minute);
    expect(ended.reopenCount).toBe(0);
    expect(incidentNow(ended)).toMatchObject({ turn: "none", turnSinceMs: openedMs + 80 * minute, stateSinceMs: openedMs + 200 * minute });
  });

  test("a wait is one stretch of the ledger, whoever of us watches over it", () => {
    const history = read([
      event(0, 0),
      event(10, 1, { state: "awaiting_vendor" }),
      event(20, 2, { state: "awaiting_vendor", holderName: "Tang Yue" }),
      event(30, 3, { holderName: "Tang Yue" }),
    ]);
    expect(history.holdings.map((h) => [h.turn, h.holderName, h.fromMs, h.toMs])).toEqual([
      ["us", "He Jing", openedMs, openedMs + 10 * minute],
      ["vendor", "He Jing", openedMs + 10 * minute, openedMs + 30 * minute],
      ["us", "Tang Yue", openedMs + 30 * minute, null],
    ]);
    expect(history.segments).toHaveLength(4);
  });

  test("an empty log has no history", () => {
    expect(incidentHistory([])).toBeNull();
  });

  test("times that contradict the source's own order are followed, and counted", () => {
    const history = read([
      event(0, 0, { state: "new" }),
      event(30, 1),
      event(10, 2, { state: "awaiting_vendor" }),
      event(20, 3),
      event(40, 4),
    ]);
    expect(history.events.map((e) => e.ordinal)).toEqual([0, 2, 3, 1, 4]);
    expect(history.outOfOrder).toBe(2);
  });
});

describe("the first response", () => {
  test("is the first move of somebody other than the opener", () => {
    const log = [
      event(0, 0, { state: "new", actor: "monitor", holderName: null }),
      event(1, 1, { state: "new", actor: "monitor", type: "customer_update", holderName: null }),
      event(2, 2, { state: "new", actor: "He Jing", type: "note", holderName: null }),
      event(9, 3),
    ];
    const response = firstResponse(read(log));
    expect(response).toMatchObject({ kind: "given", tookMs: 9 * minute, targetMs: 240 * minute, dueMs: openedMs + 240 * minute });
    expect(responseMark(response, openedMs)).toBe("kept");
  });

  test("while it is waited for, the mark warns at 80 % and says when the target has run out", () => {
    const response = firstResponse(read([event(0, 0, { state: "new", severity: "P0", actor: "monitor" })]));
    expect(response).toEqual({ kind: "waiting", targetMs: 30 * minute, dueMs: openedMs + 30 * minute });
    const at = (minutes: number) => responseMark(response, openedMs + minutes * minute);
    expect([at(0), at(23.9), at(24), at(30), at(30.1)]).toEqual(["running", "running", "warning", "warning", "overdue"]);
  });

  test("is unknown when the source names nobody, and not waited for when the incident is over", () => {
    expect(firstResponse(read([event(0, 0, { actor: null }), event(5, 1, { actor: null, state: "resolved" })]))).toEqual({
      kind: "unknown",
    });
    expect(firstResponse(read([event(0, 0, { actor: "x" }), event(5, 1, { actor: "x", state: "closed" })]))).toEqual({ kind: "ended" });
  });
});

describe("open incidents", () => {
  const key = (incidentId: string, fields: Partial<IncidentOrderKey>): IncidentOrderKey => ({
    incidentId,
    severity: "P2",
    turn: "us",
    promise: null,
    turnSinceMs: 0,
    ...fields,
  });

  test("come by the promise that runs out first, then those that stand, then by turn, severity and wait", () => {
    const keys = [
      key("ended", { turn: "none" }),
      key("customer", { turn: "customer", severity: "P0" }),
      key("ours-young", { turnSinceMs: 9 }),
      key("ours-old", { turnSinceMs: 3 }),
      key("ours-p0", { severity: "P0", turnSinceMs: 10 }),
      key("paused", { promise: { dueMs: null, paused: true }, turn: "customer" }),
      key("due-later", { promise: { dueMs: 20, paused: false } }),
      key("due-first", { promise: { dueMs: 10, paused: false }, severity: "P3" }),
    ];
    expect(keys.toSorted(compareIncidents).map((k) => k.incidentId)).toEqual([
      "due-first",
      "due-later",
      "paused",
      "ours-p0",
      "ours-old",
      "ours-young",
      "customer",
      "ended",
    ]);
  });
});

const anyEvent = fc.record({
  minutes: fc.integer({ min: 0, max: 500 }),
  state: fc.constantFrom(...incidentStates),
  severity: fc.constantFrom(...severities),
  holderName: fc.constantFrom(null, "a", "b"),
  actor: fc.constantFrom(null, "x", "y"),
  type: fc.constantFrom("updated", "assigned", "customer_update", "note" as const),
});
const anyLog = fc
  .array(anyEvent, { minLength: 1, maxLength: 25 })
  .map((rows) => rows.map(({ minutes, ...fields }, ordinal) => event(minutes, ordinal, fields)));

describe("whatever a source sends", () => {
  test("the result does not depend on the order in which rows arrive", () => {
    fc.assert(
      fc.property(
        anyLog.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length }))),
        ([log, shuffled]) => {
          expect(incidentHistory(shuffled)).toEqual(incidentHistory(log));
        },
      ),
    );
  });

  test("durations are never negative and add up to the whole; segments leave no gap and differ from their neighbours", () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: -10, max: 600 }), (log, minutes) => {
        const history = read(log);
        const nowMs = openedMs + minutes * minute;
        const whole = Math.max(0, nowMs - history.openedMs);
        const byTurn = timeByTurn(history, nowMs);
        expect(turns.every((turn) => byTurn[turn] >= 0)).toBe(true);
        expect(turns.reduce((sum, turn) => sum + byTurn[turn], 0)).toBe(whole);
        const held = history.holdings.reduce((sum, holding) => sum + lengthMs(holding, nowMs), 0);
        expect(held + byTurn.none).toBe(whole);
        history.segments.forEach((segment, i) => {
          const next = history.segments[i + 1];
          expect(segment.toMs).toBe(next?.fromMs ?? null);
          if (next !== undefined)
            expect([next.state, next.severity, next.holderName]).not.toEqual([segment.state, segment.severity, segment.holderName]);
        });
        const response = firstResponse(history);
        if (response.kind === "given") expect(response.tookMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("a log whose times follow the source's order is never called out of order", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const inOrder = log.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map((e, ordinal) => ({ ...e, ordinal }));
        expect(read(inOrder).outOfOrder).toBe(0);
      }),
    );
  });
});
