import { type IPropertiesOptions, LevelFormat, LineRuleType } from "docx";
import tokens from "../../../../design/tokens.json" with { type: "json" };
import type { ReviewLocale } from "../../compose/review-document.ts";
import { heatOf, paperColours } from "../../layout/paper-colours.ts";

const { state } = tokens.color.light;

const hex = (colour: string): string => colour.replace("#", "");

/** Colours of paper as Word writes them: without `#`. Those of verdicts are the ones that are read as text. */
export const paper = {
  text: hex(paperColours.text),
  quiet: hex(paperColours.text2),
  accent: hex(paperColours.accent),
  rule: hex(paperColours.axis),
  head: hex(paperColours.grid),
  good: hex(state.good.fg),
  watch: hex(state.watch.fg),
  risk: hex(state.risk.fg),
  critical: hex(state.critical.fg),
  capacity: hex(paperColours.capacity),
  target: hex(paperColours.target),
  before: hex(paperColours.before),
  expected: hex(paperColours.expected),
  series: [
    paperColours.series1,
    paperColours.series2,
    paperColours.series3,
    paperColours.series4,
    paperColours.series5,
    paperColours.series6,
  ].map(hex),
} as const;

/** A fill for heat of 0–1 with a text colour that is read on it. */
export function heat(shade: number): { readonly fill: string; readonly color: string } {
  const { fill, text } = heatOf(shade);
  return { fill: hex(fill), color: hex(text) };
}

/** Lengths in twentieths of a point: A4 with 2 cm on each side. */
export const page = { width: 11_906, height: 16_838, margin: 1134, textWidth: 11_906 - 2 * 1134 } as const;

/** Both are part of every Office; a reader without them takes its own of the same script. */
export const fonts = { ascii: "Calibri", hAnsi: "Calibri", cs: "Calibri", eastAsia: "Microsoft YaHei" } as const;

export const bulletList = "review-items";

/** Numbering of lists. */
export const numbering: NonNullable<IPropertiesOptions["numbering"]> = {
  config: [
    {
      reference: bulletList,
      levels: [{ level: 0, format: LevelFormat.BULLET, text: "•", style: { paragraph: { indent: { left: 300, hanging: 240 } } } }],
    },
  ],
};

/** Styles by the names that Office knows, so that a reader's outline, contents and own themes work. Nothing is smaller than 10 pt. */
export function stylesOf(locale: ReviewLocale): NonNullable<IPropertiesOptions["styles"]> {
  const size = 21;
  const line = { line: locale === "zh-CN" ? 300 : 276, lineRule: LineRuleType.AUTO };
  const heading = { keepNext: true, keepLines: true };
  return {
    default: {
      document: {
        run: { font: fonts, size, color: paper.text, language: { value: "en-US", eastAsia: "zh-CN" } },
        paragraph: { spacing: { after: 100, ...line } },
      },
      title: { run: { font: fonts, size: 60, bold: true, color: paper.text }, paragraph: { spacing: { before: 200, after: 240 } } },
      heading1: {
        run: { font: fonts, size: 22, bold: true, color: paper.accent },
        paragraph: {
          ...heading,
          spacing: { before: 480, after: 40 },
          outlineLevel: 0,
        },
      },
      heading2: {
        run: { font: fonts, size: 34, bold: true, color: paper.text },
        paragraph: { ...heading, spacing: { before: 0, after: 180 }, outlineLevel: 1 },
      },
      heading3: {
        run: { font: fonts, size: 22, bold: true, color: paper.accent },
        paragraph: { ...heading, spacing: { before: 140, after: 40 }, outlineLevel: 2 },
      },
      caption: {
        run: { font: fonts, size: 20, bold: true, italics: false, color: paper.quiet },
        paragraph: { ...heading, spacing: { before: 200, after: 80 } },
      },
    },
    paragraphStyles: [
      style("Source", "Source", { size: 20, color: paper.quiet }, { spacing: { before: 100, after: 160 } }),
      style("Kicker", "Kicker", { size: 26, color: paper.accent }, { spacing: { before: 0, after: 80 } }),
      style("ContentsHeading", "TOC Heading", { size: 34, bold: true }, { spacing: { before: 0, after: 200 }, keepNext: true }),
      style(
        "TOC1",
        "toc 1",
        { size: 20, color: paper.accent },
        { spacing: { before: 90, after: 0, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true },
      ),
      style(
        "TOC2",
        "toc 2",
        { size: 21 },
        { spacing: { before: 0, after: 20, line: 250, lineRule: LineRuleType.AUTO }, indent: { left: 280 } },
      ),
      style("Cell", "Cell", { size: 20 }, { spacing: { before: 0, after: 0, line: 250, lineRule: LineRuleType.AUTO } }),
      style("Figure", "Figure", { size: 40, bold: true }, { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } }),
      style(
        "Footer",
        "footer",
        { size: 20, color: paper.quiet },
        { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
      ),
      style(
        "Header",
        "header",
        { size: 20, color: paper.quiet },
        { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
      ),
    ],
  };
}

type ParagraphStyle = NonNullable<NonNullable<IPropertiesOptions["styles"]>["paragraphStyles"]>[number];

function style(
  id: string,
  name: string,
  run: NonNullable<ParagraphStyle["run"]>,
  paragraph: NonNullable<ParagraphStyle["paragraph"]>,
): ParagraphStyle {
  return { id, name, basedOn: "Normal", quickFormat: true, run, paragraph };
}
