import type { ReviewLocale } from "../../../compose/review-document.ts";
import type { Slide } from "../../../layout/slide.ts";
import { runsText } from "./text-xml.ts";

/** What is put after a slide's title because a slide before it has the same: who walks by titles must be able to tell them apart. */
export function titleSuffixes(slides: readonly Slide[], locale: ReviewLocale): readonly string[] {
  const seen = new Map<string, number>();
  return slides.map((slide) => {
    const title = slide.boxes.flatMap((box) => (box.role === "title" ? [runsText(box.runs)] : [])).join(" ");
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    if (count === 1) return "";
    return locale === "zh-CN" ? `（${count}）` : ` (${count})`;
  });
}
