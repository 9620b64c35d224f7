import { describe, expect, it } from "vitest";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { readSla } from "./read-sla.ts";
import type { SlaReading } from "./sla-reading.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function at(text: string): number {
  return Date.parse(`${text}:00.000Z`);
}

function iso(ms: number | null | undefined): string | null | undefined {
  return ms === null || ms === undefined ? ms : new Date(ms).toISOString().slice(0, 16);
}

/** Clock, cycle, state and due time of each clock. */
function lines(reading: SlaReading): readonly string[] {
  return reading.clocks.map(({ clock, cycle, state, dueMs }) => `${clock} ${cycle} ${state} ${iso(dueMs)}`);
}

describe("readSla", () => {
  it("reads an incident from its opening to its end", () => {
    const log = slaLog([
      { at: "2026-03-02T09:00", severity: "P0" },
      { at: "2026-03-02T09:20", state: "active", holderGroup: "Duty" },
      { at: "2026-03-02T10:00", type: "customer_update", text: "the east region is being drained" },
      { at: "2026-03-02T11:30", type: "customer_message", actor: "Kim", text: "still broken" },
      { at: "2026-03-02T12:00", type: "workaround_given", text: "use the west region" },
      { at: "2026-03-02T15:00", state: "resolved" },
    ]);
    expect(lines(readSla(slaInput(log), at("2026-03-02T16:00")))).toEqual([
      "first_response 0 met 2026-03-02T09:30",
      "workaround 0 met 2026-03-02T13:00",
      "resolution 0 met 2026-03-03T09:00",
      "next_update 0 missed 2026-03-02T11:00",
      "next_update 1 met 2026-03-02T12:30",
      "next_update 2 missed 2026-03-02T13:00",
    ]);
    expect(lines(readSla(slaInput(log), at("2026-03-02T09:10")))).toEqual([
      "first_response 0 running 2026-03-02T09:30",
      "workaround 0 running 2026-03-02T13:00",
      "resolution 0 running 2026-03-03T09:00",
    ]);
  });

  it("warns from the policy's share on and is broken from the due time on", () => {
    const input = slaInput(slaLog([{ at: "2026-03-02T09:00", severity: "P0" }]));
    const states = ["09:23", "09:24", "09:29", "09:30"].map(
      (time) => readSla(input, at(`2026-03-02T${time}`)).current.first_response?.state,
    );
    expect(states).toEqual(["running", "warning", "warning", "breached"]);
    expect(iso(readSla(input, at("2026-03-02T09:00")).changesMs)).toBe("2026-03-02T09:15");
    expect(iso(readSla(input, at("2026-03-02T09:15")).changesMs)).toBe("2026-03-02T09:24");
  });

  it("pauses workaround and resolution while the customer is waited for, never the first response", () => {
    const log = slaLog([
      { at: "2026-03-02T09:00" },
      { at: "2026-03-02T10:00", state: "awaiting_customer", actor: "Opal" },
      { at: "2026-03-02T14:00", state: "active", actor: "Opal" },
    ]);
    const standing = readSla(slaInput(log), at("2026-03-02T12:00"));
    expect(lines(standing)).toEqual(["first_response 0 running 2026-03-02T17:00", "workaround 0 paused null", "resolution 0 paused null"]);
    expect(standing.current.resolution).toMatchObject({
      elapsedMs: hourMs,
      pausedMs: 2 * hourMs,
      spans: [
        { kind: "running", fromMs: at("2026-03-02T09:00"), toMs: at("2026-03-02T10:00"), eventId: "e0" },
        { kind: "paused", fromMs: at("2026-03-02T10:00"), toMs: at("2026-03-02T12:00"), eventId: "e1" },
      ],
    });
    expect(iso(readSla(slaInput(log), at("2026-03-02T15:00")).current.resolution?.dueMs)).toBe("2026-03-09T13:00");
  });
});
