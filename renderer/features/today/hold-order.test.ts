import { expect, test } from "vitest";
import { holdOrder } from "./hold-order.ts";

const rows = (ids: string) => ids.split("").map((id) => ({ item: { id } }));
const held = (before: string, now: string, cursor: string | null): string =>
  holdOrder(before.split(""), rows(now), cursor)
    .map(({ item }) => item.id)
    .join("");

test.each([
  ["rows that changed places stay where they were", "abcd", "dcba", "b", "abcd"],
  ["what is gone is gone at once", "abcd", "dca", "b", "acd"],
  ["what is new below the cursor takes its place", "abc", "abxc", "a", "abxc"],
  ["what is new above the cursor waits", "abc", "xabc", "b", "abc"],
  ["without a cursor it takes its place", "abc", "xabc", null, "xabc"],
  ["nothing of it is left: the new list", "ab", "cd", "a", "cd"],
])("%s", (_name, before, now, cursor, shown) => {
  expect(held(before, now, cursor)).toBe(shown);
});
