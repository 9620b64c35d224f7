import { describe, expect, test } from "vitest";
import { sampleHealthInput } from "../../../test/support/sample-health-input.ts";
import { accountHealth } from "./account-health.ts";
import type { KeptDay } from "./health-month.ts";
import type { HealthOverride } from "./health-override.ts";
import { healthSummary } from "./health-summary.ts";
import { keptDayOf } from "./kept-day.ts";
import { builtInModel } from "./model-in-force.ts";
import { overrideInForce } from "./override-in-force.ts";

const dayMs = 86_400_000;
/** The end of 25 October. */
const atMs = Date.UTC(2026, 9, 26);

function kept(day: string, scoreMilli: number | null): KeptDay {
  return { day, scoreMilli, confidence: 1, modelVersion: 0, contributionsMilli: [null, null, null, null, null, null, null] };
}

function override(id: string, at: string, expiresAt: string, withdrawnAt: string | null = null): HealthOverride {
  return { id, accountId: "acc-1", grade: "critical", reason: "seen on site", authorId: "user-1", at, expiresAt, withdrawnAt };
}

/** Known well enough to be scored: a contact of 30 days ago (75 points) and room (90) for a peak. */
const input = sampleHealthInput({
  touches: [{ id: "tl-1", atMs: atMs - 30 * dayMs }],
  surveys: [{ id: "s", accountId: "acc-1", at: new Date(atMs).toISOString(), instrument: "csat", score: 5, contactId: null, comment: "" }],
});
const model = { ...builtInModel, definition: { ...builtInModel.definition, minKnownShare: 0, emphasis: 0 } };

describe("a summary", () => {
  // Relationship alone: (40 × 75 + 20 × 100) / 60 = 83.333.
  const result = accountHealth(input, model, atMs);

  test("shows the change against the kept score of seven days before, thirty days and today, and what costs most", () => {
    const days = [
      kept("2026-10-18", 80_000),
      kept("2026-10-24", null),
      kept("2026-10-25", 1),
      kept("2026-10-26", 2),
      kept("2026-09-25", 70_000),
    ];
    const summary = healthSummary(result, days);
    expect([summary.scoreMilli, summary.change7dMilli, summary.grade]).toEqual([83_333, 3_333, "good"]);
    expect([summary.spark.length, summary.spark[0], summary.spark[23], summary.spark[30]]).toEqual([31, 70_000, 80_000, 83_333]);
    expect(summary.spark.filter((value) => !Number.isNaN(value))).toEqual([70_000, 80_000, 83_333]);
    expect(summary.worst).toEqual({ id: "last_contact", measured: 30, target: 14, slice: null, lostMilli: 16_667 });
    expect(healthSummary(result, []).change7dMilli).toBe(null);
  });

  test("shows an override's grade beside the computed one", () => {
    const seen = override("o", "2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z");
    const summary = healthSummary({ ...result, override: seen }, []);
    expect([summary.grade, summary.computedGrade, summary.overridden]).toEqual(["critical", "good", true]);
  });

  test("is kept as the day that ends, with what each component added", () => {
    expect(keptDayOf(result)).toEqual({
      day: "2026-10-25",
      scoreMilli: 83_333,
      // 10 of 105 (a show weighs capacity 20) × (40 + 20) of 100.
      confidence: 0.06,
      modelVersion: 0,
      contributionsMilli: [null, null, null, null, 83_333, null, null],
    });
  });
});

describe("an override", () => {
  const [first, second] = [
    override("a", "2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"),
    override("b", "2026-10-10T00:00:00.000Z", "2026-10-20T00:00:00.000Z", "2026-10-15T00:00:00.000Z"),
  ];
  test.each<readonly [at: string, inForce: string | null]>([
    ["2026-09-30T23:59:59.999Z", null],
    ["2026-10-01T00:00:00.000Z", "a"],
    ["2026-10-10T00:00:00.000Z", "b"],
    // Withdrawn: the older one holds again, until it expires.
    ["2026-10-15T00:00:00.000Z", "a"],
    ["2026-11-01T00:00:00.000Z", null],
  ])("at %s: %s", (at, inForce) => {
    expect(overrideInForce([first, second], Date.parse(at))?.id ?? null).toBe(inForce);
    expect(overrideInForce([second, first], Date.parse(at))?.id ?? null).toBe(inForce);
  });
});
