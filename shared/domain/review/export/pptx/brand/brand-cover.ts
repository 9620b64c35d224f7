import type { Run } from "../../../compose/review-document.ts";
import { linesOf, plainRun } from "../../../layout/text-block.ts";
import type { Slide, SlideBox } from "../../../layout/slide.ts";
import { lineHeights } from "../../../layout/slide-frame.ts";
import type { LookLayout } from "../look/look.ts";

const sizes = [40, 36, 32, 28, 24, 20, 18, 16] as const;
const inset = 7.2;

/** The cover on a company's own title slide: the title in its place, and under it, in the place of the subtitle, everything else that is said. */
export function brandCover(slide: Slide, layout: LookLayout): Slide {
  const place = layout.title?.place ?? null;
  if (slide.layout !== "cover" || place === null) return slide;
  const width = Math.max(100, place.width - 2 * inset);
  const subtitlePlace = layout.subtitle?.place ?? { ...place, y: place.y + place.height + 8, height: 80 };
  const told: Run[] = [];
  const tell = (runs: readonly Run[]) => told.push(...(told.length === 0 ? [] : [plainRun("\n")]), ...runs);
  const kept: SlideBox[] = [];
  for (const box of slide.boxes) {
    switch (box.role) {
      case "kicker":
      case "subtitle":
      case "footer":
        tell(box.runs);
        break;
      case "text":
        for (const { runs } of box.paragraphs) tell(runs);
        break;
      case "title":
        kept.push({ ...box, ...place, fontPt: fitting(box.runs, width, place.height - inset) });
        break;
      case "accent":
      case "rule":
      case "logo":
      // Covers have art at their feet; nobody turns to one by its number.
      case "page":
        break;
      default:
        kept.push(box);
    }
  }
  const fontPt = [18, 16, 14, 12].find((size) => heightAt(told, size, subtitlePlace.width - 2 * inset) <= subtitlePlace.height) ?? 11;
  return { ...slide, boxes: [...kept, { role: "subtitle", ...subtitlePlace, runs: told, fontPt }] };
}

function fitting(runs: readonly Run[], width: number, height: number): number {
  return (
    sizes.find((size) => linesOf(runs, size, width, { widthFactor: 1.05 }, "semibold").length * size * lineHeights.title <= height) ?? 16
  );
}

/** Runs with line ends in them. */
function heightAt(runs: readonly Run[], size: number, width: number): number {
  let lines = 0;
  let line: Run[] = [];
  for (const run of [...runs, plainRun("\n")]) {
    if (run.text !== "\n") {
      line.push(run);
      continue;
    }
    lines += Math.max(1, linesOf(line, size, width, { widthFactor: 1.05 }).length);
    line = [];
  }
  return lines * size * lineHeights.title;
}
