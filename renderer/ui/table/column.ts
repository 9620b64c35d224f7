import type { ReactNode } from "react";

/** A column of a `VirtualTable`. Define columns once per language (useMemo): a new object draws every row again. */
export interface Column<Row> {
  readonly id: string;
  /** Text of the header, with the unit: `Headroom %`. */
  readonly header: string;
  /** Shown in place of the header's text, which is still read out, e.g. an axis of days over strips. */
  readonly headerCell?: ReactNode;
  /** The whole name when the header is short; read out and shown on hover. */
  readonly headerTitle?: string;
  /** Least width in px. The table scrolls sideways when the sum does not fit. */
  readonly width: number;
  /** Share of the space that is left over; 0 or absent = keeps its width. */
  readonly grow?: number;
  /** Numbers are `end`. */
  readonly align?: "start" | "end" | "center";
  readonly sortable?: boolean;
  /** What the cell shows: one line, truncated with an ellipsis. */
  readonly cell: (row: Row) => ReactNode;
  /** Hover text of the cell, e.g. the customer's own time. */
  readonly title?: (row: Row) => string | undefined;
}

export interface TableGroup<Row> {
  readonly id: string;
  /** null = rows without a header line. */
  readonly header: ReactNode | null;
  /** The header in words, for the fold button. */
  readonly label: string;
  readonly rows: readonly Row[];
}

export interface TableSort {
  readonly columnId: string;
  readonly direction: "ascending" | "descending";
}

/** `grid-template-columns` of the header and of every row: the same text, so that columns line up. */
export function gridTemplate(columns: readonly { readonly width: number; readonly grow?: number }[], selectable: boolean): string {
  const tracks = columns.map(({ width, grow = 0 }) => (grow > 0 ? `minmax(${width}px, ${grow}fr)` : `${width}px`));
  return [...(selectable ? ["28px"] : []), ...tracks].join(" ");
}

/** Least width of a row in px: columns, the gaps between them and the gutters. */
export function minimalWidth(columns: readonly { readonly width: number }[], selectable: boolean): number {
  const tracks = columns.length + (selectable ? 1 : 0);
  return columns.reduce((sum, column) => sum + column.width, selectable ? 28 : 0) + Math.max(0, tracks - 1) * columnGap + 2 * gutter;
}

const columnGap = 10;
const gutter = 16;
