/** One line of a chart: values at equal steps; NaN = no data, drawn as a gap and never as zero. */
export interface ChartSeries {
  readonly id: string;
  /** Direct label and legend: a region, a carrier, `this period`. */
  readonly label: string;
  /** First instant, ms. */
  readonly startMs: number;
  /** Step, ms: an hour or a day. */
  readonly stepMs: number;
  readonly values: ArrayLike<number>;
  /** `line` by default; `dotted` for a comparison such as four weeks before. */
  readonly look?: "line" | "dotted";
  /** Colour 1–6 of the chart palette, or what the line is; in order of appearance by default. Dotted lines take the colour of grey text. */
  readonly tone?: 1 | 2 | 3 | 4 | 5 | 6 | "history" | "forecast" | "what-if";
}

/** A stepped line, e.g. provisioned capacity: each value holds until the next one. */
export interface ChartCapacity {
  readonly steps: readonly { readonly fromMs: number; readonly value: number }[];
}

/** What is normal at each step; NaN = not known. */
export interface ChartBand {
  readonly label: string;
  readonly startMs: number;
  readonly stepMs: number;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Something that happened: ■ incident, ○ event, ◇ holiday, on a lane above the plot. */
export interface ChartMark {
  readonly id: string;
  readonly kind: "incident" | "event" | "holiday";
  readonly label: string;
  readonly atMs: number;
  /** End of it; undefined = a moment. */
  readonly untilMs?: number;
}

/** How values are written and what the unit is called in the title line. `ratio` values are 0–1 and shown in percent. */
export type ChartUnit = "users" | "sessions" | "ratio" | "ms" | "points";

export interface TimeSeriesChartProps {
  /** What is measured, e.g. `Peak concurrent users`. */
  readonly title: string;
  /** Between unit and age in the title line: step, region, period, source, in the reader's language. */
  readonly facts: readonly string[];
  readonly unit: ChartUnit;
  /** Shown period, ms; data outside is not drawn. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The customer's IANA zone: days, weekends and times are in it; the reader's own time is on hover. */
  readonly zone: string;
  readonly series: readonly ChartSeries[];
  readonly capacity?: ChartCapacity;
  readonly band?: ChartBand;
  readonly target?: { readonly value: number; readonly label: string };
  readonly marks?: readonly ChartMark[];
  /** Newest value, ms: gives `as of 10:40, 2 min old`. undefined = nothing has come yet. */
  readonly asOfMs?: number;
  readonly nowMs: number;
  /** Days of rest in the customer's calendar, 0 = Sunday; Saturday and Sunday by default. */
  readonly weekend?: readonly number[];
  /** Height of the plot with its axes, px. 240 by default. */
  readonly height?: number;
  /** Name of a saved file without its ending. */
  readonly fileName: string;
  /** A click or Enter on a mark. */
  readonly onMark?: (mark: ChartMark) => void;
}
