import { expect, it } from "vitest";
import { badgeCount } from "./badge-count.ts";

it("counts an incident once, whichever of its promises is in danger, and what else is overdue", () => {
  const alarms = [
    { incidentId: "i1", warnMs: 50, dueMs: 90 },
    { incidentId: "i1", warnMs: 100, dueMs: 200 },
    { incidentId: "i2", warnMs: 101, dueMs: 300 },
    { incidentId: "i3", warnMs: null, dueMs: 80 },
  ];
  const items = [
    { kind: "incident", dueMs: 1 },
    { kind: "task", dueMs: 99 },
    { kind: "task", dueMs: 100 },
    { kind: "peak", dueMs: null },
  ] as const;
  expect(badgeCount(alarms, items, 100)).toBe(3);
});
