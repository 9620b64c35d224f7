import { expect, test } from "vitest";
import { sampleContact } from "../../../test/support/sample-records.ts";
import { badFields, commaList, isTimeZone } from "./bad-fields.ts";
import { minuteOf, minuteText } from "./minutes.ts";

test("the schema of the kind says which fields are not accepted", () => {
  const [, contact] = sampleContact();
  expect([...badFields("contact", { ...contact })]).toEqual([]);
  expect([...badFields("contact", { ...contact, name: "", channels: [{ type: "email", value: "" }] })]).toEqual(["name", "channels"]);
});

test("a list typed with commas of either script keeps each part once", () => {
  expect(commaList(" cn-east，ap-south, cn-east、, ")).toEqual(["cn-east", "ap-south"]);
});

test.each([
  ["Asia/Shanghai", true],
  ["Mars/Olympus", false],
  ["", false],
])("zone %j is known: %s", (zone, known) => {
  expect(isTimeZone(zone)).toBe(known);
});

test.each([
  ["09:00", 540],
  ["24:00", 1440],
  ["24:01", null],
  ["9:60", null],
  ["", null],
])("%j is minute %s of the day", (text, minute) => {
  expect(minuteOf(text)).toBe(minute);
  if (minute !== null) expect(minuteText(minute)).toBe(text);
});
