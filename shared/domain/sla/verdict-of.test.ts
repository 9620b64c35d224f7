import { expect, test } from "vitest";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { readSla } from "./read-sla.ts";
import { slaVerdict } from "./sla-verdict.ts";
import { verdictOf } from "./verdict-of.ts";

const hourMs = 3_600_000;

test("a verdict says how each clock stopped and what is owed", () => {
  const log = slaLog([
    { at: "2026-03-02T09:00", severity: "P0" },
    { at: "2026-03-02T09:40", state: "active" },
    { at: "2026-03-02T10:00", state: "closed" },
  ]);
  const credits = [{ clock: "first_response" as const, severities: ["P0" as const], afterMinutes: 5, percent: 10, clause: "7.2" }];
  const reading = readSla(slaInput(log, { credits }), Date.parse("2026-03-02T10:00:00.000Z"));
  const common = { cycle: 0, severity: "P0", pausedMs: 0, startedAt: "2026-03-02T09:00:00.000Z" };
  expect(verdictOf(reading)).toEqual({
    policy: { name: "test", version: 1, source: "record" },
    clocks: [
      {
        ...common,
        clock: "first_response",
        state: "missed",
        targetMs: hourMs / 2,
        elapsedMs: (hourMs * 2) / 3,
        stoppedAt: "2026-03-02T09:40:00.000Z",
        breachedAt: "2026-03-02T09:30:00.000Z",
      },
      {
        ...common,
        clock: "workaround",
        state: "met",
        targetMs: 4 * hourMs,
        elapsedMs: hourMs,
        stoppedAt: "2026-03-02T10:00:00.000Z",
        breachedAt: null,
      },
      {
        ...common,
        clock: "resolution",
        state: "met",
        targetMs: 24 * hourMs,
        elapsedMs: hourMs,
        stoppedAt: "2026-03-02T10:00:00.000Z",
        breachedAt: null,
      },
    ],
    credits: [{ clause: "7.2", percent: 10, clock: "first_response" }],
  });
});

test("a log of very many cycles gives a verdict that fits, with every broken promise", () => {
  const hours = Array.from({ length: 900 }, (_, i) => ({
    at: new Date(Date.parse("2026-03-02T00:00:00.000Z") + i * (i === 3 ? 26 : 1) * 60_000).toISOString().slice(0, 16),
    type: "customer_update" as const,
  }));
  const log = slaLog([{ at: "2026-03-01T00:00", severity: "P0" }, ...hours, { at: "2026-03-03T00:00", state: "closed" }]);
  const verdict = verdictOf(readSla(slaInput(log), Date.parse("2026-03-03T00:00:00.000Z")));
  expect(() => slaVerdict.shape.clocks.parse(verdict.clocks)).not.toThrow();
  expect(verdict.clocks).toHaveLength(500);
  expect(verdict.clocks.filter(({ state }) => state === "missed").map(({ clock }) => clock)).toEqual([
    "first_response",
    "workaround",
    "resolution",
    "next_update",
  ]);
});
