import { expect, test } from "vitest";
import { formatMonthDay, formatTime, formatWeekday } from "../../../shared/i18n/format-time.ts";
import type { Formats } from "../../ui/formats.ts";
import { dueAt } from "./due-cell.tsx";

const formats = {
  time: (ms: number, zone: string) => formatTime(ms, zone),
  weekday: (ms: number, zone: string) => formatWeekday(ms, zone, "en"),
  monthDay: (ms: number, zone: string) => formatMonthDay(ms, zone),
} as Formats;
/** Thursday, 20:42 in Kolkata. */
const nowMs = Date.parse("2026-10-29T15:12:00.000Z");
const read = (due: string, isDay: boolean) => dueAt(Date.parse(due), isDay, nowMs, "Asia/Kolkata", formats, "today");

test.each([
  ["today", "2026-10-29T17:00:00.000Z", false, "22:30"],
  ["tomorrow there, while it is still today in UTC", "2026-10-29T18:45:00.000Z", false, "Fri 00:15"],
  ["in two weeks", "2026-11-12T12:00:00.000Z", false, "11-12"],
  ["three days late: the weekday might be any week's", "2026-10-26T12:00:00.000Z", false, "10-26"],
  ["the day that ends this midnight", "2026-10-29T18:30:00.000Z", true, "today"],
  ["the day that ends next midnight", "2026-10-30T18:30:00.000Z", true, "Fri"],
  ["the last day of the month", "2026-11-30T18:30:00.000Z", true, "11-30"],
  ["the day before", "2026-10-28T18:30:00.000Z", true, "10-28"],
])("a deadline by the customer's clock: %s", (_name, due, isDay, words) => {
  expect(read(due, isDay)).toBe(words);
});
