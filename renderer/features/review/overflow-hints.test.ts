import { expect, test } from "vitest";
import type { Slide } from "../../../shared/domain/review/layout/slide.ts";
import { overflowHints } from "./overflow-hints.ts";

function slide(sectionId: string, continuation: number, fontPt: number): Slide {
  const title = { role: "title", x: 0, y: 0, width: 800, height: 40, runs: [], fontPt } as const;
  return { sectionId, continuation, page: 1, layout: "text", notes: [], boxes: [title] };
}
const pages = (section: string, count: number): readonly Slide[] => Array.from({ length: count }, (_, index) => slide(section, index, 20));

test("a section on more than two slides, and a title below 18 pt, are told; what just fits is not", () => {
  expect(overflowHints([...pages("sla", 2), ...pages("peaks", 3), slide("summary", 0, 18), slide("outreach", 0, 16)])).toEqual([
    { type: "pages", section: "peaks", pages: 3 },
    { type: "title", section: "outreach", fontPt: 16 },
  ]);
});

test("only the title of the first slide counts, and a long appendix is no fault", () => {
  expect(overflowHints([slide("sla", 0, 20), slide("sla", 1, 16), ...pages("appendix", 6)])).toEqual([]);
});
