import { describe, expect, test } from "vitest";
import type { MetricId } from "../metrics/metrics.ts";
import type { HourlySeries } from "../metrics/series.ts";
import { modelFor } from "./model-for.ts";
import { builtInModel } from "./model-in-force.ts";
import { qualityDigest, qualityTargets } from "./quality-digest.ts";

const dayMs = 86_400_000;
const untilMs = Date.UTC(2026, 9, 26);

/** Hours up to `untilMs` and `behind` hours further. */
function series(metric: MetricId, carrier: string | null, values: readonly number[], behind = 0, sdk: string | null = null): HourlySeries {
  const startMs = untilMs - (values.length - behind) * 3_600_000;
  return { accountId: "acc-1", metric, region: "cn-south", carrier, sdk, platform: null, startMs, values: Float64Array.from(values) };
}

describe("a quality digest", () => {
  test("sums rates by sessions and counts those of hours within the target, day by day", () => {
    const digest = qualityDigest(
      [
        // What is split by SDK repeats a part of the others.
        series("sessions", "telecom", [7, 7, 7, 7, 7], 1, "4.9.0"),
        series("video_freeze_600_rate", "telecom", [0.9, 0.9, 0.9, 0.9, 0.9], 1, "4.9.0"),
        series("video_freeze_600_rate", "telecom", [0.02, 0.03, Number.NaN, 0.01, 0.5], 1),
        series("sessions", "telecom", [100, 200, 300, 0, 900], 1),
        // The hour of the limit itself keeps it. Where the carriers are known, the sum of all is not counted once more.
        series("video_freeze_600_rate", null, [0.5, 0.5]),
        series("sessions", null, [500, 500]),
        // Higher is better here.
        series("join_5s_rate", "telecom", [0.99, 0.9]),
      ],
      { video_freeze_600_rate: 0.02, join_5s_rate: 0.97 },
      untilMs,
      2,
    );
    expect(digest).toEqual({
      // The last hour has no sessions.
      lastHourMs: untilMs - 2 * 3_600_000,
      firstDayMs: untilMs - 2 * dayMs,
      days: 2,
      slices: [
        {
          region: "cn-south",
          carrier: "telecom",
          metrics: {
            video_freeze_600_rate: {
              sessions: Float64Array.of(0, 300),
              weighted: Float64Array.of(0, 0.02 * 100 + 0.03 * 200),
              within: Float64Array.of(0, 100),
              hours: Float64Array.of(0, 2),
            },
            join_5s_rate: {
              sessions: Float64Array.of(0, 300),
              weighted: Float64Array.of(0, 0.99 * 300),
              within: Float64Array.of(0, 300),
              hours: Float64Array.of(0, 1),
            },
          },
        },
      ],
    });
  });

  test("of nothing is none", () => {
    expect(qualityDigest([], { join_5s_rate: 0.97 }, untilMs)).toBe(null);
    expect(qualityDigest([series("join_5s_rate", null, [0.9])], { join_5s_rate: 0.97 }, untilMs)).toBe(null);
  });

  test("is made with the limits of the rules that count for the account", () => {
    expect(qualityTargets(modelFor(builtInModel, { scenario: "voice_room", tier: "basic" }))).toEqual({
      audio_freeze_200_rate: 0.008,
      join_5s_rate: 0.97,
      delay_over_400_rate: 0.03,
    });
  });
});
