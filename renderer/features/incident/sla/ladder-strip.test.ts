import { expect, test } from "vitest";
import { readSla } from "../../../../shared/domain/sla/read-sla.ts";
import { slaInput, slaLog } from "../../../../test/support/sla-log.ts";
import { ladderSteps, rungsAhead } from "./ladder-strip.ts";

const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);
const log = slaLog([{ at: "2026-03-02T09:00", severity: "P0" }]);

test("rungs are ahead, then reached, and taken once the log says so", () => {
  const early = readSla(slaInput(log), at("09:01"));
  expect(ladderSteps(early).every(({ kind }) => kind === "ahead" || kind === "first")).toBe(true);
  const [first] = rungsAhead(early);
  if (first === undefined) throw new Error("the default policy has a ladder");
  expect(rungsAhead(early).every((rung, i, all) => rung.dueMs >= (all[i - 1]?.dueMs ?? 0))).toBe(true);

  const late = readSla(slaInput(log), first.dueMs);
  expect(ladderSteps(late).find(({ role }) => role === first.role)).toEqual({ role: first.role, kind: "reached", atMs: first.dueMs });
  expect(rungsAhead(late)).not.toContainEqual(first);

  const { clock, cycle, index } = first;
  const recorded = log.map((event) => ({
    ...event,
    id: "esc",
    ordinal: 9,
    type: "escalated" as const,
    at: new Date(first.dueMs).toISOString(),
    rung: { clock, cycle, index },
  }));
  const after = readSla(slaInput([...log, ...recorded]), first.dueMs);
  expect(ladderSteps(after).find(({ role }) => role === first.role)).toEqual({
    role: first.role,
    kind: "taken",
    eventId: "esc",
    atMs: first.dueMs,
  });
});

test("what is over escalates no further", () => {
  const over = slaLog([
    { at: "2026-03-02T09:00", severity: "P0" },
    { at: "2026-03-02T09:05", state: "resolved" },
  ]);
  expect(rungsAhead(readSla(slaInput(over), at("10:00")))).toEqual([]);
});
