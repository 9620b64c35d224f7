import { expect, it } from "vitest";
import { formatAge, formatClock, formatDaysAgo, formatDuration } from "./format-duration.ts";
import {
  formatDateTime,
  formatDay,
  formatDayWords,
  formatMonthDay,
  formatOffset,
  formatTime,
  formatWeekday,
  formatZone,
  startOfDayMs,
  weekdayOf,
} from "./format-time.ts";

const at = Date.UTC(2026, 9, 29, 2, 42, 6);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

it("writes an instant in a customer's zone", () => {
  const zone = "Asia/Kolkata";
  expect([
    formatDay(at, zone),
    formatMonthDay(at, zone),
    formatTime(at, zone),
    formatTime(at, zone, true),
    formatDateTime(at, zone),
    formatOffset(at, zone),
  ]).toEqual(["2026-10-29", "10-29", "08:12", "08:12:06", "10-29 08:12", "UTC+5:30"]);
});

it("says the year only when it is another one", () => {
  expect([formatDateTime(at, "UTC", at), formatDateTime(at - 365 * day, "UTC", at)]).toEqual(["10-29 02:42", "2025-10-29 02:42"]);
});

it("writes days and zones in words", () => {
  const zone = "Asia/Shanghai";
  expect([
    formatDayWords(at, zone, "zh-CN"),
    formatDayWords(at, zone, "en"),
    formatWeekday(at, zone, "zh-CN"),
    formatWeekday(at, zone, "en"),
  ]).toEqual(["10 月 29 日，周四", "Thursday 29 October", "周四", "Thu"]);
  expect([
    formatZone(at, zone, "zh-CN"),
    formatZone(at, zone, "en"),
    formatZone(at, "UTC", "zh-CN"),
    formatZone(at, "America/New_York", "en"),
  ]).toEqual(["中国时间 UTC+8", "Shanghai UTC+8", "UTC", "New York UTC−4"]);
});

it("begins a day where the zone does, also across a clock change and where midnight does not exist", () => {
  expect(new Date(startOfDayMs(Date.UTC(2026, 10, 1, 20), "America/New_York")).toISOString()).toBe("2026-11-01T04:00:00.000Z");
  // Cairo goes from 23:59 to 01:00 on 24 April 2026.
  expect(new Date(startOfDayMs(Date.UTC(2026, 3, 24, 9), "Africa/Cairo")).toISOString()).toBe("2026-04-23T22:00:00.000Z");
  expect(weekdayOf(Date.UTC(2026, 9, 31, 20), "Asia/Shanghai")).toBe(0);
});

it.each([
  [45_000, "45 秒", "45 s"],
  [34 * minute, "34 分", "34 min"],
  [94 * minute, "1 小时 34 分", "1 h 34 min"],
  [9 * hour, "9 小时", "9 h"],
  [51 * hour, "2 天 3 小时", "2 d 3 h"],
  [-90 * minute, "1 小时 30 分", "1 h 30 min"],
])("writes a duration of %d ms", (ms, chinese, english) => {
  expect([formatDuration(ms, "zh-CN"), formatDuration(ms, "en")]).toEqual([chinese, english]);
});

it.each([
  [59_999, "<1 分", "<1 min"],
  [2 * minute, "2 分", "2 min"],
  [31 * hour, "31 时", "31 h"],
  [48 * hour, "2 天", "2 d"],
  [730 * 24 * hour, "730 天", "730 d"],
  [4310 * 24 * hour, "11 年", "11 y"],
])("writes an age of %d ms in one unit", (ms, chinese, english) => {
  expect([formatAge(ms, "zh-CN"), formatAge(ms, "en")]).toEqual([chinese, english]);
});

it("writes days ago and running clocks", () => {
  expect([0, 1, 3].map((days) => formatDaysAgo(days, "zh-CN"))).toEqual(["今天", "昨天", "3 天"]);
  expect([0, 1, 3].map((days) => formatDaysAgo(days, "en"))).toEqual(["today", "1 d", "3 d"]);
  expect([402_000, 6 * hour + 37 * minute + 42_000, -61_000, 0].map(formatClock)).toEqual(["06:42", "6:37:42", "−01:01", "00:00"]);
});
