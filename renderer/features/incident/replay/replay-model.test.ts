import { describe, expect, test } from "vitest";
import { incidentHistory, type IncidentHistory } from "../../../../shared/domain/incident/incident-history.ts";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import { readSla } from "../../../../shared/domain/sla/read-sla.ts";
import { slaInput, slaLog } from "../../../../test/support/sla-log.ts";
import { type ReplayModel, replayModel } from "./replay-model.ts";

const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);
const minuteMs = 60_000;

function history(log: readonly IncidentEvent[]): IncidentHistory {
  const read = incidentHistory(log);
  if (read === null) throw new Error("the log is not empty");
  return read;
}

function model(log: readonly IncidentEvent[], time: string): ReplayModel {
  const input = slaInput(log, { ladder: [] });
  const [drawn] = replayModel(history(log), [readSla(input, at(time))], at(time), "UTC");
  if (drawn === undefined) throw new Error("a reading has a model");
  return drawn;
}

/** Pieces of a lane by their times of day. */
function pieces({ startMs, endMs, lanes }: ReplayModel, clock: string): readonly string[] {
  const time = (share: number): string => new Date(startMs + share * (endMs - startMs) + 1).toISOString().slice(11, 16);
  return (lanes.find((lane) => lane.clock === clock)?.pieces ?? []).map(
    ({ look, left, width }) => `${look} ${time(left)}–${time(left + width)}`,
  );
}

describe("lanes of clocks", () => {
  const log = slaLog([
    { at: "2026-03-02T09:00", severity: "P0" },
    { at: "2026-03-02T09:28", type: "customer_update", state: "active", text: "a canary runs" },
    { at: "2026-03-02T10:00", state: "awaiting_customer", text: "logs" },
    { at: "2026-03-02T10:30", state: "active", text: "they came" },
    { at: "2026-03-02T11:00", type: "workaround_given", text: "use 4.7.6" },
  ]);

  test("what runs is coloured by how much of its target is used by then, what stands is hatched", () => {
    const drawn = model(log, "11:30");
    expect(pieces(drawn, "first_response")).toEqual(["good 09:00–09:24", "watch 09:24–09:28"]);
    expect(pieces(drawn, "workaround")).toEqual(["good 09:00–10:00", "paused 10:00–10:30", "good 10:30–11:00"]);
    expect(drawn.lanes.find(({ clock }) => clock === "workaround")?.pieces.map(({ eventId }) => eventId)).toEqual(["e0", "e2", "e3"]);
  });

  test("what is past its due time is broken from then on, and its due time is marked", () => {
    const drawn = model(slaLog([{ at: "2026-03-02T09:00", severity: "P0" }]), "10:00");
    expect(pieces(drawn, "first_response")).toEqual(["good 09:00–09:24", "watch 09:24–09:30", "critical 09:30–10:00"]);
    const [due] = drawn.lanes[0]?.dues ?? [];
    expect([due?.dueMs, due?.state]).toEqual([at("09:30"), "breached"]);
    expect(drawn.startMs + (due?.left ?? 0) * (drawn.endMs - drawn.startMs)).toBeCloseTo(at("09:30"));
  });

  test("an open one reaches beyond now to what runs out soon; what is further off is said to be", () => {
    const drawn = model(slaLog([{ at: "2026-03-02T09:00", severity: "P0" }]), "09:20");
    expect(drawn.now).toBeGreaterThan(0.3);
    expect(drawn.endMs).toBeGreaterThan(at("09:30"));
    expect(drawn.endMs).toBeLessThanOrEqual(at("09:50"));
    expect(drawn.lanes.map(({ clock, dues }) => [clock, dues.map(({ left }) => left !== null)])).toEqual([
      ["first_response", [true]],
      ["next_update", []],
      ["workaround", [false]],
      ["resolution", [false]],
    ]);
  });

  test("the silence before the closing does not press the work together", () => {
    const drawn = model(
      slaLog([{ at: "2026-03-02T08:00" }, { at: "2026-03-02T16:00", state: "resolved" }, { at: "2026-03-07T16:00", state: "closed" }]),
      "23:00",
    );
    expect(drawn.endMs).toBe(at("18:00"));
    expect(drawn.events).toEqual([0, 0.8, null]);
    expect(drawn.now).toBeNull();
    expect(drawn.ticks.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toEqual([
      "08:00",
      "10:00",
      "12:00",
      "14:00",
      "16:00",
      "18:00",
    ]);
  });

  test("an incident that has just been opened has a strip, and one of ten years has few ticks", () => {
    const log0 = slaLog([{ at: "2026-03-02T09:00" }]);
    const fresh = model(log0, "09:00");
    expect(fresh.endMs - fresh.startMs).toBeGreaterThanOrEqual(minuteMs);
    const laterMs = at("09:00") + 10 * 365 * 24 * 60 * minuteMs;
    const [old] = replayModel(history(log0), [readSla(slaInput(log0, { ladder: [] }), laterMs)], laterMs, "UTC");
    expect(old?.ticks.length).toBeLessThanOrEqual(9);
    expect(old?.ticks.every((tick) => tick.days)).toBe(true);
  });
});
