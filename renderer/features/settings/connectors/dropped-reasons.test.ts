import { expect, it } from "vitest";
import { droppedReasons } from "./dropped-reasons.ts";

it("tells why rows were left out, the most frequent first, and nothing that did not happen", () => {
  const byReason = { "bad-date": 2, "not-finite": 40, duplicate: 2, "bad-json": 0 };
  expect(droppedReasons({ read: 100, stored: 50, unchanged: 6, dropped: 44, byReason })).toEqual([
    { reason: "not-finite", count: 40 },
    { reason: "bad-date", count: 2 },
    { reason: "duplicate", count: 2 },
  ]);
});
