import fc from "fast-check";
import { expect, test } from "vitest";
import "../../../test/support/property-seed.ts";
import { slaLog } from "../../../test/support/sla-log.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import { logBytes } from "./log-digest.ts";

const log = slaLog([
  { at: "2026-03-02T09:00", severity: "P0", source: { file: "log.csv", line: 2 } },
  { at: "2026-03-02T09:00", type: "response_marked", marksId: "e0", effective: true },
  { at: "2026-03-02T09:30", type: "escalated", rung: { clock: "resolution", cycle: 0, index: 3 } },
  { at: "2026-03-02T10:00", type: "customer_update", text: "收到", promise: { what: "an update", dueAt: "2026-03-02T11:00:00.000Z" } },
]);

test("a log in any order has the same bytes, with or without what the store adds", () => {
  const bytes = logBytes(log);
  fc.assert(
    fc.property(fc.shuffledSubarray([...log], { minLength: log.length }), (shuffled) => {
      expect(logBytes(shuffled.map((event) => Object.assign({ rev: 7 }, event)))).toEqual(bytes);
    }),
  );
});

test("any field that differs gives other bytes", () => {
  const changes: readonly Partial<IncidentEvent>[] = [
    { id: "x" },
    { accountId: null },
    { incidentId: "inc_2" },
    { at: "2026-03-02T10:00:00.001Z" },
    { ordinal: 9 },
    { type: "note" },
    { state: "active" },
    { severity: "P1" },
    { holderGroup: "A" },
    { holderName: "A" },
    { actor: null },
    { text: "收到。" },
    { source: { file: "log.csv", line: 3 } },
    { marksId: "e1" },
    { effective: false },
    { rung: { clock: "resolution", cycle: 0, index: 4 } },
    { promise: null },
  ];
  const texts = [{}, ...changes].map((change) =>
    new TextDecoder().decode(logBytes(log.map((event) => (event.id === "e3" ? { ...event, ...change } : event)))),
  );
  expect(new Set(texts).size).toBe(changes.length + 1);
});
