import type { ReviewSection } from "../model/review.ts";
import type { Draft } from "./draft.ts";
import { readNarrative, readTitle, writeNarrative, writeRuns } from "./narrative.ts";
import { type Pen, plain } from "./pen.ts";
import type { ComposedSection, Paragraph, ReviewBlock, ReviewLocale, Run } from "./review-document.ts";

type People = Pick<ReviewSection, "titleZh" | "titleEn" | "bodyZh" | "bodyEn" | "notesZh" | "notesEn">;

/** What people wrote in this language in the place of what was composed. An empty text is none: it takes the composed one away only from body and notes. */
export function editedDraft(pen: Pen, draft: Draft, people: People): { readonly draft: Draft; readonly edited: boolean } {
  const { title, body, notes } = textsOf(people, pen.locale);
  const textOfKey = (key: string): string => {
    const answer = pen.answer(key);
    return answer === null ? pen.word("unknown_value") : pen.run(answer).text;
  };
  const ready = (runs: readonly Run[]): readonly Run[] => (pen.locale === "zh-CN" ? runs.map(upright) : runs);
  const read = (text: string): readonly Paragraph[] =>
    readNarrative(text, textOfKey).map((paragraph) => ({ ...paragraph, runs: ready(paragraph.runs) }));
  const titleRuns = title === null ? [] : ready(readTitle(title, textOfKey));
  return {
    draft: {
      ...draft,
      title: titleRuns.length === 0 ? draft.title : titleRuns,
      blocks: body === null ? draft.blocks : withBody(draft.blocks, read(body)),
      notes: notes === null ? draft.notes : read(notes),
    },
    edited: title !== null || body !== null || notes !== null,
  };
}

export function textsOf(
  people: People,
  locale: ReviewLocale,
): { readonly title: string | null; readonly body: string | null; readonly notes: string | null } {
  return locale === "en"
    ? { title: people.titleEn, body: people.bodyEn, notes: people.notesEn }
    : { title: people.titleZh, body: people.bodyZh, notes: people.notesZh };
}

/** Han has no italics: slanted, it is only harder to read. */
function upright(run: Run): Run {
  return run.italic && /\p{Script=Han}/u.test(run.text) ? { ...run, italic: false } : run;
}

/** What stands in an editor before anybody has edited: the texts of a section as narrative. Numbers stay bound, charts and tables are not text. */
export function sectionNarrative(section: Pick<ComposedSection, "title" | "blocks" | "notes">): {
  readonly title: string;
  readonly body: string;
  readonly notes: string;
} {
  return { title: writeRuns(section.title), body: writeNarrative(section.blocks.flatMap(bodyOf)), notes: writeNarrative(section.notes) };
}

function bodyOf(block: ReviewBlock): readonly Paragraph[] {
  if (block.type === "text") return block.paragraphs;
  if (block.type === "nothing") return [{ type: "text", runs: [plain(block.text)] }];
  if (block.type !== "points") return [];
  return block.points.flatMap(({ heading, paragraphs }) => [
    { type: "text", runs: [plain(heading, { bold: true })] } as const,
    ...paragraphs,
  ]);
}

/**
 * The body in the place of the composed texts, charts and tables as they were. Where points stood, a paragraph that is bold from end to end is the
 * heading of the next point, up to four; what comes before the first heading, or after them, is text.
 */
function withBody(blocks: readonly ReviewBlock[], body: readonly Paragraph[]): readonly ReviewBlock[] {
  const isText = ({ type }: ReviewBlock): boolean => type === "text" || type === "points" || type === "nothing";
  const at = blocks.findIndex(isText);
  const kept = blocks.filter((block) => !isText(block));
  const place = at === -1 ? kept.length : blocks.slice(0, at).filter((block) => !isText(block)).length;
  const written = blocks.some(({ type }) => type === "points") ? pointsOf(body) : textOf(body);
  return [...kept.slice(0, place), ...written, ...kept.slice(place)];
}

function textOf(paragraphs: readonly Paragraph[]): readonly ReviewBlock[] {
  return paragraphs.length === 0 ? [] : [{ type: "text", paragraphs }];
}

function pointsOf(body: readonly Paragraph[]): readonly ReviewBlock[] {
  const before: Paragraph[] = [];
  const points: { readonly heading: string; readonly paragraphs: Paragraph[] }[] = [];
  for (const paragraph of body) {
    const heading = paragraph.type === "text" && paragraph.runs.every(({ bold, key }) => bold && key === null);
    if (heading && points.length < 4) points.push({ heading: paragraph.runs.map(({ text }) => text).join(""), paragraphs: [] });
    else (points.at(-1)?.paragraphs ?? before).push(paragraph);
  }
  return [...textOf(before), ...(points.length === 0 ? [] : [{ type: "points" as const, points }])];
}
