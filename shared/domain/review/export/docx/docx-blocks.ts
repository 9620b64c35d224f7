import { HeadingLevel, LineRuleType, Paragraph, type Table } from "docx";
import { assertNever } from "../../../../kernel/assert-never.ts";
import type { ComposedSection, ReviewBlock } from "../../compose/review-document.ts";
import { docxChart } from "./docx-chart.ts";
import { paper } from "./docx-look.ts";
import { docxFigures, docxTable, gap } from "./docx-table.ts";
import { prose, textRun, textRuns } from "./docx-text.ts";

type Child = Paragraph | Table;

/** A section: its number and name, its conclusion as a heading, what it shows, and where that comes from. Speaker notes are not for paper. */
export function docxSection(section: ComposedSection): readonly Child[] {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [textRun(`${section.number}  ${section.name}`)] }),
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: textRuns(section.title) }),
    ...section.blocks.flatMap((block) => docxBlock(block)),
    ...sourceLine(section),
  ];
}

export function sourceLine({ source }: Pick<ComposedSection, "source">): readonly Paragraph[] {
  return source.length === 0 ? [] : [new Paragraph({ style: "Source", children: textRuns(source) })];
}

export function docxBlock(block: ReviewBlock): readonly Child[] {
  switch (block.type) {
    case "text":
      return prose(block.paragraphs);
    case "points":
      return block.points.flatMap(({ heading, paragraphs }) => [
        new Paragraph({ heading: HeadingLevel.HEADING_3, children: [textRun(heading)] }),
        ...prose(paragraphs),
      ]);
    case "figures":
      return docxFigures(block.figures);
    case "chart": {
      const { title, marks, categories } = block.chart;
      return [
        new Paragraph({ style: "Caption", children: textRuns(title) }),
        new Paragraph({
          children: [docxChart(block.chart)],
          keepNext: marks.length > 0,
          spacing: { before: 0, after: 60, line: 240, lineRule: LineRuleType.AUTO },
        }),
        ...(marks.length === 0
          ? []
          : [
              new Paragraph({
                style: "Source",
                children: [textRun(marks.map(({ category, label }) => `▾ ${categories[category] ?? ""} ${label}`).join("   "))],
              }),
            ]),
      ];
    }
    case "table": {
      const { caption, more } = block.table;
      return [
        ...(caption.length === 0 ? [] : [new Paragraph({ style: "Caption", children: textRuns(caption) })]),
        docxTable(block.table),
        more === null ? gap() : new Paragraph({ style: "Source", children: [textRun(more)] }),
      ];
    }
    case "nothing":
      return [
        new Paragraph({
          children: [textRun(block.text, { color: paper.quiet })],
          border: { left: { style: "single", size: 18, color: paper.rule, space: 8 } },
          indent: { left: 200 },
        }),
      ];
    default:
      return assertNever(block);
  }
}
