import { expect, test } from "vitest";
import { type ReviewMetricId, reviewMetrics } from "../metrics/review-metrics.ts";
import { definitionWords, metricName } from "./definition-words.ts";

const every = Object.keys(reviewMetrics) as readonly ReviewMetricId[];

test.each(["en", "zh-CN"] as const)("every metric has a name in words in %s, and a definition only beside its name", (locale) => {
  const named = every.filter((metric) => !/^[^._{}]+$/u.test(metricName(metric, locale)));
  expect(named).toEqual([]);
  expect(every.filter((metric) => definitionWords(metric, locale)?.name === "")).toEqual([]);
});

test("single metrics, those of a rate and those of a table are told apart by their names", () => {
  const names = (metric: ReviewMetricId) => [metricName(metric, "en"), metricName(metric, "zh-CN")];
  expect(names("sla.promises")).toEqual(["SLA promises", "SLA 承诺"]);
  expect(names("quality.video_freeze_600_rate")).toEqual(["Freeze rate", "卡顿率"]);
  expect(names("weeks_over.video_freeze_600_rate")).toEqual(["Weeks worse than target: Freeze rate", "差于目标的周数：卡顿率"]);
  expect(names("source_rows.usagedays")).toEqual(["Rows of the record: Usage by day", "原始记录行数：每日用量"]);
});

test("what only repeats the record, or counts its rows, has a name and no definition", () => {
  expect(definitionWords("incidents.title", "en")).toBeNull();
  expect(definitionWords("rows.peaks", "zh-CN")).toBeNull();
  expect(definitionWords("sla.misses", "zh-CN")).toEqual({ name: "未达成的承诺", definition: "期内到期但未达成的承诺数" });
});
