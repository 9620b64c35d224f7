import type { Fault } from "./fault.ts";

/** One record of a file, its cells in the order of the header. `line` is the line (or sheet row) on which it begins, from 1. */
export interface GoodRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record that cannot even be split into cells. */
export interface BadRow {
  readonly line: number;
  readonly fault: Fault;
}

export type SourceRow = GoodRow | BadRow;

/** A table on its way in: its header is known, its rows come in batches, so that memory holds a batch and not the file. */
export interface SourceTable {
  readonly header: readonly string[];
  readonly batches: AsyncIterable<readonly SourceRow[]>;
}
