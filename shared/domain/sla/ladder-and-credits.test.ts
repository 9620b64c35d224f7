import { describe, expect, test } from "vitest";
import { minute } from "../../../test/support/sla-lines.ts";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { defaultSlaPolicy } from "./default-sla-policy.ts";
import { escalationEventId } from "./escalation-id.ts";
import { readSla } from "./read-sla.ts";
import type { SlaPolicyDefinition } from "./sla-policy.ts";

const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);
const opened = { at: "2026-03-02T00:00", severity: "P0" as const };

/** `index role due entry` of a clock's rungs. */
function rungs(reading: ReturnType<typeof readSla>, clock: "first_response" | "resolution" = "first_response"): readonly string[] {
  return (reading.current[clock]?.ladder ?? []).map(({ index, role, dueMs, eventId }) => `${index} ${role} ${minute(dueMs)} ${eventId}`);
}

describe("the ladder", () => {
  test("is climbed by itself while nobody answers, and says which entry took which rung", () => {
    const id = escalationEventId("inc_1", "first_response", 0, 0);
    const log = slaLog([
      opened,
      { at: "2026-03-02T00:15", type: "escalated", id, actor: null, rung: { clock: "first_response", cycle: 0, index: 0 } },
    ]);
    expect(rungs(readSla(slaInput(log), at("00:20")))).toEqual([
      `0 front_line 03-02 00:15 ${id}`,
      "1 expert 03-02 00:24 null",
      "2 architect 03-02 00:30 null",
      "3 research 03-02 00:45 null",
    ]);
  });

  test("is not climbed any further than the answer, and not stopped by an empty phrase", () => {
    const log = slaLog([
      opened,
      { at: "2026-03-02T00:10", type: "customer_update", text: "已记录，会处理" },
      { at: "2026-03-02T00:26", state: "active" },
    ]);
    expect(rungs(readSla(slaInput(log), at("01:00")))).toEqual([
      "0 front_line 03-02 00:15 null",
      "1 expert 03-02 00:24 null",
      "2 architect - null",
      "3 research - null",
    ]);
  });

  test("cannot be foreseen while the clock stands", () => {
    const log = slaLog([opened, { at: "2026-03-02T13:00", state: "awaiting_vendor" }]);
    expect(rungs(readSla(slaInput(log), at("20:00")), "resolution").map((rung) => rung.split(" ").slice(1, -1).join(" "))).toEqual([
      "expert 03-02 12:00",
      "architect -",
      "research -",
    ]);
  });
});

describe("credits", () => {
  const credits: SlaPolicyDefinition["credits"] = [
    { clock: "first_response", severities: ["P0"], afterMinutes: 0, percent: 5, clause: "7.1" },
    { clock: "first_response", severities: ["P0"], afterMinutes: 60, percent: 10, clause: "7.2" },
    { clock: "first_response", severities: ["P1"], afterMinutes: 0, percent: 2, clause: "7.3" },
  ];

  test("are owed from when a promise breaks, and after", () => {
    const owed = (time: string): readonly string[] =>
      readSla(slaInput(slaLog([opened]), { credits }), at(time)).credits.map(({ clause, owedMs }) => `${clause} ${minute(owedMs)}`);
    expect(owed("00:29")).toEqual([]);
    expect(owed("00:30")).toEqual(["7.1 03-02 00:30"]);
    expect(owed("01:30")).toEqual(["7.1 03-02 00:30", "7.2 03-02 01:30"]);
  });

  test("are not owed for what came in time, at the due instant too", () => {
    const log = slaLog([opened, { at: "2026-03-02T00:30", state: "active" }]);
    expect(readSla(slaInput(log, { credits }), at("09:00")).credits).toEqual([]);
  });

  test("of the next step are a change that is announced", () => {
    const log = slaLog([opened]);
    expect(
      minute(
        readSla(
          slaInput(log, {
            credits,
            ladder: [],
            handOffLimit: { P0: null, P1: null, P2: null, P3: null },
            targets: {
              ...defaultSlaPolicy.targets,
              P0: { ...defaultSlaPolicy.targets.P1, first_response: defaultSlaPolicy.targets.P0.first_response },
            },
          }),
          at("00:40"),
        ).changesMs,
      ),
    ).toBe("03-02 01:30");
  });
});

describe("hand-offs", () => {
  const log = slaLog([
    { ...opened, holderGroup: "Duty" },
    { at: "2026-03-02T00:40", type: "assigned", holderGroup: "Media" },
    { at: "2026-03-02T02:00", state: "awaiting_customer" },
    { at: "2026-03-02T05:00", state: "active", holderGroup: "Network" },
    { at: "2026-03-02T05:10", type: "assigned", holderName: "Lu" },
    { at: "2026-03-02T06:30", type: "assigned", holderGroup: "Duty", holderName: null },
  ]);

  test("are read against the limit of the severity; the customer has none", () => {
    const reading = readSla(slaInput(log), at("07:00"));
    expect(
      reading.handOffs.map(
        ({ holding, usedMs, limitMs, overMs }) =>
          `${holding.turn} ${holding.holderGroup} ${holding.holderName} ${usedMs / 60_000}/${limitMs === null ? "-" : limitMs / 60_000} over ${overMs / 60_000}`,
      ),
    ).toEqual([
      "us Duty null 40/60 over 0",
      "us Media null 80/60 over 20",
      "customer Media null 180/- over 0",
      "us Network null 10/60 over 0",
      "us Network Lu 80/60 over 20",
      "us Duty null 30/60 over 0",
    ]);
  });

  test("between groups are counted, whoever was waited for between", () => {
    expect(readSla(slaInput(log, { maxHandOffs: 3 }), at("07:00"))).toMatchObject({ handOffCount: 3, kickedAbout: true });
    expect(readSla(slaInput(log, { maxHandOffs: 4 }), at("07:00"))).toMatchObject({ handOffCount: 3, kickedAbout: false });
    expect(readSla(slaInput(log, { maxHandOffs: null }), at("07:00")).kickedAbout).toBe(false);
    expect(readSla(slaInput(log), at("04:00")).handOffCount).toBe(1);
  });

  test("announce when a limit runs out", () => {
    const only = slaInput(log, {
      targets: { ...defaultSlaPolicy.targets, P0: { first_response: null, next_update: null, workaround: null, resolution: null } },
    });
    expect(minute(readSla(only, at("07:00")).changesMs)).toBe("03-02 07:30");
    expect(readSla(only, at("07:30")).changesMs).toBeNull();
  });
});
