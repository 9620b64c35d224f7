import type { Paragraph, Run } from "../compose/review-document.ts";
import { breakLines, type TextLine, type Weight } from "./measure-text.ts";
import { insets, lineHeights } from "./slide-frame.ts";

/** A width to measure in: of text in fonts that are wider than measured there is less. */
export interface Measure {
  readonly widthFactor: number;
}

export function plainRun(text: string): Run {
  return { text, key: null, bold: false, italic: false };
}

export function textOfRuns(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
}

export function linesOf(
  runs: readonly Run[],
  fontPt: number,
  widthPt: number,
  { widthFactor }: Measure,
  weight: Weight = "regular",
  mostLines: number = Infinity,
): readonly TextLine[] {
  return breakLines(runs, fontPt, widthPt / widthFactor, weight, mostLines);
}

/** Height of one-style text, in points. */
export function heightOf(
  runs: readonly Run[],
  fontPt: number,
  lineHeight: number,
  widthPt: number,
  measure: Measure,
  weight: Weight = "regular",
): number {
  return linesOf(runs, fontPt, widthPt, measure, weight).length * fontPt * lineHeight;
}

function paragraphLines(paragraph: Paragraph, fontPt: number, widthPt: number, measure: Measure): readonly TextLine[] {
  const indent = paragraph.type === "item" ? insets.itemEm * fontPt : 0;
  return linesOf(paragraph.runs, fontPt, widthPt - indent, measure);
}

/** Height of paragraphs under a heading, as a `text` box draws them. */
export function textHeight(
  heading: string | null,
  paragraphs: readonly Paragraph[],
  fontPt: number,
  widthPt: number,
  measure: Measure,
): number {
  const headHeight = heading === null ? 0 : heightOf([plainRun(heading)], fontPt, lineHeights.text, widthPt, measure, "semibold");
  const body = paragraphs.map((paragraph) => paragraphLines(paragraph, fontPt, widthPt, measure).length * fontPt * lineHeights.text);
  return headHeight + body.reduce((sum, height) => sum + height, 0) + Math.max(0, paragraphs.length - 1) * insets.paragraphEm * fontPt;
}

/** Parts paragraphs at a line so that the first part is no higher than `heightPt`; null = not even a line fits. */
export function splitText(
  heading: string | null,
  paragraphs: readonly Paragraph[],
  fontPt: number,
  widthPt: number,
  heightPt: number,
  measure: Measure,
): { readonly first: readonly Paragraph[]; readonly rest: readonly Paragraph[] } | null {
  let left = heightPt - textHeight(heading, [], fontPt, widthPt, measure);
  const lineHeight = fontPt * lineHeights.text;
  const first: Paragraph[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) left -= insets.paragraphEm * fontPt;
    const lines = paragraphLines(paragraph, fontPt, widthPt, measure);
    const fitting = Math.floor((left + 1e-6) / lineHeight);
    if (fitting >= lines.length) {
      first.push(paragraph);
      left -= lines.length * lineHeight;
      continue;
    }
    if (fitting <= 0) return first.length === 0 ? null : { first, rest: paragraphs.slice(index) };
    const partOf = (part: readonly TextLine[]): readonly Run[] => part.flatMap((line) => line.runs);
    return {
      first: [...first, { ...paragraph, runs: partOf(lines.slice(0, fitting)) }],
      rest: [{ type: "text", runs: partOf(lines.slice(fitting)) }, ...paragraphs.slice(index + 1)],
    };
  }
  return { first, rest: [] };
}

/** The runs on at most so many lines, ending in an ellipsis where something was cut. */
export function cutToLines(
  runs: readonly Run[],
  lineCount: number,
  fontPt: number,
  widthPt: number,
  measure: Measure,
  weight: Weight = "regular",
): { readonly runs: readonly Run[]; readonly cut: boolean } {
  const lines = linesOf(runs, fontPt, widthPt, measure, weight, lineCount + 1);
  if (lines.length <= lineCount) return { runs, cut: false };
  const chars = lines.slice(0, lineCount).flatMap((line) => line.runs);
  for (;;) {
    const last = chars.pop();
    if (last === undefined) return { runs: [plainRun("…")], cut: true };
    // A bound value is left out as a whole: a part of a number is another number.
    const shorter = last.key === null ? Array.from(last.text).slice(0, -1).join("") : "";
    if (shorter !== "") chars.push({ ...last, text: shorter });
    const tried = [...chars, plainRun("…")];
    if (linesOf(tried, fontPt, widthPt, measure, weight, lineCount + 1).length <= lineCount) return { runs: tried, cut: true };
  }
}

/** Paragraphs with those items together that follow each other: a list. */
export function paragraphGroups(
  paragraphs: readonly Paragraph[],
): readonly { readonly list: boolean; readonly paragraphs: readonly Paragraph[] }[] {
  const groups: { readonly list: boolean; readonly paragraphs: Paragraph[] }[] = [];
  for (const paragraph of paragraphs) {
    const list = paragraph.type === "item";
    const current = groups.at(-1);
    if (current?.list === list) current.paragraphs.push(paragraph);
    else groups.push({ list, paragraphs: [paragraph] });
  }
  return groups;
}

/** Whether a run is a short value that was measured as unbreakable; browsers would break `21:10–22:40`. */
export function isUnbroken({ key, text }: Run): boolean {
  return key !== null && /^[^\s\p{Script=Han}]{1,12}$/u.test(text);
}
