import { expect, it } from "vitest";
import { valueText } from "./value-text.ts";

it.each([
  ["Kopi Live", "Kopi Live"],
  [["cn-east", "cn-south"], "cn-east, cn-south"],
  [12, "12"],
  [false, "false"],
  [{ startMinute: 540 }, '{"startMinute":540}'],
  ["", null],
  [null, null],
  [undefined, null],
])("writes %j for people", (value, text) => {
  expect(valueText(value)).toBe(text);
});
