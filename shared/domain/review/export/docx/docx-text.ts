import { Paragraph, TextRun } from "docx";
import type { Paragraph as ReviewParagraph, Run, Verdict } from "../../compose/review-document.ts";
import { printableText } from "../printable-text.ts";
import { bulletList, paper } from "./docx-look.ts";

type RunLook = Omit<Exclude<ConstructorParameters<typeof TextRun>[0], string>, "text" | "children">;

/** A piece of text as it stands on paper. In Chinese, marks that both scripts have (quotes, dashes) are drawn by the Chinese font. */
export function textRun(text: string, look: RunLook = {}): TextRun {
  return new TextRun({ ...look, text: printableText(text) });
}

/** A value that is longer than this may be broken at the end of a line. */
const longestWhole = 16;

/** Runs as Word has them: bound values are text like any other, but `1.59 M` is never parted at the end of a line. */
export function textRuns(runs: readonly Run[], look: RunLook = {}): readonly TextRun[] {
  return runs
    .filter(({ text }) => text !== "")
    .map(({ text, key, bold, italic }) =>
      textRun(key !== null && text.length <= longestWhole ? text.replaceAll(" ", "\u00A0") : text, {
        ...look,
        ...(bold ? { bold } : {}),
        ...(italic ? { italics: true } : {}),
      }),
    );
}

/** Paragraphs of prose; items stand in a list. `keepNext` keeps the last one with what follows. */
export function prose(paragraphs: readonly ReviewParagraph[], look: RunLook = {}): readonly Paragraph[] {
  return paragraphs.map(
    ({ type, runs }) =>
      new Paragraph({
        children: textRuns(runs, look),
        ...(type === "item" ? { numbering: { reference: bulletList, level: 0 }, spacing: { after: 60 } } : {}),
      }),
  );
}

const verdictMarks = { good: "●", watch: "◆", risk: "▲", critical: "■" } as const;

/** The mark that goes before the word of a verdict, in its colour; none where there is nothing to say. */
export function verdictMark(verdict: Verdict): readonly TextRun[] {
  return verdict === null ? [] : [textRun(`${verdictMarks[verdict]} `, { color: paper[verdict], bold: true })];
}
