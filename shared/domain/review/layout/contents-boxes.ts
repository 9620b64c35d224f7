import type { TableCell } from "../compose/review-document.ts";
import type { Box, SlideBox, SlideTableColumn } from "./slide.ts";
import { insets, lineHeights, type SlideFrame } from "./slide-frame.ts";
import { cutToLines, plainRun } from "./text-block.ts";

interface Entry {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly page: number;
}

const gapPt = 48;

/** The list of sections with their pages, in two columns, each as a table without a head. */
export function contentsBoxes(entries: readonly Entry[], area: Box, frame: SlideFrame): readonly SlideBox[] {
  const perColumn = Math.ceil(entries.length / 2);
  const width = (area.width - gapPt) / 2;
  const heightPt = Math.min(44, area.height / perColumn);
  // More sections than a page has lines at the smallest size are not listed beyond it; the outline has them.
  const fontPt = Math.max(10, Math.min(16, Math.floor((heightPt - 2 * insets.tableCellY) / lineHeights.table)));
  const least = fontPt * lineHeights.table + 2 * insets.tableCellY;
  const rowHeight = Math.max(least, heightPt);
  const rowsThatFit = Math.max(1, Math.floor((area.height + 1e-6) / rowHeight));
  const columns: readonly SlideTableColumn[] = [
    { label: "", unit: "", align: "end", widthPt: 40 },
    { label: "", unit: "", align: "start", widthPt: width - 88 },
    { label: "", unit: "", align: "end", widthPt: 48 },
  ];
  return [entries.slice(0, perColumn), entries.slice(perColumn)]
    .map((part) => part.slice(0, rowsThatFit))
    .filter((part) => part.length > 0)
    .map((part, index) => ({
      role: "table",
      x: area.x + index * (width + gapPt),
      y: area.y,
      width,
      height: part.length * rowHeight,
      columns,
      rows: part.map(({ id, number, name, page }) => ({
        cells: [
          cellOf(String(number)),
          { ...cellOf(""), runs: cutToLines([plainRun(name)], 1, fontPt, width - 88 - 2 * insets.tableCellX, frame).runs },
          cellOf(String(page)),
        ],
        emphasis: false,
        heightPt: rowHeight,
        leadsTo: id,
      })),
      headHeightPt: 0,
      fontPt,
      alt: "",
    }));
}

function cellOf(text: string): TableCell {
  return { runs: [plainRun(text)], verdict: null, shade: null };
}
