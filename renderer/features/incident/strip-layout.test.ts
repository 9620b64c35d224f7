import { describe, expect, test } from "vitest";
import { incidentHistory, type IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import type { IncidentState } from "../../../shared/domain/incident/incident.ts";
import { stripLayout } from "./strip-layout.ts";

const hourMs = 3_600_000;
const openedMs = Date.parse("2026-10-29T01:00:00.000Z");

function history(rows: readonly (readonly [hours: number, state: IncidentState])[]): IncidentHistory {
  const log = rows.map(([hours, state], ordinal): IncidentEvent => ({
    id: `e${ordinal}`,
    accountId: "a1",
    incidentId: "i1",
    at: new Date(openedMs + hours * hourMs).toISOString(),
    ordinal,
    type: "updated",
    state,
    severity: "P1",
    holderGroup: "g",
    holderName: null,
    actor: null,
    text: "",
    source: null,
  }));
  const read = incidentHistory(log);
  if (read === null) throw new Error("the log is not empty");
  return read;
}

describe("the replay strip", () => {
  test("runs from the opening to now while it is open, in pieces that touch", () => {
    const layout = stripLayout(
      history([
        [0, "new"],
        [1, "active"],
        [2, "awaiting_customer"],
      ]),
      openedMs + 4 * hourMs,
      "UTC",
    );
    expect(layout.segments.map(({ item, left, width }) => [item.state, left, width])).toEqual([
      ["new", 0, 0.25],
      ["active", 0.25, 0.25],
      ["awaiting_customer", 0.5, 0.5],
    ]);
    expect(layout.events).toEqual([0, 0.25, 0.5]);
    expect(layout.now).toBe(1);
    expect(layout.ticks.map((tick) => new Date(tick.atMs).toISOString().slice(11, 16))).toEqual([
      "01:00",
      "01:30",
      "02:00",
      "02:30",
      "03:00",
      "03:30",
      "04:00",
      "04:30",
      "05:00",
    ]);
  });

  test("does not let the silence before the closing press the work together", () => {
    const layout = stripLayout(
      history([
        [0, "new"],
        [8, "resolved"],
        [128, "closed"],
      ]),
      openedMs + 999 * hourMs,
      "UTC",
    );
    expect(layout.endMs).toBe(openedMs + 10 * hourMs);
    expect(layout.segments.map(({ item, width }) => [item.state, Math.round(width * 100)])).toEqual([
      ["new", 80],
      ["resolved", 20],
    ]);
    expect(layout.events).toEqual([0, 0.8, null]);
    expect(layout.now).toBeNull();
  });

  test("an incident that has just been opened has a strip, and one of ten years has few ticks", () => {
    expect(stripLayout(history([[0, "new"]]), openedMs, "UTC")).toMatchObject({ endMs: openedMs + 60_000, now: 0 });
    const ticks = stripLayout(history([[0, "new"]]), openedMs + 10 * 365 * 24 * hourMs, "UTC").ticks;
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.every((tick) => tick.days)).toBe(true);
  });
});
