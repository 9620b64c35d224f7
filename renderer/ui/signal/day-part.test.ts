import { expect, test } from "vitest";
import { dayPart } from "./day-part.ts";

test.each([
  [null, "none"],
  [{ fromHour: 18, toHour: 24 }, "evening"],
  [{ fromHour: 18, toHour: 26 }, "evening"],
  [{ fromHour: 1, toHour: 5 }, "night"],
  [{ fromHour: 23, toHour: 29 }, "night"],
  [{ fromHour: 7, toHour: 9 }, "morning"],
  [{ fromHour: 12, toHour: 17 }, "afternoon"],
  [{ fromHour: 9, toHour: 20 }, "hours"],
] as const)("%j is %s", (hours, part) => {
  expect(dayPart(hours)).toBe(part);
});
