import { describe, expect, test } from "vitest";
import { capacityAt, capacitySteps, headroomShare, headroomState, wholePercent } from "./headroom.ts";

const capacities = [
  { id: "b", accountId: "a", region: "r", from: "2026-03-01T00:00:00.000Z", pcu: 200 },
  { id: "a", accountId: "a", region: "r", from: "2026-01-01T00:00:00.000Z", pcu: 100 },
  { id: "c", accountId: "a", region: "other", from: "2026-01-01T00:00:00.000Z", pcu: 900 },
];
const at = (text: string): number => Date.parse(`${text}T00:00:00.000Z`);

describe("headroom", () => {
  test.each([
    [0.2, "good"],
    [0.1, "watch"],
    [0, "risk"],
    [-0.01, "critical"],
    [null, "unknown"],
  ] as const)("%s of capacity is %s", (share, state) => {
    expect(headroomState(share)).toBe(state);
  });

  test("is unknown without a peak, without capacity and with none provisioned", () => {
    expect([headroomShare(null, 5), headroomShare(5, null), headroomShare(0, 5), headroomShare(10, 5)]).toEqual([null, null, null, 0.5]);
  });

  test("capacity at an instant is the latest step that has begun", () => {
    expect([
      capacityAt(capacities, "r", at("2025-12-31")),
      capacityAt(capacities, "r", at("2026-02-28")),
      capacityAt(capacities, "r", at("2026-03-01")),
    ]).toEqual([null, 100, 200]);
  });

  test("steps touch, are cut to the window and leave out what is not known", () => {
    expect(capacitySteps(capacities, "r", at("2025-12-01"), at("2026-04-01"))).toEqual([
      { fromMs: at("2026-01-01"), toMs: at("2026-03-01"), pcu: 100 },
      { fromMs: at("2026-03-01"), toMs: at("2026-04-01"), pcu: 200 },
    ]);
  });

  test("whole percents never flatter: 9.6 % is 9, a missing 0.4 % is one missing", () => {
    expect([0.096, -0.004, 0.29, -1.25, 0].map(wholePercent)).toEqual([9, -1, 29, -125, 0]);
  });
});
