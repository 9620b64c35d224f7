import { expect, it } from "vitest";
import { type ReviewMetricId, reviewMetrics } from "../../metrics/review-metrics.ts";
import { evidenceWords } from "../../words/evidence-words.ts";
import { metricDefinition } from "./metric-definition.ts";

it("says how a number is worked out, in both languages", () => {
  expect(metricDefinition("usage.peak", evidenceWords.en)).toBe(
    "Greatest “Peak (PCU)”, from “Usage by day”. Unless the question names it: Region = *. A row counts at “At”.",
  );
  expect(metricDefinition("quality.video_freeze_600_rate", evidenceWords["zh-CN"])).toBe(
    "按「会话数」加权的「值」平均值：Σ(值 × 会话数) ÷ Σ 会话数，取自「每周质量」。只计 指标 = video_freeze_600_rate 的行。按「时间」归入时段。",
  );
});

it.each(Object.keys(reviewMetrics) as ReviewMetricId[])("leaves no hole in the definition of %s", (metric) => {
  for (const words of Object.values(evidenceWords)) expect(metricDefinition(metric, words)).not.toMatch(/[{}]|undefined/);
});
