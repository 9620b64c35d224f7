import { assertNever } from "../../../kernel/assert-never.ts";
import type { ReviewTable } from "../compose/review-document.ts";
import { type FlowItem, figureText, unrolled } from "./flow.ts";
import { figureBoxes, figuresHeight } from "./place-figures.ts";
import { fitTable } from "./place-table.ts";
import type { Box, SlideBox } from "./slide.ts";
import { insets, lineHeights } from "./slide-frame.ts";
import { heightOf, type Measure, plainRun, splitText, textHeight, textOfRuns } from "./text-block.ts";

/** Sizes of a page's parts, from its text's. */
export interface Sizes {
  readonly textPt: number;
  readonly tablePt: number;
  /** Over and under a cell's text. */
  readonly cellY: number;
  readonly captionPt: number;
  readonly valuePt: number;
  readonly chartPt: number;
  /** Between what stands below each other. */
  readonly gapPt: number;
  /** Captions beside each other are equally high, so that what is under them begins on one line. */
  readonly leastCaptionPt: number;
}

export function sizesAt(textPt: number): Sizes {
  return {
    textPt,
    tablePt: Math.min(15, Math.max(10, textPt - (textPt > 13 ? 2 : 0))),
    cellY: Math.min(11, Math.max(insets.tableCellY, textPt - 9)),
    captionPt: Math.min(13, Math.max(10, textPt - 1)),
    valuePt: textPt >= 18 ? 34 : textPt >= 14 ? 28 : textPt >= 12 ? 24 : 20,
    chartPt: textPt >= 15 ? 12 : textPt >= 12 ? 11 : 10,
    gapPt: Math.max(14, textPt * 1.25),
    leastCaptionPt: 0,
  };
}

export interface Placed {
  readonly boxes: readonly SlideBox[];
  /** What goes on on the next page. */
  readonly rest: readonly FlowItem[];
  /** Texts that a table's cells show only the beginning of. */
  readonly cut: readonly string[];
  /** Whether a table's columns are too narrow for their words. */
  readonly crowded: boolean;
}

const captionGapPt = 6;
/** A chart that is as wide as the slide may be lower. */
function leastChartPt(width: number): number {
  return width > 600 ? 112 : 150;
}

const columnGapPt = 40;

/** Puts items below each other into an area; charts take what is left over. On a page of its own (`fresh`) something of the first one is always placed. */
export function placeFlow(items: readonly FlowItem[], area: Box, sizes: Sizes, measure: Measure, fresh: boolean): Placed {
  const heights = items.map((item) => naturalHeight(item, area.width, sizes, measure));
  const taken = heights.reduce((sum, height) => sum + height, 0) + Math.max(0, items.length - 1) * sizes.gapPt;
  const growing = items.filter(grows).length;
  const slack = Math.max(0, area.height - taken);
  const boxes: SlideBox[] = [];
  const cut: string[] = [];
  let crowded = false;
  let y = area.y;
  for (const [index, item] of items.entries()) {
    const natural = heights[index] ?? 0;
    const left = area.y + area.height - y;
    if (natural <= left + 1e-6) {
      const height = Math.min(left, natural + (grows(item) ? slack / growing : 0));
      const placed = placeItem(item, { ...area, y, height }, sizes, measure);
      boxes.push(...placed.boxes);
      cut.push(...placed.cut);
      crowded ||= placed.crowded;
      y += height + sizes.gapPt;
      continue;
    }
    const part = left < sizes.textPt * 3 ? null : beginning(item, { ...area, y, height: left }, sizes, measure, fresh && index === 0);
    if (part !== null) boxes.push(...part.boxes);
    return {
      boxes,
      rest: [...(part === null ? [item] : part.rest), ...items.slice(index + 1)],
      cut: [...cut, ...(part?.cut ?? [])],
      crowded: crowded || part?.crowded === true,
    };
  }
  return { boxes, rest: [], cut, crowded };
}

function grows(item: FlowItem): boolean {
  return item.type === "chart" || (item.type === "row" && item.cells.some((cell) => cell.items.some(grows)));
}

/** The least height that shows all of it, in points. */
function naturalHeight(item: FlowItem, width: number, sizes: Sizes, measure: Measure): number {
  switch (item.type) {
    case "text":
      return textHeight(item.heading, item.paragraphs, sizes.textPt, readable(width), measure);
    case "figures":
      return figuresHeight(item.figures, width, sizes, measure);
    case "chart":
      return captionHeight(item.chart.title, width, sizes, measure) + leastChartPt(width);
    case "table": {
      const fitted = fitTable(item.table, width, sizes, measure, item.widthsOf);
      const rows = fitted.rows.reduce((sum, row) => sum + row.heightPt, 0);
      return (
        captionHeight(item.table.caption, width, sizes, measure) +
        fitted.headHeightPt +
        rows +
        moreHeight(item.table, width, sizes, measure)
      );
    }
    case "row": {
      const area = { x: 0, y: 0, width, height: 0 };
      const within = rowSizes(item, area, sizes, measure);
      return Math.max(
        ...cellBoxes(item, area).map(({ items, box }) => {
          const heights = items.map((one) => naturalHeight(one, box.width, within, measure));
          return heights.reduce((sum, height) => sum + height, 0) + Math.max(0, items.length - 1) * sizes.gapPt;
        }),
      );
    }
    default:
      return assertNever(item);
  }
}

function placeItem(item: FlowItem, area: Box, sizes: Sizes, measure: Measure): Placed {
  switch (item.type) {
    case "text":
      return whole([
        { role: "text", ...area, width: readable(area.width), heading: item.heading, paragraphs: item.paragraphs, fontPt: sizes.textPt },
      ]);
    case "figures":
      return whole(figureBoxes(item.figures, area, sizes, measure));
    case "chart": {
      const caption = captionHeight(item.chart.title, area.width, sizes, measure);
      const below = { ...area, y: area.y + caption, height: area.height - caption };
      return whole([
        ...(caption === 0 ? [] : [captionBox(item.chart.title, area, caption, sizes)]),
        { role: "chart", ...below, chart: item.chart, fontPt: sizes.chartPt },
      ]);
    }
    case "table":
      return placeTable(item.table, item.widthsOf, item.table.rows.length, area, sizes, measure);
    case "row": {
      const parts = cellBoxes(item, area).map(({ items, box }) =>
        placeFlow(items, box, rowSizes(item, area, sizes, measure), measure, true),
      );
      return joined([whole(rulesOf(item, area)), ...parts]);
    }
    default:
      return assertNever(item);
  }
}

/** As much of an item as fits; null = it goes as a whole to the next page. */
function beginning(item: FlowItem, area: Box, sizes: Sizes, measure: Measure, fresh: boolean): Placed | null {
  switch (item.type) {
    case "text": {
      const parts = splitText(item.heading, item.paragraphs, sizes.textPt, readable(area.width), area.height, measure);
      if (parts === null) return null;
      const placed = placeItem({ ...item, paragraphs: parts.first }, area, sizes, measure);
      return { ...placed, rest: [{ ...item, paragraphs: parts.rest }] };
    }
    case "figures":
      return fresh ? placeFlow(item.figures.map(figureText), area, sizes, measure, true) : null;
    case "chart":
      // Even its title does not fit above it.
      return fresh
        ? placeFlow(
            [
              { type: "text", heading: null, paragraphs: [{ type: "text", runs: item.chart.title }] },
              { ...item, chart: { ...item.chart, title: [] } },
            ],
            area,
            sizes,
            measure,
            true,
          )
        : null;
    case "table":
      return tableBeginning(item, area, sizes, measure, fresh);
    case "row": {
      if (!fresh) return null;
      if (!item.cells.some((cell) => cell.items.some(grows))) return placeFlow(unrolled(item), area, sizes, measure, true);
      const parts = cellBoxes(item, area).map(({ items, box }) =>
        placeFlow(items, box, rowSizes(item, area, sizes, measure), measure, true),
      );
      return joined([whole(rulesOf(item, area)), ...parts]);
    }
    default:
      return assertNever(item);
  }
}

function tableBeginning(
  item: Extract<FlowItem, { readonly type: "table" }>,
  area: Box,
  sizes: Sizes,
  measure: Measure,
  fresh: boolean,
): Placed | null {
  const { table, widthsOf } = item;
  const fitted = fitTable(table, area.width, sizes, measure, widthsOf);
  const caption = captionHeight(table.caption, area.width, sizes, measure);
  let left = area.height - caption - fitted.headHeightPt;
  let count = 0;
  for (const row of fitted.rows) {
    if (row.heightPt > left) break;
    left -= row.heightPt;
    count += 1;
  }
  // A head with one row of many under it is a poor beginning.
  if (count === 0 || (!fresh && count < Math.min(3, table.rows.length))) {
    if (!fresh || table.caption.length === 0) return null;
    const text: FlowItem = { type: "text", heading: null, paragraphs: [{ type: "text", runs: table.caption }] };
    return placeFlow([text, { ...item, table: { ...table, caption: [] } }], area, sizes, measure, false);
  }
  // What is said under the last row does not stand alone on a page.
  if (count === table.rows.length && count > 1) count -= 1;
  if (count === table.rows.length) {
    const text: FlowItem = {
      type: "text",
      heading: null,
      paragraphs: table.more === null ? [] : [{ type: "text", runs: [plainRun(table.more)] }],
    };
    return { ...placeTable({ ...table, more: null }, widthsOf, count, area, sizes, measure), rest: [text] };
  }
  const placed = placeTable({ ...table, more: null }, widthsOf, count, area, sizes, measure);
  return { ...placed, rest: [{ ...item, table: { ...table, rows: table.rows.slice(count) } }] };
}

function placeTable(table: ReviewTable, widthsOf: ReviewTable, count: number, area: Box, sizes: Sizes, measure: Measure): Placed {
  const fitted = fitTable(table, area.width, sizes, measure, widthsOf);
  const caption = captionHeight(table.caption, area.width, sizes, measure);
  const rows = fitted.rows.slice(0, count);
  const height = fitted.headHeightPt + rows.reduce((sum, row) => sum + row.heightPt, 0);
  const y = area.y + caption;
  const more = table.more === null ? 0 : moreHeight(table, area.width, sizes, measure);
  return {
    boxes: [
      ...(caption === 0 ? [] : [captionBox(table.caption, area, caption, sizes)]),
      {
        role: "table",
        x: area.x,
        y,
        width: area.width,
        height,
        columns: fitted.columns,
        rows: rows.map(({ cells, emphasis, heightPt }) => ({ cells, emphasis, heightPt })),
        headHeightPt: fitted.headHeightPt,
        fontPt: sizes.tablePt,
        alt: textOfRuns(table.caption),
      },
      ...(table.more === null
        ? []
        : [
            {
              role: "caption" as const,
              x: area.x,
              y: y + height + captionGapPt,
              width: area.width,
              height: more - captionGapPt,
              runs: [plainRun(table.more)],
              fontPt: sizes.captionPt,
            },
          ]),
    ],
    rest: [],
    cut: [...fitted.cut, ...rows.flatMap((row) => row.cut)],
    crowded: fitted.crowded,
  };
}

function captionHeight(runs: ReviewTable["caption"], width: number, sizes: Sizes, measure: Measure): number {
  const height = heightOf(runs, sizes.captionPt, lineHeights.small, width, measure);
  return height === 0 ? 0 : Math.max(sizes.leastCaptionPt, height + captionGapPt);
}

function captionBox(runs: ReviewTable["caption"], area: Box, height: number, sizes: Sizes): SlideBox {
  return { role: "caption", x: area.x, y: area.y, width: area.width, height: height - captionGapPt, runs, fontPt: sizes.captionPt };
}

function moreHeight({ more }: ReviewTable, width: number, sizes: Sizes, measure: Measure): number {
  return more === null ? 0 : captionGapPt + heightOf([plainRun(more)], sizes.captionPt, lineHeights.small, width, measure);
}

/** Lines of more than some 110 letters are hard to read. */
function readable(width: number): number {
  return Math.min(width, 800);
}

function cellBoxes(
  item: Extract<FlowItem, { readonly type: "row" }>,
  area: Box,
): readonly { readonly items: readonly FlowItem[]; readonly box: Box }[] {
  const shares = item.cells.reduce((sum, cell) => sum + cell.share, 0);
  const room = area.width - (item.cells.length - 1) * columnGapPt;
  let x = area.x;
  return item.cells.map(({ items, share }) => {
    const width = (room * share) / shares;
    const box = { ...area, x, width };
    x += width + columnGapPt;
    return { items, box };
  });
}

function rowSizes(item: Extract<FlowItem, { readonly type: "row" }>, area: Box, sizes: Sizes, measure: Measure): Sizes {
  const captions = cellBoxes(item, area).map(({ items: [first], box }) => {
    if (first?.type === "chart") return captionHeight(first.chart.title, box.width, sizes, measure);
    return first?.type === "table" ? captionHeight(first.table.caption, box.width, sizes, measure) : 0;
  });
  // A caption that is a text of its own takes nothing from its neighbours.
  const highest = Math.max(0, ...captions);
  return highest > 60 ? sizes : { ...sizes, leastCaptionPt: highest };
}

/** Hairlines in the middle between cells. */
function rulesOf(item: Extract<FlowItem, { readonly type: "row" }>, area: Box): readonly SlideBox[] {
  if (!item.ruled) return [];
  return cellBoxes(item, area)
    .slice(1)
    .map(({ box }) => ({ role: "rule", x: box.x - columnGapPt / 2, y: area.y, width: 0.75, height: area.height }));
}

function whole(boxes: readonly SlideBox[]): Placed {
  return { boxes, rest: [], cut: [], crowded: false };
}

function joined(parts: readonly Placed[]): Placed {
  return {
    boxes: parts.flatMap((part) => part.boxes),
    rest: parts.flatMap((part) => part.rest),
    cut: parts.flatMap((part) => part.cut),
    crowded: parts.some((part) => part.crowded),
  };
}
