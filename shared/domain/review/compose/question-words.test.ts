import { expect, test } from "vitest";
import { readReviewKey } from "../model/review-question.ts";
import { scopeWords } from "./question-words.ts";

const reviewed = { kind: "quarterly", period: "2026-Q3" } as const;
const scope = (key: string) => {
  const question = readReviewKey(key);
  return question === null ? [] : [scopeWords(question, reviewed, "en"), scopeWords(question, reviewed, "zh-CN")];
};

test.each([
  ["sla.promises?clock=first_response&severity=P1#q", "First response · P1 · Q3 2026", "首次响应 · P1 · 2026 年三季度"],
  [
    "quality.video_freeze_600_rate?carrier=unicom&hours=evening&region=cn-south#p",
    "China Unicom · 20–23 h · South China · Q2 2026",
    "联通 · 20–23 时 · 华南 · 2026 年二季度",
  ],
  [
    "usage.hours?region=cn-south#q~share:all.region",
    "South China · Q3 2026 · held against all by Region",
    "华南 · 2026 年三季度 · 与按区域的整体相比",
  ],
  ["usage.hours#q~change:p", "Q3 2026 · change since Q2 2026", "2026 年三季度 · 较 2026 年二季度的变化"],
  ["commitments.made?state=late#q", "done late", "逾期完成"],
  ["exclusions.rows?reason=hours_without_data&subject=usageDays#q", "hours of a region that nobody measured · Usage by day", ""],
  ["target.share?measure=join_5s_rate#q", "Join within 5 s", "5 秒进房成功率"],
  ["incidents.opened?component=media%20relay#2026-08", "media relay · August 2026", "media relay · 2026 年 8 月"],
])("%s is told in words", (key, en, zh) => {
  const [inEnglish, inChinese] = scope(key);
  expect([inEnglish, zh === "" ? "" : inChinese]).toEqual([en, zh]);
});
