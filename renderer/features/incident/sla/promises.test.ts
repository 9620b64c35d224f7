import { expect, test } from "vitest";
import { slaLog } from "../../../../test/support/sla-log.ts";
import { openPromises } from "./promises.ts";

const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);
const promise = (what: string, time: string): { readonly what: string; readonly dueAt: string } => ({
  what,
  dueAt: new Date(at(time)).toISOString(),
});

test("what is promised stands until its time; then until the customer is told something", () => {
  const log = slaLog([
    { at: "2026-03-02T09:00" },
    { at: "2026-03-02T09:10", type: "customer_update", text: "a", promise: promise("fix", "12:00") },
    { at: "2026-03-02T09:20", type: "customer_update", text: "b", promise: promise("verdict", "10:00") },
  ]);
  const whats = (time: string, events = log): readonly unknown[] => openPromises(events, at(time)).map(({ what, late }) => [what, late]);
  expect(whats("09:30")).toEqual([
    ["verdict", false],
    ["fix", false],
  ]);
  expect(whats("10:30")).toEqual([
    ["verdict", true],
    ["fix", false],
  ]);
  const told = [...log, ...slaLog([{ at: "2026-03-02T10:40", type: "customer_update", text: "c" }])];
  expect(whats("10:45", told)).toEqual([["fix", false]]);
});
