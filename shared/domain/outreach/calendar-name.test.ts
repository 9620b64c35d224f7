import { expect, test } from "vitest";
import { calendarName } from "./calendar-name.ts";

test("the file of a date is named after the message, without what a file system refuses", () => {
  expect(calendarName("橙集优选：11 月 29 日（周日）华东峰值")).toBe("橙集优选：11-月-29-日（周日）华东峰值.ics");
  expect(calendarName('a/b\\c: "x"\n<y>|z?')).toBe("a-b-c-x-y-z.ics");
  expect(calendarName("../..")).toBe("event.ics");
  expect(calendarName("x".repeat(300))).toBe(`${"x".repeat(60)}.ics`);
});
