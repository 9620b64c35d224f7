import type { ComposedSection, Paragraph, Run } from "./review-document.ts";

type Texts = Pick<ComposedSection, "title" | "blocks" | "source" | "notes">;

/** Keys of a document, each once. */
export function documentKeys({ sections }: { readonly sections: readonly Texts[] }): readonly string[] {
  const texts = sections
    .flatMap((section) => [...sectionRuns(section), ...section.notes.flatMap(({ runs }) => runs)])
    .map(({ key }) => key);
  const charts = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === "chart" ? block.chart.series.flatMap(({ keys }) => keys) : [])),
  );
  return [...new Set([...texts, ...charts].filter((key) => key !== null))];
}

/** Every run that stands on a section's page. */
export function sectionRuns({ title, blocks, source }: Pick<Texts, "title" | "blocks" | "source">): readonly Run[] {
  const of = (paragraphs: readonly Paragraph[]): readonly Run[] => paragraphs.flatMap(({ runs }) => runs);
  const inBlocks = blocks.flatMap((block): readonly Run[] => {
    switch (block.type) {
      case "text":
        return of(block.paragraphs);
      case "points":
        return block.points.flatMap(({ paragraphs }) => of(paragraphs));
      case "figures":
        return block.figures.flatMap(({ value, note }) => [value, ...note]);
      case "chart":
        return block.chart.title;
      case "table":
        return [...block.table.caption, ...block.table.rows.flatMap(({ cells }) => cells.flatMap(({ runs }) => runs))];
      case "nothing":
        return [];
    }
  });
  return [...title, ...inBlocks, ...source];
}
