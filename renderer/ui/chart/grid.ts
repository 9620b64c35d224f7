import type { ChartBand, ChartSeries } from "./chart-model.ts";

/** The instants of a chart, one a step, and every line on them. */
export interface ChartGrid {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly length: number;
  /** One array per series, in their order; NaN = no data. */
  readonly values: readonly Float64Array[];
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
}

/** Puts all lines on the steps of the first one, between `fromMs` and `toMs`. A line of another step counts only where instants meet. */
export function chartGrid(series: readonly ChartSeries[], band: ChartBand | undefined, fromMs: number, toMs: number): ChartGrid {
  const first = series[0];
  const stepMs = first?.stepMs ?? 3_600_000;
  const phase = first === undefined ? 0 : ((first.startMs % stepMs) + stepMs) % stepMs;
  const start = Math.ceil((fromMs - phase) / stepMs) * stepMs + phase;
  const length = Math.max(0, Math.ceil((toMs - start) / stepMs));
  const place = (startMs: number, lineStepMs: number, from: ArrayLike<number>): Float64Array => {
    const placed = new Float64Array(length).fill(Number.NaN);
    for (let i = 0; i < length; i += 1) {
      const index = (start + i * stepMs - startMs) / lineStepMs;
      if (Number.isInteger(index)) placed[i] = from[index] ?? Number.NaN;
    }
    return placed;
  };
  return {
    fromMs: start,
    stepMs,
    length,
    values: series.map((line) => place(line.startMs, line.stepMs, line.values)),
    low: band === undefined ? null : place(band.startMs, band.stepMs, band.low),
    high: band === undefined ? null : place(band.startMs, band.stepMs, band.high),
  };
}

export function hasData(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i += 1) if (!Number.isNaN(values[i])) return true;
  return false;
}

/** A run of steps without data. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Where no line has data, between the first and the last value, and from the last value to `expectedMs` (the newest instant that should
 * have come). What lies before the first value is not a gap: there was no account yet.
 */
export function gapsOf(grid: ChartGrid, lines: readonly number[], expectedMs: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let begun = false;
  let from = -1;
  const end = Math.min(grid.length, Math.floor((expectedMs - grid.fromMs) / grid.stepMs));
  for (let i = 0; i <= end; i += 1) {
    const empty = i < end && lines.every((line) => Number.isNaN(grid.values[line]?.[i] ?? Number.NaN));
    if (!empty) {
      if (from >= 0 && begun) gaps.push({ fromMs: grid.fromMs + from * grid.stepMs, toMs: grid.fromMs + i * grid.stepMs });
      from = -1;
      begun ||= i < end;
    } else if (from < 0) {
      from = i;
    }
  }
  return gaps;
}
