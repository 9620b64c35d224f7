import { offsetReader } from "../../kernel/zone-offset.ts";

export const hourMs = 3_600_000;
export const dayHours = 24;
export const weekHours = 168;

/**
 * The hours of a span on the wall clock of a zone, as cells without gaps: 24 a day, 168 a week, on every day of the year. When clocks go
 * forward a cell has no hour, when they go back one has two.
 */
export interface LocalGrid {
  /** Whole hours of the wall clock since 1970-01-01 of the first cell, which begins a week at Monday 00:00 when ≡ 96 (mod 168). */
  readonly firstHour: number;
  readonly cells: number;
  /** Cell of every hour of the span. */
  readonly cellOf: Int32Array;
}

/** The grid of `hours` hours from a UTC instant on. An unknown zone counts as UTC. */
export function localGrid(timeZone: string, startMs: number, hours: number): LocalGrid {
  const offset = offsetReader(timeZone);
  const cellOf = new Int32Array(hours);
  const wallHour = (ms: number): number => Math.floor((ms + offset(ms)) / hourMs);
  const firstHour = wallHour(startMs);
  let last = 0;
  for (let i = 0; i < hours; i += 1) {
    const cell = Math.max(0, wallHour(startMs + i * hourMs) - firstHour);
    cellOf[i] = cell;
    if (cell > last) last = cell;
  }
  return { firstHour, cells: last + 1, cellOf };
}

/**
 * Values of hours as values of cells: of a doubled hour the greater counts, the missing hour lies between its neighbours. Never changes
 * how much is known: a cell whose hours are missing is missing (NaN).
 */
export function toCells({ cells, cellOf }: LocalGrid, values: ArrayLike<number>): Float64Array {
  const folded = new Float64Array(cells).fill(Number.NaN);
  const seen = new Uint8Array(cells);
  for (let i = 0; i < cellOf.length; i += 1) {
    const cell = cellOf[i] ?? 0;
    const value = values[i] ?? Number.NaN;
    seen[cell] = 1;
    const before = folded[cell] ?? Number.NaN;
    if (Number.isNaN(before) || value > before) folded[cell] = value;
  }
  for (let cell = 1; cell < cells - 1; cell += 1) {
    if (seen[cell] === 0) folded[cell] = ((folded[cell - 1] ?? Number.NaN) + (folded[cell + 1] ?? Number.NaN)) / 2;
  }
  return folded;
}
