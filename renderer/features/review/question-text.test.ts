import { expect, test } from "vitest";
import { readReviewKey } from "../../../shared/domain/review/model/review-question.ts";
import { questionLines, questionText } from "./question-text.ts";

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const snapshot = {
  id: "S-7F2C01AB",
  timeZone: "Asia/Shanghai",
  account: { code: "A-0147" },
  periods: {
    q: { fromMs: midnight("2026-07-01"), toMs: midnight("2026-10-01") },
    p: { fromMs: midnight("2026-04-01"), toMs: midnight("2026-07-01") },
    y: { fromMs: midnight("2025-07-01"), toMs: midnight("2025-10-01") },
  },
};
const text = (key: string): string => {
  const question = readReviewKey(key);
  return question === null ? "" : questionText(questionLines(question, snapshot));
};

test("a rate tells its conditions, weight, days and snapshot", () => {
  expect(text("quality.video_freeze_600_rate?hours=evening&region=cn-south#W2026-09-21~difference:p").split("\n")).toEqual([
    "metric quality.video_freeze_600_rate@v1 of A-0147",
    "where metric = video_freeze_600_rate, hours = evening, region = cn-south",
    "take mean(value by sessions) from quality",
    "during 2026-09-21..2026-09-27 in S-7F2C01AB",
    "difference to 2026-04-01..2026-06-30",
  ]);
});

test("a number that is held against a target or a part tells so", () => {
  expect(text("weeks_over.video_freeze_600_rate?region=cn-south#q").split("\n")[2]).toBe(
    "take count(week) with mean(value by sessions) above target video_freeze_600_rate from quality",
  );
  expect(text("usage.hours?region=cn-south#q~share:all.region").split("\n")[4]).toBe("share to all of region");
});

test("what has no time is as of the snapshot; what is taken by default is told", () => {
  expect(text("capacity.pcu?region=cn-east#q").split("\n").slice(1)).toEqual([
    "where region = cn-east",
    "take last(pcu) from capacity",
    "as of S-7F2C01AB",
  ]);
  expect(text("usage.peak#q").split("\n")[1]).toBe("where region = *");
});
