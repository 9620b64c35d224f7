import type { ReviewLocale, TableCell, Verdict } from "../../../compose/review-document.ts";
import { headText } from "../../../layout/place-table.ts";
import type { SlideBox } from "../../../layout/slide.ts";
import { insets, lineHeights } from "../../../layout/slide-frame.ts";
import type { LookColours } from "../look/look.ts";
import { emu } from "../package/xml.ts";
import { paragraphXml, plainParagraph, plainRun, runsXml, runXml, type TextStyle } from "./text-xml.ts";

type TableBox = Extract<SlideBox, { readonly role: "table" }>;

export const verdictMarks = { good: "●", watch: "◆", risk: "▲", critical: "■" } as const satisfies Record<Exclude<Verdict, null>, string>;

interface TableLook {
  readonly locale: ReviewLocale;
  readonly colours: LookColours;
  /** Id of the relation to the slide of a section; null = there is none. */
  readonly linkTo: (section: string) => string | null;
}

/** A table of its own cells and lines: the style of the deck's theme is not asked, so that heat and verdicts are what they are everywhere. */
export function tableXml(box: TableBox, look: TableLook): string {
  const head = box.headHeightPt > 0;
  const columns = box.columns.map(({ widthPt }) => `<a:gridCol w="${emu(widthPt)}"/>`).join("");
  const rows = box.rows.map((row) => {
    const link = row.leadsTo === undefined ? null : look.linkTo(row.leadsTo);
    const cells = box.columns.map((column, index) => {
      const cell = row.cells[index] ?? { runs: [], verdict: null, shade: null };
      return cellXml(cell, { box, look, align: column.align, emphasis: row.emphasis, link });
    });
    return `<a:tr h="${emu(row.heightPt)}">${cells.join("")}</a:tr>`;
  });
  return `<a:tbl><a:tblPr${head ? ' firstRow="1"' : ""}/><a:tblGrid>${columns}</a:tblGrid>${head ? headXml(box, look) : ""}${rows.join("")}</a:tbl>`;
}

function headXml(box: TableBox, { locale, colours }: TableLook): string {
  const strong: TextStyle = { sizePt: box.fontPt, bold: true, colour: colours.muted };
  const cells = box.columns.map(({ label, unit, align }) => {
    const paragraph = {
      ...plainParagraph,
      align: align === "end" ? ("r" as const) : ("l" as const),
      linePt: box.fontPt * lineHeights.table,
    };
    const text = paragraphXml(runXml(plainRun(headText(label, unit)), strong, locale), paragraph, strong, locale);
    return cellAround(text, lineXml("B", 1, colours.line), `<a:solidFill>${colours.surface}</a:solidFill>`, "b");
  });
  return `<a:tr h="${emu(box.headHeightPt)}">${cells.join("")}</a:tr>`;
}

interface CellPlace {
  readonly box: TableBox;
  readonly look: TableLook;
  readonly align: "start" | "end";
  readonly emphasis: boolean;
  readonly link: string | null;
}

function cellXml(cell: TableCell, { box, look: { locale, colours }, align, emphasis, link }: CellPlace): string {
  const heat = cell.shade === null ? null : colours.heat(cell.shade);
  const style: TextStyle = { sizePt: box.fontPt, bold: emphasis, colour: heat?.text ?? colours.text, ...(link === null ? {} : { link }) };
  const mark =
    cell.verdict === null
      ? ""
      : runXml(
          plainRun(`${verdictMarks[cell.verdict]}\t`),
          { ...style, sizePt: Math.max(10, box.fontPt * 0.8), colour: heat?.text ?? colours.verdict(cell.verdict) },
          locale,
        );
  const paragraph = {
    ...plainParagraph,
    align: align === "end" ? ("r" as const) : ("l" as const),
    linePt: box.fontPt * lineHeights.table,
    hangPt: cell.verdict === null ? 0 : insets.verdict,
  };
  const text = paragraphXml(`${mark}${runsXml(cell.runs, style, locale)}`, paragraph, style, locale);
  return cellAround(
    text,
    lineXml("B", 0.5, colours.grid),
    heat === null ? "<a:noFill/>" : `<a:solidFill>${heat.fill}</a:solidFill>`,
    "ctr",
  );
}

const noLine = (side: string) => `<a:ln${side} w="0"><a:noFill/></a:ln${side}>`;

function lineXml(side: string, widthPt: number, colour: string): string {
  return `<a:ln${side} w="${emu(widthPt)}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>${colour}</a:solidFill><a:prstDash val="solid"/></a:ln${side}>`;
}

function cellAround(text: string, bottom: string, fill: string, anchor: "ctr" | "b"): string {
  const { tableCellX, tableCellY } = insets;
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${text}</a:txBody><a:tcPr marL="${emu(tableCellX)}" marR="${emu(tableCellX)}" marT="${emu(tableCellY)}" marB="${emu(tableCellY)}" anchor="${anchor}">${noLine("L")}${noLine("R")}${noLine("T")}${bottom}${fill}</a:tcPr></a:tc>`;
}
