import { expect, test } from "vitest";
import { readSla } from "../../../../shared/domain/sla/read-sla.ts";
import { slaInput, slaLog } from "../../../../test/support/sla-log.ts";
import { standingsAt } from "./standing.ts";

const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);
const log = slaLog([
  { at: "2026-03-02T09:00", severity: "P0" },
  { at: "2026-03-02T09:10", state: "active", type: "customer_update", text: "we look" },
  { at: "2026-03-02T10:00", state: "awaiting_customer", text: "logs" },
  { at: "2026-03-02T10:30", state: "resolved", text: "rolled back" },
]);

function said(time: string): readonly unknown[] {
  return standingsAt(readSla(slaInput(log), at(time)), log).map(({ does, clocks, event }) => [does, clocks, event?.id ?? null]);
}

test("what runs is told by itself, the soonest first; what stands for one reason is told together, with the entry", () => {
  expect(said("09:05").map((line) => (line as readonly unknown[])[0])).toEqual(["runs", "runs", "runs"]);
  expect(said("10:06")).toContainEqual(["paused", ["workaround", "resolution"], "e2"]);
  expect(said("10:40")).toEqual([]);
});

test("what is broken comes first, since when it is", () => {
  const [first] = standingsAt(readSla(slaInput(log.slice(0, 1)), at("09:40")), log);
  expect(first).toEqual({ does: "broken", clocks: ["first_response"], sinceMs: at("09:30"), leftMs: null, event: log[0] });
});
