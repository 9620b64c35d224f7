import { expect, test } from "vitest";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import type { LadderRung } from "../../../shared/domain/sla/sla-policy.ts";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { entryLook, isEffective, timelineMarks } from "./timeline-marks.ts";

const nowMs = Date.parse("2026-03-02T12:00:00.000Z");

test("an entry is told what it is to the promises", () => {
  const events = slaLog([
    { at: "2026-03-02T09:00", severity: "P0" },
    { at: "2026-03-02T09:05", type: "updated", text: "Recorded" },
    { at: "2026-03-02T09:10", type: "updated", text: "traced to the 4.8.1 reconnect" },
    { at: "2026-03-02T09:20", state: "awaiting_customer", text: "logs" },
    {
      at: "2026-03-02T09:30",
      type: "customer_update",
      state: "active",
      text: "a canary runs",
      promise: { what: "verdict", dueAt: "2026-03-02T10:00:00.000Z" },
    },
    { at: "2026-03-02T09:40", type: "response_marked", marksId: "e4", effective: false, text: "says nothing new" },
    { at: "2026-03-02T09:50", type: "escalated", actor: null, rung: { clock: "workaround", cycle: 0, index: 0 } },
  ]);
  const ladder: readonly LadderRung[] = [{ clock: "workaround", severities: ["P0"], share: 0.5, role: "expert", channel: "group" }];
  const input = slaInput(events, {
    ladder: [...ladder],
    effectiveResponse: { types: ["updated", "customer_update"], emptyPhrases: ["recorded"] },
  });
  const reading = readSla(input, nowMs);
  const marks = timelineMarks(events, reading, ladder);
  expect(Object.fromEntries([...marks].filter(([, list]) => list.length > 0))).toEqual({
    e1: [{ type: "not_effective", because: "empty_phrase" }],
    e2: [{ type: "first_response", state: "met", elapsedMs: 600_000 }],
    e3: [{ type: "pauses" }],
    e4: [
      { type: "not_effective", because: "marked" },
      { type: "promise", what: "verdict", dueMs: Date.parse("2026-03-02T10:00:00.000Z") },
    ],
    e5: [{ type: "judges", of: "e4", effective: false }],
    e6: [{ type: "rung", role: "expert", channel: "group" }],
  });
  expect([isEffective(reading.responses, "e2"), isEffective(reading.responses, "e1")]).toEqual([true, false]);
  expect(events.map((event, i) => entryLook(event, events[i - 1] ?? null))).toEqual([
    "opened",
    "plain",
    "plain",
    "waits",
    "told",
    "plain",
    "escalated",
  ]);
});
