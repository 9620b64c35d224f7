import { weekHours } from "./local-grid.ts";
import { fromNeighbourDays } from "./neighbour-days.ts";

/** Weeks on either side from which the usual value of an hour is taken, and how far it is looked for when these are missing. */
const nearWeeks = 3;
const farWeeks = 8;
const leastSamples = 2;

/**
 * What an hour would have been on an ordinary day: the median of the same hour of the week in the three weeks before and after, without cells that
 * are masked as extraordinary. Looking at both sides keeps growth out of it. Cells are hours of the wall clock (`LocalGrid`).
 */
export class UsualHours {
  readonly #values: Float64Array;
  readonly #mask: Uint8Array;
  readonly #samples = new Float64Array(2 * farWeeks);

  /** `values` NaN = missing; `mask` 1 = extraordinary, and may be written on while it is read. */
  constructor(values: Float64Array, mask: Uint8Array) {
    this.#values = values;
    this.#mask = mask;
  }

  /** NaN = too little is known. The cell's own value is never looked at. */
  at(cell: number): number {
    let n = this.#collect(cell, weekHours, 1, nearWeeks, 0);
    if (n < leastSamples) n = this.#collect(cell, weekHours, nearWeeks + 1, farWeeks, n);
    if (n < leastSamples) return Math.exp(fromNeighbourDays(cell, this.#logOf));
    return middle(this.#samples, n);
  }

  readonly #logOf = (cell: number): number => {
    const value = this.#mask[cell] === 1 ? Number.NaN : (this.#values[cell] ?? Number.NaN);
    return value > 0 ? Math.log(value) : Number.NaN;
  };

  isMasked(cell: number): boolean {
    return this.#mask[cell] === 1;
  }

  #collect(cell: number, step: number, first: number, last: number, found: number): number {
    let n = found;
    for (let k = first; k <= last; k += 1) {
      n = this.#add(cell - k * step, n);
      n = this.#add(cell + k * step, n);
    }
    return n;
  }

  #add(cell: number, n: number): number {
    if (cell < 0 || cell >= this.#values.length || this.#mask[cell] === 1) return n;
    const value = this.#values[cell] as number;
    if (Number.isNaN(value)) return n;
    this.#samples[n] = value;
    return n + 1;
  }
}

/** Median of the first n values, which are put in order. */
function middle(values: Float64Array, n: number): number {
  for (let i = 1; i < n; i += 1) {
    const value = values[i] as number;
    let j = i - 1;
    while (j >= 0 && (values[j] as number) > value) {
      values[j + 1] = values[j] as number;
      j -= 1;
    }
    values[j + 1] = value;
  }
  const half = n >> 1;
  return n % 2 === 1 ? (values[half] as number) : ((values[half - 1] as number) + (values[half] as number)) / 2;
}
