import { expect, test } from "vitest";
import type { IncidentEvent } from "./incident-event.ts";
import { headOfLog } from "./incident-head.ts";

function line(ordinal: number, at: string, fields: Partial<IncidentEvent>): IncidentEvent {
  return {
    id: `iev_${String(ordinal)}`,
    accountId: "acc",
    incidentId: "inc_1",
    at: `2026-10-29T${at}:00.000Z`,
    ordinal,
    type: "state_changed",
    state: "active",
    severity: "P1",
    holderGroup: "Front line",
    holderName: "Ada",
    actor: "Ada",
    text: "",
    source: null,
    ...fields,
  };
}

const opened = line(0, "01:00", { type: "opened", state: "new", holderGroup: null, holderName: null });
const row = { source: { file: "log.csv", line: 7 } };

test("an incident is what its last entry says, in whatever order the log comes", () => {
  const log = [opened, line(2, "03:00", { state: "awaiting_customer" }), line(1, "02:00", { state: "resolved" })];
  const head = {
    state: "awaiting_customer",
    severity: "P1",
    holderGroup: "Front line",
    holderName: "Ada",
    resolvedAt: null,
    closedAt: null,
  };
  expect([headOfLog(log, null), headOfLog(log.toReversed(), null), headOfLog([], null)]).toEqual([head, head, null]);
});

test("it is over since the first entry of the stretch in which it is, and closed since it was closed; a reopening ends both", () => {
  const resolved = line(1, "02:00", { state: "resolved" });
  const closed = line(2, "03:00", { state: "closed" });
  const again = line(3, "04:00", {});
  const ends = (log: readonly IncidentEvent[]) => {
    const head = headOfLog(log, null);
    return [head?.resolvedAt?.slice(11, 16) ?? null, head?.closedAt?.slice(11, 16) ?? null];
  };
  expect([
    ends([opened, resolved]),
    ends([opened, resolved, closed]),
    ends([opened, resolved, closed, again]),
    ends([opened, resolved, closed, again, line(4, "05:00", { state: "closed" })]),
  ]).toEqual([
    ["02:00", null],
    ["02:00", "03:00"],
    [null, null],
    ["05:00", "05:00"],
  ]);
});

test("an instant that a source gives for an entry of its own stays; for an entry made here the entry's counts", () => {
  const given = { resolvedAt: "2026-10-29T01:55:00.000Z", closedAt: null };
  expect([
    headOfLog([opened, line(1, "02:00", { state: "resolved", ...row })], given)?.resolvedAt,
    headOfLog([opened, line(1, "02:00", { state: "resolved" })], given)?.resolvedAt,
  ]).toEqual([given.resolvedAt, "2026-10-29T02:00:00.000Z"]);
});

test("a note that was written before its author heard of a change, an escalation and a judgement take nothing back", () => {
  const moved = line(1, "02:00", { type: "assigned", holderGroup: "Experts", holderName: "Bo" });
  const stale = (["note", "response_marked", "escalated"] as const).map((type, i) => line(2 + i, "03:00", { type, severity: "P2" }));
  expect(headOfLog([opened, moved, ...stale], null)).toMatchObject({ severity: "P1", holderGroup: "Experts", holderName: "Bo" });
});
