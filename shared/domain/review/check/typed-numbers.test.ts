import { expect, test } from "vitest";
import { isNear, readWritten, typedNumbers } from "./typed-numbers.ts";

const names = ["INC-2204", "Studio 54", "双11狂欢"];

test.each<[text: string, typed: readonly string[]]>([
  ["The freeze rate is 3.9% now", ["3.9%"]],
  ["卡顿率为3.9%，比目标高 1.9 个百分点", ["3.9%", "1.9 个百分点"]],
  ["卡顿率为３．９％", ["３．９％"]],
  ["Peaks reached 118 k users, +12% on Q2 2026", ["118 k", "+12%"]],
  ["峰值 11.8 万并发，是平日的 1.6 倍", ["11.8 万", "1.6 倍"]],
  ["1,986,240 user-hours and 2.3× the other regions", ["1,986,240", "2.3×"]],
  ["It took 1 h 16 min; promised were 30 min", ["1 h 16 min", "30 min"]],
  ["平均3 小时恢复，承诺 240 分钟", ["3 小时", "240 分钟"]],
  ["We saw 9 incidents and 12 tickets", ["9", "12"]],
  ["共 9 起故障，4 条消息未答复", ["9", "4"]],
  ["2026 users joined", ["2026"]],
  ["The rate was 3.5 in the best weeks", ["3.5"]],
])("typed in “%s”", (text, typed) => {
  expect(typedNumbers(text, names).map((one) => one.text)).toEqual(typed);
});

test.each([
  "On 15 Nov 2026, Nov 15, 3rd of May 2026 and 2026-11-15 we meet again",
  "2026 年 9 月 26 日、9 月 26 日和 26 日再议",
  "Q3 2026 beside 2025, 三季度、第 3 季度与 2025 年",
  "Between 20–23 h, at 21:10 or 20:00-23:00, 24/7 and 7×24",
  "晚高峰为 20–23 点",
  "Upgrade to SDK 4.8, v2, 4.6.2, 4.9.x, iOS 17 or Android 14; 升级到版本 12",
  "P0 and INC-2204 on H.264 at 1080p over 5G in W27, codec AV1, AES-256",
  "Studio 54 hosts 双11狂欢",
  "We have 3 questions and agree on 2 points; 我们有 3 个问题",
  "1. First", // A list.
  "10) Tenth",
  "（2）第二点，第 2 项",
  "The 1st and 22nd of them",
  "See https://example.com/2026/report-42",
  "三成用户、一半以上",
])("no number of the data in “%s”", (text) => {
  expect(typedNumbers(text, names)).toEqual([]);
});

test("a typed number is told by the place where it stands", () => {
  const text = "In 2026 it was ３.9% and 4%";
  expect(typedNumbers(text).map(({ text: found, index }) => text.slice(index, index + found.length))).toEqual(["３.9%", "4%"]);
});

test.each([
  ["4%", "3.9%", true],
  ["4%", "4.6%", false],
  ["4.0%", "3.9%", false],
  ["118,000", "118 k", true],
  ["118000", "11.8 万", true],
  ["11.7 万", "11.8 万", true],
  ["11 万", "11.8 万", false],
  ["12%", "+12%", true],
  ["12", "12%", false],
  ["2.3x", "2.3×", true],
  ["2.3 倍", "2.3×", true],
  ["76 min", "1 h 16 min", true],
  ["3 小时", "3 h", true],
  ["1.9 pp", "1.9 个百分点", true],
])("%s may mean %s: %s", (typed, bound, near) => {
  const [a, b] = [readWritten(typed), readWritten(bound)];
  expect(a !== null && b !== null && isNear(a, b)).toBe(near);
});

test("what is no number is not read", () => {
  expect(["", "no data", "—", "Q3", "n = 3"].map(readWritten)).toEqual([null, null, null, null, null]);
});
