import type { ComposedSection, ReviewDocument } from "../compose/review-document.ts";
import { arrangements, type FlowItem } from "./flow.ts";
import { placeFlow, sizesAt } from "./place-flow.ts";
import { type SlideBox, slideSizePt } from "./slide.ts";
import { lineHeights, type SlideFrame } from "./slide-frame.ts";
import { cutToLines, linesOf, plainRun, textOfRuns } from "./text-block.ts";

const titleSteps = [44, 38, 34, 30, 26, 22, 18, 16] as const;
const titleTopPt = 168;
const highestTitlePt = 160;

/** The first page: whose review of what, large, and what it rests on. */
export function coverBoxes(
  document: ReviewDocument,
  section: ComposedSection,
  frame: SlideFrame,
): { readonly boxes: readonly SlideBox[]; readonly rest: readonly FlowItem[] } {
  const { x } = frame.body;
  const width = Math.min(frame.body.width, slideSizePt.width - 2 * x);
  const heightAt = (fontPt: number): number => linesOf(section.title, fontPt, width, frame, "semibold").length * fontPt * lineHeights.title;
  const fontPt = titleSteps.find((step) => heightAt(step) <= (step > 30 ? 100 : highestTitlePt)) ?? 16;
  const mostLines = Math.floor(highestTitlePt / (fontPt * lineHeights.title));
  const lines = linesOf(section.title, fontPt, width, frame, "semibold");
  const titleHeight = Math.min(lines.length, mostLines) * fontPt * lineHeights.title;
  const over = lines.slice(mostLines).flatMap((line) => line.runs);
  const said = textOfRuns(section.title);
  const name = cutToLines(said.includes(document.accountName) ? [] : [plainRun(document.accountName)], 2, 18, width, frame, "semibold");
  const nameHeight = linesOf(name.runs, 18, width, frame, "semibold").length * 18 * lineHeights.title;
  const kickerTop = titleTopPt - 14 - nameHeight;
  const period = said.includes(document.periodName) ? [] : cutToLines([plainRun(document.periodName)], 1, 18, width, frame).runs;
  const periodHeight = period.length === 0 ? 0 : 18 * lineHeights.title;
  const subtitleTop = titleTopPt + titleHeight + 12;
  const bodyTop = subtitleTop + periodHeight + 20;
  const items: readonly FlowItem[] = [
    ...(over.length === 0 ? [] : [{ type: "text" as const, heading: null, paragraphs: [{ type: "text" as const, runs: over }] }]),
    ...(name.cut
      ? [{ type: "text" as const, heading: null, paragraphs: [{ type: "text" as const, runs: [plainRun(document.accountName)] }] }]
      : []),
    ...(arrangements(section)[0] ?? []),
  ];
  const area = { x, y: bodyTop, width, height: frame.body.y + frame.body.height - bodyTop };
  const steps = [16, 14, 13, 12, 11, 10];
  const placed =
    steps.map((step) => placeFlow(items, area, sizesAt(step), frame, false)).find((one) => one.rest.length === 0) ??
    placeFlow(items, area, sizesAt(12), frame, false);
  return {
    boxes: [
      ...(frame.decorated ? [{ role: "accent" as const, x: 0, y: 0, width: 14, height: slideSizePt.height }] : []),
      { role: "kicker", x, y: kickerTop, width, height: nameHeight, runs: name.runs, fontPt: 18 },
      { role: "title", x, y: titleTopPt, width, height: titleHeight, runs: lines.slice(0, mostLines).flatMap((line) => line.runs), fontPt },
      { role: "subtitle", x, y: subtitleTop, width, height: periodHeight, runs: period, fontPt: 18 },
      ...placed.boxes,
    ],
    rest: placed.rest,
  };
}
