import { expect, test } from "vitest";
import { clockLeadMs, laptopEventFault } from "./laptop-event.ts";

const nowMs = Date.UTC(2026, 9, 29, 8);
const at = (ms: number): string => new Date(ms).toISOString();
const incident = { accountId: "acc", openedAt: at(nowMs - 3_600_000), state: "active" };
const line = {
  id: "iev_01jdk2mx04qwz7abcdefg",
  accountId: "acc",
  incidentId: "inc_1",
  at: at(nowMs),
  ordinal: 4,
  type: "note",
  state: "active",
  severity: "P1",
  holderGroup: null,
  holderName: "Ada",
  actor: "Ada",
  text: "",
  source: null,
} as const;

test.each([
  ["a note", {}, null],
  ["a message of the customer", { type: "customer_message", text: "还是卡" }, null],
  ["a wait with its reason", { type: "state_changed", state: "awaiting_vendor", text: "Carrier looks at the route" }, null],
  ["a wait without a reason", { type: "state_changed", state: "awaiting_customer", text: " " }, "text"],
  ["a wait that calls itself an update", { type: "updated", state: "awaiting_problem" }, "text"],
  ["something said while others are waited for", { type: "customer_update", state: "awaiting_customer" }, null],
  ["a hand-off with its reason", { type: "assigned", text: "needs an expert" }, null],
  ["a hand-off without a reason", { type: "assigned" }, "text"],
  ["an end", { type: "state_changed", state: "resolved" }, null],
  ["work that has never begun again", { type: "state_changed", state: "new" }, "state"],
  ["an escalation", { type: "escalated" }, "type"],
  ["a rung", { rung: { clock: "resolution", cycle: 0, index: 1 } }, "rung"],
  ["a judgement", { type: "response_marked", marksId: "iev_x", effective: false }, null],
  ["a judgement of nothing", { type: "response_marked", effective: false }, "marksId"],
  ["a judgement of itself", { type: "response_marked", marksId: line.id, effective: true }, "marksId"],
  ["a judgement that says nothing", { type: "response_marked", marksId: "iev_x", effective: null }, "effective"],
  ["a mark on another entry", { marksId: "iev_x" }, "marksId"],
  ["what it says of itself", { type: "customer_update", effective: true }, null],
  ["a promise", { promise: { what: "news", dueAt: at(nowMs + 1) } }, null],
  ["a promise of the past", { promise: { what: "news", dueAt: at(nowMs) } }, "promise"],
  ["a colleague's name", { actor: "Bo" }, "actor"],
  ["another account", { accountId: "other" }, "accountId"],
  ["a source", { source: { file: "x.csv", line: 1 } }, "source"],
  ["an id of the backend's", { id: "iev_1_esc_resolution_0_1" }, "id"],
  ["the id of a first line", { id: "iev_1_opened" }, "id"],
  ["an id of another kind", { id: "note_1" }, "id"],
  ["a clock that is a little ahead", { at: at(nowMs + clockLeadMs) }, null],
  ["a clock that is far ahead", { at: at(nowMs + clockLeadMs + 1) }, "at"],
  ["a time before the opening", { at: at(nowMs - 3_600_001) }, "at"],
  ["no group with a name", { holderGroup: "" }, "holderGroup"],
])("a line with %s", (_name, change, fault) => {
  expect(laptopEventFault({ ...line, ...change }, incident, { userName: "Ada", nowMs })).toBe(fault);
});

test("a line of an incident that is not there is not taken", () => {
  expect(laptopEventFault(line, null, { userName: "Ada", nowMs })).toBe("incidentId");
});
