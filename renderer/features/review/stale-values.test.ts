import { expect, test } from "vitest";
import type { ReviewValue } from "../../../shared/domain/review/model/review-question.ts";
import { changedValues } from "./stale-values.ts";

const value = (key: string, number: number): ReviewValue => ({
  key,
  version: 1,
  unit: "count",
  value: number,
  n: 1,
  table: "incidents",
  rows: [],
});
const stale = (key: string) => ({ key, from: value(key, 1), to: value(key, 2), added: [], removed: [] });

test("a number that several sections say is told once, with all of them", () => {
  const changes = changedValues([
    { section: "summary", values: [stale("incidents.opened#q"), stale("no key")] },
    { section: "sla", values: [stale("incidents.opened#q")] },
  ]);
  expect(changes.map(({ key, from, to, sections }) => [key, from.value, to.value, sections])).toEqual([
    ["incidents.opened#q", 1, 2, ["summary", "sla"]],
  ]);
});
