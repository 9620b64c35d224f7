import { expect, test } from "vitest";
import { workCalendar } from "../calendar/working-days.ts";
import type { Incident } from "../incident/incident.ts";
import { postmortemItems, type TodayPostmortemFacts } from "./postmortem-items.ts";

const incident: Incident = {
  id: "inc_1",
  accountId: "a1",
  number: "INC-1",
  kind: "incident",
  severity: "P0",
  title: "Joins fail",
  state: "closed",
  openedAt: "2026-10-28T12:00:00.000Z",
  resolvedAt: "2026-10-28T14:00:00.000Z",
  closedAt: "2026-10-29T14:00:00.000Z",
  region: null,
  holderGroup: null,
  holderName: null,
  sourceMadeSla: null,
};

function items(at: string, fields: Partial<TodayPostmortemFacts> = {}): readonly unknown[] {
  return postmortemItems({
    nowMs: Date.parse(at),
    account: { id: "a1", tier: "premium", timeZone: "Asia/Shanghai", lifecycle: "active" },
    incidents: [incident],
    postmortems: new Map(),
    calendar: () => workCalendar("CN"),
    ...fields,
  });
}

test("a grave incident owes its postmortem in five working days, a weekend not counted", () => {
  // Resolved on a Wednesday: Thursday, Friday, Monday, Tuesday, Wednesday.
  expect(items("2026-10-30T02:00:00.000Z")).toMatchObject([
    {
      state: "watch",
      message: { key: "postmortemDue", title: "Joins fail" },
      dueMs: Date.parse("2026-11-04T16:00:00.000Z"),
      action: { key: "writePostmortem", target: { to: "postmortem", incidentId: "inc_1" } },
    },
  ]);
  expect(items("2026-11-04T16:30:00.000Z")).toMatchObject([
    { state: "risk", dueMs: Date.parse("2026-11-04T16:00:00.000Z"), undated: "today" },
  ]);
});

test("nobody is reminded of what was published, was never owed, or is a month old", () => {
  const now = "2026-10-30T02:00:00.000Z";
  expect(items(now, { postmortems: new Map([["inc_1", "published"]]) })).toEqual([]);
  expect(items(now, { postmortems: new Map([["inc_1", "review"]]) })).toMatchObject([{ message: { key: "postmortemUnpublished" } }]);
  expect(items(now, { incidents: [{ ...incident, severity: "P2" }] })).toEqual([]);
  expect(items(now, { incidents: [{ ...incident, resolvedAt: null, state: "active" }] })).toEqual([]);
  expect(items("2026-12-02T02:00:00.000Z")).toEqual([]);
});
