import { describe, expect, test } from "vitest";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { clockLines, minute } from "../../../test/support/sla-lines.ts";
import { defaultSlaPolicy } from "./default-sla-policy.ts";
import { readSla } from "./read-sla.ts";
import type { SlaPolicyDefinition } from "./sla-policy.ts";

const at = (text: string): number => Date.parse(`${text}:00.000Z`);

// P2: 7 days, P0: 1 day, P1: 3 days of resolution, round the clock.
const raised = slaLog([
  { at: "2026-03-02T00:00", severity: "P2" },
  { at: "2026-03-05T12:00", type: "severity_changed", severity: "P0" },
]);
const rule = (onSeverityChange: SlaPolicyDefinition["onSeverityChange"], more: Partial<SlaPolicyDefinition> = {}) => ({
  onSeverityChange,
  ...more,
});
const hours = 60;

describe("when severity changes", () => {
  test("forward keeps the share that is left", () => {
    // Half of seven days used: half of a day is left.
    const reading = readSla(slaInput(raised, rule("forward")), at("2026-03-05T18:00"));
    expect(clockLines(reading, "resolution")).toEqual([`resolution 0: running, due 03-06 00:00, ${18 * hours}/${24 * hours}`]);
    // The first response had been waited for far longer than its target of 8 h: it broke then, and stays broken.
    expect(minute(reading.current.first_response?.breachedMs)).toBe("03-02 08:00");
  });

  test("recompute counts the new target from the start, and breaks no earlier than the change", () => {
    const reading = readSla(slaInput(raised, rule("recompute")), at("2026-03-05T18:00"));
    expect(clockLines(reading, "resolution")).toEqual([`resolution 0: breached, due 03-05 12:00, ${90 * hours}/${24 * hours}`]);
    expect(minute(reading.current.resolution?.breachedMs)).toBe("03-05 12:00");
  });

  test("reset begins another clock, and ends the one before without a verdict", () => {
    const reading = readSla(slaInput(raised, rule("reset")), at("2026-03-05T18:00"));
    expect(clockLines(reading, "resolution")).toEqual([
      `resolution 0: void, due 03-09 00:00, ${84 * hours}/${168 * hours}`,
      `resolution 1: running, due 03-06 12:00, ${6 * hours}/${24 * hours}`,
    ]);
  });

  test("reset does not undo what was broken", () => {
    const reading = readSla(slaInput(raised, rule("reset")), at("2026-03-05T12:10"));
    expect(clockLines(reading, "first_response")).toEqual([
      `first_response 0: missed, due 03-02 08:00, ${84 * hours}/${8 * hours}`,
      "first_response 1: running, due 03-05 12:30, 10/30",
    ]);
  });

  test("recompute forgives where a severity was set too high", () => {
    const lowered = slaLog([
      { at: "2026-03-02T00:00", severity: "P0" },
      { at: "2026-03-02T01:00", type: "severity_changed", severity: "P2" },
    ]);
    const before = readSla(slaInput(lowered, rule("recompute")), at("2026-03-02T00:45"));
    expect(clockLines(before, "first_response")).toEqual(["first_response 0: breached, due 03-02 00:30, 45/30"]);
    const after = readSla(slaInput(lowered, rule("recompute")), at("2026-03-02T02:00"));
    expect(clockLines(after, "first_response")).toEqual(["first_response 0: running, due 03-02 08:00, 120/480"]);
    const forward = readSla(slaInput(lowered, rule("forward")), at("2026-03-02T02:00"));
    expect(clockLines(forward, "first_response")).toEqual(["first_response 0: breached, due 03-02 00:30, 1020/480"]);
  });

  test("recompute counts in the new target's calendar", () => {
    const office: SlaPolicyDefinition["calendars"][number] = {
      key: "office",
      timeZone: "Europe/Berlin",
      hours: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }],
      holidays: "DE",
      daysOff: [],
      daysWorked: [],
    };
    const policy = {
      calendars: [...defaultSlaPolicy.calendars, office],
      targets: {
        ...defaultSlaPolicy.targets,
        P3: { ...defaultSlaPolicy.targets.P3, resolution: { minutes: 16 * hours, calendar: "office" } },
      },
    };
    // Friday noon in Berlin to Sunday: five office hours of 48. Then Monday eight, Tuesday three.
    const log = slaLog([
      { at: "2026-03-06T11:00", severity: "P2" },
      { at: "2026-03-08T11:00", type: "severity_changed", severity: "P3" },
    ]);
    const reading = readSla(slaInput(log, rule("recompute", policy)), at("2026-03-09T09:00"));
    expect(clockLines(reading, "resolution")).toEqual([`resolution 0: running, due 03-10 11:00, ${6 * hours}/${16 * hours}`]);
    const forward = readSla(slaInput(log, rule("forward", policy)), at("2026-03-09T09:00"));
    // Two of seven days used: five sevenths of 16 h are left from Sunday on, less the hour since nine.
    expect(forward.current.resolution?.remainingMs).toBe(Math.round(16 * (5 / 7) * 3_600_000) - 3_600_000);
  });

  test("a severity without the promise ends the clock, and with it begins one", () => {
    const log = slaLog([
      { at: "2026-03-02T00:00", severity: "P2" },
      { at: "2026-03-02T06:00", type: "severity_changed", severity: "P3" },
      { at: "2026-03-02T09:00", type: "severity_changed", severity: "P1" },
    ]);
    for (const onSeverityChange of ["forward", "recompute", "reset"] as const) {
      expect(clockLines(readSla(slaInput(log, rule(onSeverityChange)), at("2026-03-02T10:00")), "workaround")).toEqual([
        `workaround 0: void, due 03-05 00:00, ${6 * hours}/${72 * hours}`,
        `workaround 1: running, due 03-03 09:00, ${hours}/${24 * hours}`,
      ]);
    }
  });

  test("a stopped clock stays as it was", () => {
    const log = slaLog([
      { at: "2026-03-02T00:00", severity: "P2" },
      { at: "2026-03-02T06:00", state: "active" },
      { at: "2026-03-02T07:00", type: "severity_changed", severity: "P0" },
      { at: "2026-03-02T08:00", state: "resolved" },
      { at: "2026-03-02T09:00", type: "severity_changed", severity: "P3" },
    ]);
    for (const onSeverityChange of ["forward", "recompute", "reset"] as const) {
      const reading = readSla(slaInput(log, rule(onSeverityChange)), at("2026-03-02T10:00"));
      expect(clockLines(reading, "first_response")).toEqual(["first_response 0: met, due 03-02 08:00, 360/480"]);
      expect(reading.current.resolution?.severity).toBe("P0");
    }
  });

  test("a rung that only the new severity has is due no earlier than the change", () => {
    const ladder: SlaPolicyDefinition["ladder"] = [
      { clock: "resolution", severities: ["P2"], share: 0.25, role: "expert", channel: "console" },
      { clock: "resolution", severities: ["P0"], share: 0.25, role: "architect", channel: "phone" },
      { clock: "resolution", severities: ["P0"], share: 0.75, role: "research", channel: "phone" },
    ];
    const recorded = slaLog([
      ...raised,
      { at: "2026-03-05T12:01", type: "escalated", actor: null, rung: { clock: "resolution", cycle: 0, index: 0 }, severity: "P0" },
    ]);
    const reading = readSla(slaInput(recorded, rule("forward", { ladder })), at("2026-03-05T13:00"));
    expect(reading.current.resolution?.ladder.map(({ index, dueMs, eventId }) => `${index} ${minute(dueMs)} ${eventId}`)).toEqual([
      "0 03-03 18:00 e2",
      "1 03-05 12:00 null",
      "2 03-05 18:00 null",
    ]);
  });
});
