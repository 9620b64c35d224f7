import { expect, test } from "vitest";
import { readingSeconds } from "./reading-seconds.ts";

const notes = (text: string) => [{ type: "text" as const, runs: [{ text, key: null, bold: false, italic: false }] }];

test("notes are told in seconds, in both languages", () => {
  expect(readingSeconds([])).toBe(0);
  expect(readingSeconds(notes("先承认：上季末华南为 1.7%，未超标。"))).toBe(5);
  expect(readingSeconds(notes(Array.from({ length: 70 }, () => "word").join(" ")))).toBe(30);
});
