import { expect, test } from "vitest";
import { roomOf } from "./room.ts";

test.each([
  [null, null],
  [{ freeBytes: 5e9 }, "good"],
  [{ freeBytes: 2e9 }, "good"],
  [{ freeBytes: 2e9 - 1 }, "watch"],
  [{ freeBytes: 3e8 - 1 }, "risk"],
  [{ freeBytes: 0 }, "risk"],
] as const)("room of %o is %s", (disk, room) => {
  expect(roomOf(disk)).toBe(room);
});
