import { formatMonthDay, startOfDayMs, weekdayOf } from "../../../shared/i18n/format-time.ts";

/** Ticks of a value axis from zero, four to six of them at 1, 2, 2.5 or 5 times a power of ten; the last is at or above `max`. */
export function valueTicks(max: number): readonly number[] {
  const top = max > 0 && Number.isFinite(max) ? max : 1;
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough - 1e-12 * power) ?? 10) * power;
  const count = Math.ceil(top / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

export interface DaySpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly label: string;
  readonly weekend: boolean;
}

const dayMs = 86_400_000;

/** The calendar days of a zone that touch a period; a day of a clock change is 23 or 25 hours long. */
export function daySpans(fromMs: number, toMs: number, zone: string, weekend: readonly number[]): readonly DaySpan[] {
  const spans: DaySpan[] = [];
  let start = startOfDayMs(fromMs, zone);
  while (start < toMs) {
    // 36 h later lies in the next day whatever the clocks do; its beginning ends this one.
    const end = startOfDayMs(start + 1.5 * dayMs, zone);
    spans.push({ fromMs: start, toMs: end, label: formatMonthDay(start, zone), weekend: weekend.includes(weekdayOf(start, zone)) });
    start = end;
  }
  return spans;
}

/** Every how many days a label fits: 1, 2, 7, 14, 28 or 91. */
export function labelEvery(days: number, room: number): number {
  return [1, 2, 7, 14, 28, 91].find((every) => Math.ceil(days / every) <= room) ?? 182;
}

/** Where instants and values lie in the drawing, px. */
export interface ChartScale {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(ms: number): number;
  y(value: number): number;
  /** The instant at a place, px. */
  at(x: number): number;
}

export interface ChartBox {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxValue: number;
}

export const chartMargins = { top: 24, right: 8, bottom: 20, left: 48 } as const;

export function chartScale({ width, height, fromMs, toMs, maxValue }: ChartBox): ChartScale {
  const { top, left } = chartMargins;
  const right = Math.max(left + 1, width - chartMargins.right);
  const bottom = Math.max(top + 1, height - chartMargins.bottom);
  return {
    left,
    right,
    top,
    bottom,
    x: (ms) => left + ((ms - fromMs) / (toMs - fromMs)) * (right - left),
    y: (value) => bottom - (value / maxValue) * (bottom - top),
    at: (x) => fromMs + ((x - left) / (right - left)) * (toMs - fromMs),
  };
}
