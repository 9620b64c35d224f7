import { expect, test } from "vitest";
import { readReviewKey } from "../../../shared/domain/review/model/review-question.ts";
import { briefColumns, orderedRows, placeOfRow } from "./row-columns.ts";

const brief = (key: string): readonly string[] => {
  const question = readReviewKey(key);
  return question === null ? [] : briefColumns(question).map(({ name }) => name);
};

test("the few columns of a number leave out what its question says already, and end with what it is worked out from", () => {
  expect(brief("parts.video_freeze_600_rate?region=cn-south#q")).toEqual(["carrier", "sdk", "value", "sessions"]);
  expect(brief("usage.peak#q")).toEqual(["day", "peakAt", "dayType", "peakPcu"]);
  expect(brief("incidents.opened?severity=P1#q").slice(0, 2)).toEqual(["number", "title"]);
});

test("rows stand by what is measured, greatest first, unknown last", () => {
  const rows = [
    ["a", null],
    ["b", 2],
    ["c", 5],
  ] as const;
  const columns = [
    { name: "name", type: "text", index: 0 },
    { name: "value", type: "number", index: 1 },
  ] as const;
  expect(orderedRows([0, 1, 2], rows, columns)).toEqual([2, 1, 0]);
  expect(orderedRows([2, 0], rows, columns.slice(0, 1))).toEqual([2, 0]);
});

test("rows of incidents and messages lead to their screens, others nowhere", () => {
  expect(placeOfRow("incidents", ["inc_1", "INC-1"])).toEqual({ screen: "incident", id: "inc_1" });
  expect(placeOfRow("promises", ["inc_2"])).toEqual({ screen: "incident", id: "inc_2" });
  expect(placeOfRow("outreach", ["out_1"])).toEqual({ screen: "outreach", id: "out_1" });
  expect([placeOfRow("usageDays", ["cn-south"]), placeOfRow("incidents", [null])]).toEqual([null, null]);
});
