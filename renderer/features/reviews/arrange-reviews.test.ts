import { expect, test } from "vitest";
import type { ReviewRow } from "../../data/queries/review-list.ts";
import { filterReviews, groupReviews } from "./arrange-reviews.ts";

function row(accountId: string, fields: Partial<ReviewRow> = {}): ReviewRow {
  return {
    accountId,
    name: accountId,
    aliases: [],
    code: accountId.toUpperCase(),
    tier: "standard",
    scenario: "show_live",
    locale: "en",
    ownerId: "u1",
    ownerName: "Lin",
    mine: true,
    health: null,
    review: null,
    ...fields,
  };
}
const facts = {
  id: "rev_x",
  state: "draft",
  ownerName: "Lin",
  snapshotId: "S-0A1B2C3D",
  takenMs: 1,
  dataAsOfMs: 1,
  heldOn: null,
  versions: 0,
  openComments: 0,
  lastExport: null,
} as const;

test("what is missing comes first, the highest tier before the others", () => {
  const rows = [
    row("b"),
    row("a"),
    row("p", { tier: "premium" }),
    row("s", { review: { ...facts, state: "presented" } }),
    row("d", { review: facts }),
  ];
  expect(groupReviews(rows, null).map(({ state, rows: own }) => [state, own.map(({ accountId }) => accountId)])).toEqual([
    ["none", ["p", "a", "b"]],
    ["draft", ["d"]],
    ["presented", ["s"]],
  ]);
});

test("another order is kept within the groups, what is unknown last either way", () => {
  const held = (heldOn: string | null) => ({ review: { ...facts, heldOn } });
  const rows = [row("a", held(null)), row("b", held("2026-10-20")), row("c", held("2026-10-12"))];
  const order = (descending: boolean) =>
    groupReviews(rows, { column: "heldOn", descending }).flatMap(({ rows: own }) => own.map(({ accountId }) => accountId));
  expect(order(false)).toEqual(["c", "b", "a"]);
  expect(order(true)).toEqual(["b", "c", "a"]);
});

test("rows are found by name, code, alias and owner, among one's own or all", () => {
  const rows = [row("a", { name: "星光直播", aliases: ["Starlight"] }), row("b", { mine: false, ownerName: "Wang" })];
  const found = (scope: "mine" | "all", text: string) => filterReviews(rows, scope, text, null).map(({ accountId }) => accountId);
  expect([found("mine", ""), found("all", ""), found("all", "star"), found("mine", "wang"), found("all", "wang")]).toEqual([
    ["a"],
    ["a", "b"],
    ["a"],
    [],
    ["b"],
  ]);
});
