import { expect, test } from "vitest";
import type { ReviewUnit } from "../metrics/review-metrics.ts";
import { valueText } from "./value-text.ts";

const at = Date.UTC(2026, 8, 26, 13, 10);

test.each<[key: string, unit: ReviewUnit, value: number | string | null, english: string, chinese: string]>([
  ["quality.video_freeze_600_rate#q", "share", 0.039, "3.9%", "3.9%"],
  ["quality.video_freeze_600_rate#q", "share", 0.0004, "0.04%", "0.04%"],
  ["sla.attainment#q", "share", 1, "100%", "100%"],
  ["peaks.highest_use#q", "share", 0.932, "93%", "93%"],
  ["usage.peak#q", "pcu", 112_000, "112 k", "11.2 万"],
  ["usage.hours#q", "user_hours", 214_000_000, "214 M", "2.14 亿"],
  ["sessions.video_freeze_600_rate#q", "count", 1_986_240, "1,986,240", "1,986,240"],
  ["commitments.late_days#q", "days", 19, "19", "19"],
  ["incidents.resolve_median#q", "ms", 5_640_000, "1 h 34 min", "1 小时 34 分"],
  ["quality.first_frame_ms#q", "ms_short", 812.4, "812 ms", "812 ms"],
  ["sla.credit_percent#q", "percent", 7.5, "7.5%", "7.5%"],
  ["surveys.csat#q", "score", 4.25, "4.3", "4.3"],
  ["usage.peak_at#q", "instant", at, "26 Sep 21:10", "9 月 26 日 21:10"],
  ["actions.due#q", "day", "2026-11-15", "15 Nov 2026", "2026 年 11 月 15 日"],
  ["incidents.title#q", "name", "Joins fail", "Joins fail", "Joins fail"],
  ["usage.hours#q~change:p", "share", 0.124, "+12%", "+12%"],
  ["usage.hours#q~change:p", "share", -0.042, "−4.2%", "−4.2%"],
  ["usage.hours#q~change:p", "share", 0, "0%", "0%"],
  ["usage.hours#q~size:p", "share", 0.042, "4.2%", "4.2%"],
  ["usage.hours?region=x#q~share:all.region", "share", 0.683, "68%", "68%"],
  ["quality.video_freeze_600_rate#q~difference:p", "share", -0.0221, "−2.2 pp", "−2.2 个百分点"],
  ["quality.video_freeze_600_rate#q~gap:p", "share", 0.0221, "2.2 pp", "2.2 个百分点"],
  ["incidents.opened#q~difference:p", "count", 3, "+3", "+3"],
  ["usage.peak#q~ratio:p", "factor", 3.24, "3.2×", "3.2 倍"],
  ["usage.peak#q", "pcu", null, "no data", "无数据"],
  ["usage.peak#q", "pcu", Number.NaN, "no data", "无数据"],
])("%s in %s of %s", (key, unit, value, english, chinese) => {
  expect([valueText({ key, unit, value }, "en", "Asia/Shanghai"), valueText({ key, unit, value }, "zh-CN", "Asia/Shanghai")]).toEqual([
    english,
    chinese,
  ]);
});
