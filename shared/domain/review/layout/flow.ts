import type { ComposedSection, Paragraph, ReviewBlock, ReviewChart, ReviewTable, Run } from "../compose/review-document.ts";
import { plainRun } from "./text-block.ts";

type Figure = Extract<ReviewBlock, { readonly type: "figures" }>["figures"][number];
type Point = Extract<ReviewBlock, { readonly type: "points" }>["points"][number];

/** What stands on a page from top to bottom. */
export type FlowItem =
  | { readonly type: "text"; readonly heading: string | null; readonly paragraphs: readonly Paragraph[] }
  | { readonly type: "figures"; readonly figures: readonly Figure[] }
  | { readonly type: "chart"; readonly chart: ReviewChart }
  /** `widthsOf`: the whole table, by which its columns are made, also where it goes on. */
  | { readonly type: "table"; readonly table: ReviewTable; readonly widthsOf: ReviewTable }
  /** Beside each other; shares of the width. */
  | {
      readonly type: "row";
      readonly cells: readonly { readonly items: readonly FlowItem[]; readonly share: number }[];
      readonly ruled: boolean;
    };

/**
 * Ways to arrange a section's blocks on a page, best first. The last one is taken for what goes over several pages.
 */
export function arrangements(section: Pick<ComposedSection, "blocks" | "layout">): readonly (readonly FlowItem[])[] {
  const items = section.blocks.flatMap(itemsOf);
  const top = items.findIndex((item) => item.type !== "figures");
  const head = top < 0 ? items : items.slice(0, top);
  const rest = top < 0 ? [] : items.slice(top);
  const charts = rest.filter((item) => item.type === "chart");
  const tables = rest.filter((item) => item.type === "table");
  const others = rest.filter((item) => item.type !== "chart" && item.type !== "table");
  const [chart, second] = charts;
  const stacked = [...head, ...rest];
  if (chart === undefined) return [stacked];
  if (second !== undefined && charts.length === 2) {
    const pair: FlowItem = { type: "row", cells: [cell([chart], 1), cell([second], 1)], ruled: false };
    return [[...head, pair, ...tables, ...others]];
  }
  if (charts.length > 2) return [stacked];
  if (tables.length === 0) {
    if (others.length === 0) return [stacked];
    return [[...head, { type: "row", cells: [cell([chart], 2.3), cell(others.flatMap(unrolled), 1)], ruled: true }]];
  }
  const beside: FlowItem = { type: "row", cells: [cell([chart], 1), cell(tables, 1)], ruled: false };
  return [
    [...head, beside, ...others],
    [...head, chart, ...tables, ...others],
  ];
}

/** The same for the next page: nothing is beside anything any more. */
export function unrolled(item: FlowItem): readonly FlowItem[] {
  return item.type === "row" ? item.cells.flatMap((one) => one.items.flatMap(unrolled)) : [item];
}

/** A figure as text, where it is too long to be one. */
export function figureText({ label, value, note }: Figure): FlowItem {
  return {
    type: "text",
    heading: null,
    paragraphs: [
      { type: "text", runs: [plainRun(label)] },
      { type: "text", runs: [{ ...value, bold: true }] },
      ...(note.length === 0 ? [] : [{ type: "text" as const, runs: note }]),
    ],
  };
}

function cell(items: readonly FlowItem[], share: number): { readonly items: readonly FlowItem[]; readonly share: number } {
  return { items, share };
}

function itemsOf(block: ReviewBlock): readonly FlowItem[] {
  switch (block.type) {
    case "text":
      return block.paragraphs.length === 0 ? [] : [{ type: "text", heading: null, paragraphs: block.paragraphs }];
    case "points":
      return block.points.length === 0
        ? []
        : [{ type: "row", cells: block.points.map((point) => cell([pointText(point)], 1)), ruled: true }];
    case "figures":
      return rowsOf(block.figures).map((figures) => ({ type: "figures", figures }));
    case "chart":
      return [{ type: "chart", chart: block.chart }];
    case "table":
      return [{ type: "table", table: block.table, widthsOf: block.table }];
    case "nothing":
      return [{ type: "text", heading: null, paragraphs: [{ type: "text", runs: [plainRun(block.text)] }] }];
  }
}

/** A heading that is too long to be repeated is a paragraph. */
function pointText({ heading, paragraphs }: Point): FlowItem {
  if (heading.length <= 60) return { type: "text", heading: heading === "" ? null : heading, paragraphs };
  const bold: Run = { ...plainRun(heading), bold: true };
  return { type: "text", heading: null, paragraphs: [{ type: "text", runs: [bold] }, ...paragraphs] };
}

/** At most five figures stand beside each other. */
function rowsOf(figures: readonly Figure[]): readonly (readonly Figure[])[] {
  const rows = Math.ceil(figures.length / 5);
  const each = Math.ceil(figures.length / Math.max(1, rows));
  return Array.from({ length: rows }, (_, row) => figures.slice(row * each, (row + 1) * each));
}
