import { describe, expect, test } from "vitest";
import { dayMs, judgedMs, measuredRule, recordOf } from "../../../../test/support/measured-rule.ts";
import { sampleUsage } from "../../../../test/support/sample-health-input.ts";
import { sampleContract } from "../../../../test/support/sample-records.ts";
import type { RecordOf } from "../../kinds.ts";
import { renewalPoints } from "./commercial-measures.ts";
import { contractInForce } from "./contract-in-force.ts";

describe("usage", () => {
  const weeks = (count: number, pcu: number): readonly number[] => Array.from({ length: count }, () => pcu);

  test("trend: four weeks against four, over the regions that are known in both", () => {
    const usage = sampleUsage(
      { "cn-south": [...weeks(4, 1000), ...weeks(4, 900)], "cn-east": [...weeks(4, 3000), ...weeks(4, 3100)], new: weeks(4, 500) },
      judgedMs,
    );
    // (900 + 3,100) / (1,000 + 3,000) − 1 = 0; the new region has nothing to be compared with. No last year: an estimate.
    const measured = measuredRule("usage_trend", { usage });
    expect([measured.measured, measured.estimated, measured.n]).toEqual([0, true, 16]);
  });

  test("trend: held against the same weeks of the year before", () => {
    // Last year the same weeks fell by 20 %; now by 10 %: 0.9 / 0.8 − 1 = +12.5 %.
    const usage = sampleUsage(
      { "cn-south": [...weeks(1, 700), ...weeks(4, 1000), ...weeks(4, 800), ...weeks(44, 1000), ...weeks(4, 2000), ...weeks(4, 1800)] },
      judgedMs,
    );
    const measured = measuredRule("usage_trend", { usage });
    expect(measured.measured).toBeCloseTo(0.125, 12);
    expect(measured.estimated).toBe(false);
  });

  test("trend: a week without data is no week of zero users", () => {
    const usage = sampleUsage({ "cn-south": [...weeks(4, 1000), 1000, Number.NaN, 1000, 1000] }, judgedMs);
    expect(measuredRule("usage_trend", { usage }).measured).toBe(0);
    const gap = sampleUsage({ "cn-south": [...weeks(4, 1000), 1000, Number.NaN, Number.NaN, 1000] }, judgedMs);
    expect(measuredRule("usage_trend", { usage: gap }).missing).toBe("usage_too_short");
  });

  test("grows old and then is unknown", () => {
    const usage = sampleUsage({ "cn-south": weeks(8, 1000) }, judgedMs);
    expect(measuredRule("usage_trend", { usage }, judgedMs + 29 * dayMs).missing).toBe("usage_too_old");
    expect(measuredRule("usage_trend", { usage }, judgedMs + 15 * dayMs)).toMatchObject({ measured: 0, freshness: 0.75 });
  });

  test("consumption: users of every hour × 60 min × 0.85, as a month, of the committed minutes", () => {
    const usage = sampleUsage({ "cn-south": weeks(4, 2000) }, judgedMs);
    const contract = recordOf("contract", sampleContract({ committedMinutes: 40_000_000, startsOn: "2026-01-01", renewsOn: "2026-12-31" }));
    // 4 × 168 h × 1,000 users (the sample's mean is half its peak) = 672,000 user-hours; × 60 × 0.85 = 34,272,000 min in 28 days;
    // × 30.4375 / 28 = 37,255,500 a month; / 40,000,000 = 0.931 387 5.
    const measured = measuredRule("commitment_consumption", { usage, contracts: [contract] });
    expect(measured.measured).toBeCloseTo(0.931_387_5, 12);
    expect([measured.estimated, measured.n]).toEqual([true, 672]);
    // Renewal in 66 days: nearness 1 − 66/180 = 0.633 33; 100 × (1 − 0.633 33 × 0.068 612 5) = 95.65.
    expect(measuredRule("renewal_by_consumption", { usage, contracts: [contract] }).measured).toBeCloseTo(95.65, 2);
  });

  test("consumption: a region that fell silent makes the sum unknown, not small", () => {
    const silent = sampleUsage({ "cn-south": weeks(8, 2000), "cn-east": [...weeks(4, 2000), ...weeks(4, Number.NaN)] }, judgedMs);
    const contract = recordOf("contract", sampleContract({}));
    expect(measuredRule("commitment_consumption", { usage: silent, contracts: [contract] }).missing).toBe("usage_too_short");
  });

  test("consumption: nobody committed anything", () => {
    const usage = sampleUsage({ "cn-south": weeks(4, 2000) }, judgedMs);
    expect(measuredRule("commitment_consumption", { usage }).missing).toBe("no_contract");
    const free = recordOf("contract", sampleContract({ committedMinutes: null }));
    expect(measuredRule("commitment_consumption", { usage, contracts: [free] }).missing).toBe("no_commitment");
    expect(measuredRule("renewal_by_consumption", { usage, contracts: [free] }).missing).toBe("no_commitment");
  });
});

describe("commercial", () => {
  test.each<readonly [daysLeft: number, consumption: number, points: number]>([
    [365, 0, 100],
    [180, 0, 100],
    // Half way there, half used: 100 × (1 − 0.5 × 0.5).
    [90, 0.5, 75],
    [90, 1.4, 100],
    [0, 0.2, 20],
    // Lapsed for half of the 60 days: half of what was left.
    [-30, 1, 50],
    [-60, 1, 0],
  ])("%d days before the renewal with %d used: %d points", (daysLeft, consumption, points) => {
    expect(renewalPoints(daysLeft, consumption)).toBeCloseTo(points, 10);
  });

  test("the contract that runs counts, of several the newer; else the one that ended last; never one that has not begun", () => {
    const contract = (id: string, startsOn: string, renewsOn: string): RecordOf<"contract"> =>
      recordOf("contract", sampleContract({ id, startsOn, renewsOn }));
    const [past, old, now, next] = [
      contract("a", "2024-01-01", "2025-01-01"),
      contract("b", "2025-01-01", "2026-01-01"),
      contract("c", "2026-01-01", "2027-01-01"),
      contract("d", "2027-01-01", "2028-01-01"),
    ];
    expect(contractInForce([past, next, now, old], judgedMs, "Asia/Shanghai")?.id).toBe("c");
    expect(contractInForce([past, next, old], judgedMs, "Asia/Shanghai")?.id).toBe("b");
    expect(contractInForce([next], judgedMs, "Asia/Shanghai")).toBe(null);
    // The customer's own day: 2025-12-31 17:00 UTC is already the new year in Shanghai.
    expect(contractInForce([old, now], Date.UTC(2025, 11, 31, 17), "Asia/Shanghai")?.id).toBe("c");
    expect(contractInForce([old, now], Date.UTC(2025, 11, 31, 17), "UTC")?.id).toBe("b");
  });
});
