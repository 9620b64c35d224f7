import { describe, expect, test } from "vitest";
import { dayMs, judgedMs, measuredRule, recordOf } from "../../../../test/support/measured-rule.ts";
import { sampleLog } from "../../../../test/support/sample-incident-log.ts";
import { sampleVerdict } from "../../../../test/support/sample-verdict.ts";
import { sampleIncident } from "../../../../test/support/sample-records.ts";
import type { RecordOf } from "../../kinds.ts";
import type { HealthInput } from "../health-input.ts";

describe("support", () => {
  /** An incident and its log; hours are hours before the judged instant. */
  function incident(
    id: string,
    rows: readonly (Partial<RecordOf<"incidentEvent">> & { readonly hours: number })[],
  ): Pick<HealthInput, "incidents" | "incidentEvents"> {
    const log = sampleLog(
      { id, accountId: "acc-1" },
      rows.map(({ hours, ...rest }) => ({ ...rest, at: new Date(judgedMs - hours * 3_600_000).toISOString() })),
    ).map((sample) => recordOf("incidentEvent", sample));
    const last = log.at(-1);
    const [openedAt, state, severity] = [log[0]?.at ?? "", last?.state ?? "new", last?.severity ?? "P2"];
    const over = state === "resolved" || state === "closed" ? (last?.at ?? null) : null;
    return {
      incidents: [recordOf("incident", sampleIncident({ id, openedAt, state, severity, resolvedAt: over }))],
      incidentEvents: new Map([[id, log]]),
    };
  }

  function together(...parts: readonly Pick<HealthInput, "incidents" | "incidentEvents">[]): Partial<HealthInput> {
    return {
      incidents: parts.flatMap(({ incidents }) => incidents),
      incidentEvents: new Map(parts.flatMap(({ incidentEvents }) => [...incidentEvents])),
    };
  }

  const worked = incident("i-1", [
    { hours: 100, state: "new", severity: "P1", actor: "monitor" },
    // First response after 2 of 4 hours: kept.
    { hours: 98, type: "assigned", state: "active", holderGroup: "front line", actor: "He Jing" },
    { hours: 94, type: "state_changed", state: "awaiting_customer", actor: "He Jing" },
    { hours: 84, type: "assigned", state: "active", holderGroup: "R&D", actor: "customer" },
    { hours: 76, type: "state_changed", state: "resolved", actor: "Zhou Yu" },
  ]);
  const reopened = incident("i-2", [
    { hours: 50, state: "new", severity: "P2", actor: "monitor" },
    // First response after 20 of 8 hours: late.
    { hours: 30, type: "assigned", state: "active", holderGroup: "front line", actor: "He Jing" },
    { hours: 20, type: "state_changed", state: "resolved", actor: "He Jing" },
    { hours: 10, type: "state_changed", state: "active", actor: "customer" },
  ]);
  const urgent = incident("i-3", [{ hours: 5, state: "new", severity: "P0", actor: "monitor" }]);

  test("open P0 count three, open P1 one; what was over by then does not count", () => {
    expect(measuredRule("urgent_open", together(worked, reopened)).measured).toBe(0);
    expect(measuredRule("urgent_open", together(worked, reopened, urgent)).measured).toBe(3);
    // Four days ago the P1 was still worked on, and the others had not been opened.
    const before = measuredRule("urgent_open", together(worked, reopened, urgent), judgedMs - 90 * 3_600_000);
    expect([before.measured, before.n, before.sources]).toEqual([1, 1, [{ type: "records", kind: "incident", ids: ["i-1"] }]]);
  });

  test("attainment goes by what was frozen when an incident was closed, once it was; what ended without needing a response does not count", () => {
    const closedAt = new Date(judgedMs - 70 * 3_600_000).toISOString();
    const verdict = (state: "met" | "missed" | "void", sequence = 0) => sampleVerdict({ incidentId: "i-1", closedAt, sequence, state });
    const attained = (slaVerdicts: HealthInput["slaVerdicts"], atMs = judgedMs): readonly (number | null)[] => {
      const { measured, n } = measuredRule("response_attainment", { ...together(worked, reopened), slaVerdicts }, atMs);
      return [measured, n];
    };
    expect([
      attained([]),
      attained([verdict("missed")]),
      attained([verdict("missed"), verdict("met", 1)]),
      attained([verdict("void")]),
      // Not frozen yet by then.
      attained([verdict("missed")], judgedMs - 71 * 3_600_000),
    ]).toEqual([
      [0.5, 2],
      [0, 2],
      [0.5, 2],
      [0, 1],
      [1, 1],
    ]);
  });

  test("attainment: responses in time of those given or overdue", () => {
    // Kept, late, and a P0 that waits for five hours: one of three.
    expect(measuredRule("response_attainment", together(worked, reopened, urgent))).toMatchObject({ measured: 1 / 3, n: 3 });
    // Twenty minutes after it was opened the P0 is not yet late.
    expect(measuredRule("response_attainment", together(worked, reopened, urgent), judgedMs - 5 * 3_600_000 + 20 * 60_000)).toMatchObject({
      measured: 1 / 2,
      n: 2,
    });
  });

  test("reopened, handed over, resolved: by the log", () => {
    const fields = together(worked, reopened, urgent);
    expect(measuredRule("reopen_share", fields)).toMatchObject({ measured: 1 / 2, n: 2 });
    // Front line to R&D once in one of the two that anybody held.
    expect(measuredRule("handoffs", fields)).toMatchObject({ measured: 1 / 2, n: 2 });
    // Only the first one is resolved: 24 hours less the 10 that were the customer's, of the 24 of a P1.
    expect(measuredRule("time_to_resolve", fields).measured).toBeCloseTo(14 / 24, 12);
  });

  test("without incidents nothing is known; without logs only what is open", () => {
    expect(measuredRule("urgent_open", {}).missing).toBe("no_incidents");
    const bare: Partial<HealthInput> = { incidents: urgent.incidents, incidentEvents: new Map() };
    expect(measuredRule("urgent_open", bare).measured).toBe(3);
    expect(measuredRule("response_attainment", bare).missing).toBe("no_log");
    // Four months later nothing is left to judge the answers by, but it is still open.
    expect(measuredRule("response_attainment", urgent, judgedMs + 120 * dayMs).missing).toBe("no_incidents");
    expect(measuredRule("urgent_open", urgent, judgedMs + 120 * dayMs).measured).toBe(3);
  });
});
