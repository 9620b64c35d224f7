import { expect, test } from "vitest";
import type { PortfolioAccount } from "../../data/queries/portfolio.ts";
import { binsOf, filtered, moversOf, noFilter, segmentsOf } from "./portfolio-model.ts";

const account = (id: string, fields: Partial<PortfolioAccount> = {}): PortfolioAccount => ({
  id,
  name: id,
  code: id,
  tier: "premium",
  scenario: "show_live",
  regions: ["cn-east"],
  ownerId: null,
  ownerName: null,
  grade: "good",
  scoreMilli: 90_000,
  changes: { 7: 0, 30: null, 90: null },
  worst: null,
  ...fields,
});

const book = [
  account("a", { scoreMilli: 100_000, changes: { 7: 4_000, 30: -1_000, 90: null } }),
  account("b", {
    scoreMilli: 41_999,
    grade: "critical",
    tier: "basic",
    regions: ["cn-east", "ap-south"],
    changes: { 7: -9_000, 30: null, 90: null },
  }),
  account("c", { scoreMilli: null, grade: "unknown", ownerId: "u1", changes: { 7: null, 30: null, 90: null } }),
  account("d", { scoreMilli: 70_000, grade: "watch", ownerId: "u1", changes: { 7: -2_000, 30: 3_000, 90: null } }),
];

test("scores are counted by fives, 100 with the last; a score that is unknown is in none", () => {
  expect(binsOf(book).filter(({ count }) => count > 0)).toEqual([
    { from: 40, count: 1, grades: { good: 0, watch: 0, risk: 0, critical: 1, unknown: 0 } },
    { from: 70, count: 1, grades: { good: 0, watch: 1, risk: 0, critical: 0, unknown: 0 } },
    { from: 95, count: 1, grades: { good: 1, watch: 0, risk: 0, critical: 0, unknown: 0 } },
  ]);
});

test("a segment counts its grades, with the middle of what is known; an account counts in each of its regions", () => {
  expect(
    segmentsOf(book, "region", 7).map(({ value, accounts, medianMilli, changeMilli }) => [value, accounts, medianMilli, changeMilli]),
  ).toEqual([
    ["cn-east", 4, 70_000, -2_000],
    ["ap-south", 1, 41_999, -9_000],
  ]);
  expect(segmentsOf(book, "tier", 30).map(({ value, grades, changeMilli }) => [value, grades.unknown, changeMilli])).toEqual([
    ["premium", 1, 1_000],
    ["basic", 0, null],
  ]);
});

test("movers are those that moved, most first", () => {
  const ids = (direction: "up" | "down"): readonly string[] => moversOf(book, 7, direction, 5).map(({ id }) => id);
  expect([ids("up"), ids("down"), moversOf(book, 7, "down", 1).map(({ id }) => id)]).toEqual([["a"], ["b", "d"], ["b"]]);
});

test("filters meet, and nobody is an owner, too", () => {
  const ids = (filter: Partial<typeof noFilter>): readonly string[] => filtered(book, { ...noFilter, ...filter }).map(({ id }) => id);
  expect([ids({ owner: "" }), ids({ owner: "u1", tier: "premium" }), ids({ region: "ap-south" })]).toEqual([["a", "b"], ["c", "d"], ["b"]]);
});
