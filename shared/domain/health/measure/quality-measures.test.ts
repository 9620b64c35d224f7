import { describe, expect, test } from "vitest";
import { dayMs, judgedMs, measuredRule } from "../../../../test/support/measured-rule.ts";
import { sampleQuality, type SampleQualityDay } from "../../../../test/support/sample-health-input.ts";

function days(count: number, day: SampleQualityDay | null): readonly (SampleQualityDay | null)[] {
  return Array.from({ length: count }, () => day);
}

describe("quality", () => {
  const good = { sessions: 1000, rate: 0.01, within: 1 };

  test("is the share of the last seven days' sessions in hours within the target, and names the slice that costs most", () => {
    const quality = sampleQuality(
      {
        // 7 × 1,000 sessions, 60 % within: 2,800 are lost. Before that all was well; it does not count.
        "cn-south/telecom": { video_freeze_600_rate: [...days(7, good), ...days(7, { sessions: 1000, rate: 0.039, within: 0.6 })] },
        // 7 × 3,000 sessions, 90 % within: 2,100 are lost.
        "cn-south/mobile": { video_freeze_600_rate: days(14, { sessions: 3000, rate: 0.015, within: 0.9 }) },
      },
      judgedMs,
    );
    // (4,200 + 18,900) / 28,000 = 0.825.
    const measured = measuredRule("video_freeze_in_target", { quality });
    expect(measured.measured).toBeCloseTo(0.825, 12);
    expect({ ...measured, measured: 0, slice: { ...measured.slice, rate: Math.round((measured.slice?.rate ?? 0) * 1e6) / 1e6 } }).toEqual({
      measured: 0,
      missing: null,
      estimated: false,
      asOfMs: judgedMs,
      freshness: 1,
      n: 28_000,
      slice: { region: "cn-south", carrier: "telecom", metric: "video_freeze_600_rate", rate: 0.039 },
      sources: [
        {
          type: "hours",
          metric: "video_freeze_600_rate",
          region: null,
          carrier: null,
          fromMs: judgedMs - 7 * dayMs,
          toMs: judgedMs,
          count: 2 * 7 * 24,
        },
      ],
    });
  });

  test("that another metric tells is not the asked one: 500 ms are not 600 ms", () => {
    const quality = sampleQuality({ "cn-south": { video_freeze_500_rate: days(14, good) } }, judgedMs);
    expect(measuredRule("video_freeze_in_target", { quality }).missing).toBe("metric_not_measured");
  });

  test("grows old: fresh for a day, half as sure after a week, then unknown", () => {
    const quality = sampleQuality({ "cn-south": { video_freeze_600_rate: days(14, good) } }, judgedMs);
    const later = (ms: number): readonly unknown[] => {
      const { measured, missing, freshness, asOfMs } = measuredRule("video_freeze_in_target", { quality }, judgedMs + ms);
      return [measured, missing, Math.round(freshness * 1000) / 1000, asOfMs];
    };
    expect(later(dayMs)).toEqual([1, null, 1, judgedMs]);
    // 30 hours are free; 4 days are 66 of the 138 hours up to 7 days: 1 − 0.5 × 66/138 = 0.761.
    expect(later(4 * dayMs)).toEqual([1, null, 0.761, judgedMs]);
    expect(later(8 * dayMs)).toEqual([null, "quality_too_old", 1, judgedMs]);
  });

  test("of the own normal: every slice against its own eight weeks, by its sessions now; the worst metric counts", () => {
    const quality = sampleQuality(
      {
        // Twice as bad as ever.
        "cn-south/telecom": {
          video_freeze_600_rate: [...days(56, { ...good, rate: 0.019 }), ...days(7, { ...good, rate: 0.039 })],
          join_5s_rate: days(63, { ...good, rate: 0.98 }),
        },
        // Always poor, and more sessions than before: no fault of the network.
        "cn-south/mobile": { video_freeze_600_rate: [...days(56, { ...good, rate: 0.059 }), ...days(7, { ...good, rate: 0.059 })] },
      },
      judgedMs,
    );
    // Freeze: (0.039 + 0.059) / 2 = 0.049 against (0.019 + 0.059) / 2 = 0.039; with 0.001 each 0.05 / 0.04 = 1.25. Join: 1.
    const measured = measuredRule("own_normal", { quality });
    expect(measured.measured).toBeCloseTo(1.25, 12);
    expect(measured.slice).toMatchObject({ region: "cn-south", carrier: "telecom", metric: "video_freeze_600_rate" });
    expect(measured.n).toBe(14_000);
  });

  test("has no own normal without two weeks of history", () => {
    const quality = sampleQuality({ "cn-south": { video_freeze_600_rate: days(20, good) } }, judgedMs);
    expect(measuredRule("own_normal", { quality }).missing).toBe("metric_not_measured");
    expect(
      measuredRule("own_normal", { quality: sampleQuality({ "cn-south": { video_freeze_600_rate: days(21, good) } }, judgedMs) }).measured,
    ).toBe(1);
  });
});
