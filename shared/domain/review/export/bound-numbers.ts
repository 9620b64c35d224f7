import { assertNever } from "../../../kernel/assert-never.ts";
import type { ComposedSection, Paragraph, ReviewBlock, ReviewDocument, Run } from "../compose/review-document.ts";
import type { ReviewKey } from "../model/review-question.ts";

/** Where in a section a number stands. */
export type NumberPlace = "title" | "text" | "points" | "figure" | "table" | "chartTitle" | "chart" | "source";

/** A bound number as a review says it. */
export interface BoundNumber {
  readonly section: ComposedSection;
  readonly place: NumberPlace;
  /** As it stands there; of a point of a chart its series and category. */
  readonly written: string;
  readonly key: ReviewKey;
}

/** Every bound number of a review in the order of reading: titles, texts, figures, tables, points of charts and source lines. Not what is only for the speaker. */
export function boundNumbers(document: ReviewDocument): readonly BoundNumber[] {
  return document.sections.flatMap((section) => [
    ...ofRuns(section, "title", section.title),
    ...section.blocks.flatMap((block) => ofBlock(section, block)),
    ...ofRuns(section, "source", section.source),
  ]);
}

function ofRuns(section: ComposedSection, place: NumberPlace, runs: readonly Run[]): readonly BoundNumber[] {
  return runs.flatMap(({ key, text }) => (key === null ? [] : [{ section, place, written: text, key }]));
}

function ofParagraphs(section: ComposedSection, place: NumberPlace, paragraphs: readonly Paragraph[]): readonly BoundNumber[] {
  return paragraphs.flatMap(({ runs }) => ofRuns(section, place, runs));
}

function ofBlock(section: ComposedSection, block: ReviewBlock): readonly BoundNumber[] {
  switch (block.type) {
    case "text":
      return ofParagraphs(section, "text", block.paragraphs);
    case "points":
      return block.points.flatMap(({ paragraphs }) => ofParagraphs(section, "points", paragraphs));
    case "figures":
      return block.figures.flatMap(({ value, note }) => ofRuns(section, "figure", [value, ...note]));
    case "table":
      return [
        ...ofRuns(section, "table", block.table.caption),
        ...block.table.rows.flatMap(({ cells }) => cells.flatMap(({ runs }) => ofRuns(section, "table", runs))),
      ];
    case "chart": {
      const { title, series, categories } = block.chart;
      return [
        ...ofRuns(section, "chartTitle", title),
        ...series.flatMap(({ name, keys }) =>
          keys.flatMap((key, i) =>
            key === null ? [] : [{ section, place: "chart" as const, written: `${name} · ${categories[i] ?? ""}`, key }],
          ),
        ),
      ];
    }
    case "nothing":
      return [];
    default:
      return assertNever(block);
  }
}
