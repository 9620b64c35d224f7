import type { ComposedSection, ReviewChart, Run } from "../../../shared/domain/review/compose/review-document.ts";

/** A stretch of a section that stands as one paragraph wherever it is shown. */
export interface Stretch {
  readonly runs: readonly Run[];
  readonly text: string;
}

const stretch = (runs: readonly Run[]): Stretch => ({ runs, text: runs.map(({ text }) => text).join("") });

/** Every stretch of a section, in order, but those of charts' drawings. */
export function stretchesOf({ title, blocks, source }: ComposedSection): readonly Stretch[] {
  const inBlocks = blocks.flatMap((block): readonly (readonly Run[])[] => {
    switch (block.type) {
      case "text":
        return block.paragraphs.map(({ runs }) => runs);
      case "points":
        return block.points.flatMap(({ paragraphs }) => paragraphs.map(({ runs }) => runs));
      case "figures":
        return block.figures.flatMap(({ value, note }) => [[value], note]);
      case "table":
        return [block.table.caption, ...block.table.rows.flatMap(({ cells }) => cells.map(({ runs }) => runs))];
      case "chart":
        return [block.chart.title];
      case "nothing":
        return [];
    }
  });
  return [title, ...inBlocks, source].map(stretch).filter(({ text }) => text !== "");
}

export function chartsOf({ blocks }: ComposedSection): readonly ReviewChart[] {
  return blocks.flatMap((block) => (block.type === "chart" ? [block.chart] : []));
}

/** Numbers in a text, without their grouping. */
export function numbersIn(text: string): readonly string[] {
  return (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replaceAll(/,(?=\d{3}(?:\D|$))/g, ""));
}
