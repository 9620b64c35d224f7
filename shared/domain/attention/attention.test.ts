import { describe, expect, test } from "vitest";
import { attentionReasons, type AttentionFacts } from "./attention.ts";

const dayMs = 86_400_000;
const nowMs = Date.parse("2026-10-29T10:30:00.000Z");

const calm: AttentionFacts = {
  accountId: "acc-1",
  nowMs,
  regions: [{ region: "cn-east", capacityPcu: 1000, peakPcu: 500, peakDayMs: nowMs - dayMs, share: 0.5, state: "good" }],
  openIncidents: [],
  contract: { id: "con-1", renewsInDays: 200 },
  lastTouchMs: nowMs - dayMs,
  dataAsOfMs: nowMs - dayMs / 24,
};
const keys = (facts: Partial<AttentionFacts>): readonly string[] => attentionReasons({ ...calm, ...facts }).map((reason) => reason.key);
const incident = (fields: Partial<AttentionFacts["openIncidents"][number]>): AttentionFacts["openIncidents"][number] => ({
  id: "i1",
  number: "INC-1",
  severity: "P2",
  state: "active",
  openedMs: nowMs - dayMs,
  ...fields,
});

describe("why an account needs somebody", () => {
  test("a calm account has no reason", () => {
    expect(attentionReasons(calm)).toEqual([]);
  });

  test("reasons come worst first", () => {
    const facts: AttentionFacts = {
      ...calm,
      regions: [{ region: "cn-east", capacityPcu: 1000, peakPcu: 1190, peakDayMs: nowMs, share: -0.19, state: "critical" }],
      openIncidents: [incident({ severity: "P1" }), incident({ id: "i2", number: "INC-2", openedMs: nowMs - 10 * dayMs })],
      contract: { id: "con-1", renewsInDays: 41 },
      lastTouchMs: nowMs - 44 * dayMs,
      dataAsOfMs: nowMs - 31 * 3_600_000,
    };
    expect(attentionReasons(facts)).toEqual([
      { key: "urgentIncident", state: "risk", severity: "P1", number: "INC-1", count: 1, sources: [{ kind: "incident", id: "i1" }] },
      {
        key: "overCapacity",
        state: "critical",
        region: "cn-east",
        share: -0.19,
        peakPcu: 1190,
        capacityPcu: 1000,
        sources: [{ kind: "metrics", id: "cn-east" }],
      },
      { key: "waitingOnUs", state: "risk", number: "INC-2", severity: "P2", days: 10, count: 1, sources: [{ kind: "incident", id: "i2" }] },
      { key: "renewalNear", state: "watch", days: 41, sources: [{ kind: "contract", id: "con-1" }] },
      { key: "untouched", state: "watch", days: 44, sources: [{ kind: "timeline", id: "acc-1" }] },
      { key: "staleData", state: "unknown", ageHours: 31, sources: [{ kind: "metrics", id: "acc-1" }] },
    ]);
  });

  test("an incident that waits for the customer or a vendor is not waiting on us, however old", () => {
    const old = nowMs - 100 * dayMs;
    expect(
      keys({
        openIncidents: [
          incident({ state: "awaiting_customer", openedMs: old }),
          incident({ id: "i2", state: "awaiting_vendor", openedMs: old }),
        ],
      }),
    ).toEqual([]);
  });

  test.each([
    [0.2, "good", []],
    [0.199, "watch", ["headroomNarrow"]],
    [0.099, "risk", ["headroomLow"]],
    [-0.001, "critical", ["overCapacity"]],
    [null, "unknown", []],
  ] as const)("a headroom share of %s is %s", (share, state, expected) => {
    expect(keys({ regions: [{ region: "cn-east", capacityPcu: 1000, peakPcu: 1, peakDayMs: nowMs, share, state }] })).toEqual(expected);
  });

  test("never touched and never any data are said as such", () => {
    const reasons = attentionReasons({ ...calm, lastTouchMs: null, dataAsOfMs: null });
    expect(reasons.map((r) => [r.key, r.key === "untouched" ? r.days : r.key === "staleData" ? r.ageHours : 0])).toEqual([
      ["untouched", null],
      ["staleData", null],
    ]);
  });
});
