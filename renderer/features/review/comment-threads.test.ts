import { expect, test } from "vitest";
import type { ReviewComment } from "../../../shared/domain/review/model/review.ts";
import { commentThreads, openComments } from "./comment-threads.ts";

const comment = (id: string, minute: number, more: Partial<ReviewComment> = {}): ReviewComment => ({
  id,
  accountId: "acc_1",
  reviewId: "rev_1",
  section: "summary",
  authorId: "usr_1",
  at: `2026-10-28T09:${String(minute).padStart(2, "0")}:00.000Z`,
  text: id,
  replyTo: null,
  settles: null,
  ...more,
});
const all = [
  comment("c2", 20),
  comment("c1", 10),
  comment("r1", 30, { replyTo: "c1" }),
  comment("done", 40, { settles: "c1", replyTo: "c1" }),
  comment("else", 5, { section: "sla" }),
];

test("comments of a section are threads, open ones first; who settled one is told", () => {
  expect(
    commentThreads(all, "summary").map(({ first, replies, settled }) => [first.id, replies.map(({ id }) => id), settled?.id ?? null]),
  ).toEqual([
    ["c2", [], null],
    ["c1", ["r1"], "done"],
  ]);
  expect(commentThreads(all, "cover")).toEqual([]);
});

test("an outline counts what is open", () => {
  expect([...openComments(all)]).toEqual([
    ["summary", 1],
    ["sla", 1],
  ]);
});
