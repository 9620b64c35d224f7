import type { Paragraph, ReviewBlock, ReviewDocument, Run } from "./review-document.ts";

/** A whole document as plain text, for reading it in one go: bound values in brackets, verdicts as words. */
export function documentText({ title, footer, sections }: ReviewDocument): string {
  const pages = sections.map(({ number, name, layout, title: said, blocks, source, notes }) =>
    [
      `## ${String(number)} ${name} [${layout}]`,
      runsText(said),
      "",
      ...blocks.flatMap(blockLines),
      `(${runsText(source)})`,
      "",
      ...notes.map((one) => `> ${runsText(one.runs)}`),
    ].join("\n"),
  );
  return [`# ${title}`, footer, ...pages].join("\n\n");
}

function runsText(runs: readonly Run[]): string {
  return runs.map(({ text, key, bold }) => (key === null ? (bold ? `**${text}**` : text) : `[${text}]`)).join("");
}

function lines(paragraphs: readonly Paragraph[]): readonly string[] {
  return paragraphs.map(({ type, runs }) => `${type === "item" ? "- " : ""}${runsText(runs)}`);
}

function blockLines(block: ReviewBlock): readonly string[] {
  switch (block.type) {
    case "text":
      return [...lines(block.paragraphs), ""];
    case "points":
      return [...block.points.flatMap(({ heading, paragraphs }) => [`* ${heading}`, ...lines(paragraphs).map((one) => `  ${one}`)]), ""];
    case "figures":
      return [
        ...block.figures.map(
          ({ label, value, note, verdict }) => `= ${label}: [${value.text}] (${runsText(note)})${verdict === null ? "" : ` ${verdict}`}`,
        ),
        "",
      ];
    case "chart":
      return [
        `~ ${block.chart.alt}`,
        ...block.chart.marks.map(({ category, label }) => `  ^ ${block.chart.categories[category] ?? ""} ${label}`),
        "",
      ];
    case "nothing":
      return [block.text, ""];
    case "table":
      return [
        runsText(block.table.caption),
        block.table.columns.map(({ label, unit }) => (unit === "" ? label : `${label} (${unit})`)).join(" | "),
        ...block.table.rows.map(({ cells }) =>
          cells
            .map(
              ({ runs, verdict, shade }) =>
                `${runsText(runs)}${verdict === null ? "" : ` <${verdict}>`}${shade === null ? "" : ` #${shade.toFixed(2)}`}`,
            )
            .join(" | "),
        ),
        ...(block.table.more === null ? [] : [block.table.more]),
        "",
      ];
  }
}
