import { expect, test } from "vitest";
import { noticeLeadMs, noticesDue } from "./notices-due.ts";

const now = Date.UTC(2026, 9, 29, 8);
const promise = (incidentId: string, dueInMs: number) => ({
  incidentId,
  number: incidentId,
  clock: "first_response" as const,
  cycle: 0,
  dueMs: now + dueInMs,
  warnMs: now,
});

test("a promise is told of within a quarter of an hour before it runs out, once, and never after", () => {
  const promises = [
    promise("over", -1),
    promise("now", 0),
    promise("soon", 1),
    promise("edge", noticeLeadMs),
    promise("later", noticeLeadMs + 1),
    promise("told", 5),
  ];
  expect(noticesDue(promises, new Set(["told"]), now).map(({ incidentId }) => incidentId)).toEqual(["soon", "edge"]);
});
