import type { ReactNode } from "react";
import type { ChartCapacity, ChartMark, ChartSeries } from "./chart-model.ts";

/** Hourly values from an instant on; NaN = no data. */
export interface HourValues {
  readonly startMs: number;
  readonly values: ArrayLike<number>;
}

export interface ForecastValues {
  readonly startMs: number;
  readonly p50: ArrayLike<number>;
  readonly p90: ArrayLike<number>;
  readonly p95: ArrayLike<number>;
}

export interface ForecastChartProps {
  /** Whose peaks: account and region. */
  readonly title: string;
  /** After it in grey: what is measured, its unit and the customer's zone. */
  readonly facts: readonly string[];
  /** Shown period, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Clock of the audience. */
  readonly zone: string;
  readonly nowMs: number;
  readonly history: HourValues;
  readonly forecast: ForecastValues;
  /** What was forecast earlier for hours that have passed, with its name; left out = not shown. */
  readonly earlier?: HourValues & { readonly label: string };
  /** Steps of provisioned capacity; empty = none is known. */
  readonly capacity: ChartCapacity["steps"];
  /** Another capacity, or another course of p50 when an event were different; null = nothing is supposed. */
  readonly whatIf: {
    readonly capacity: { readonly fromMs: number; readonly value: number } | null;
    readonly p50: ArrayLike<number> | null;
  } | null;
  readonly marks: readonly ChartMark[];
  /** The last moment to ask, with its label; null = none, or it has passed. */
  readonly askBy: { readonly atMs: number; readonly label: string } | null;
  /** Hour whose numbers are shown while nobody points anywhere: the peak's. */
  readonly restMs: number | null;
  /** Height of the plot with its axes, px. */
  readonly height: number;
  readonly fileName: string;
  readonly onMark?: (mark: ChartMark) => void;
  /** More controls in the title line. */
  readonly tools?: ReactNode;
}

const hourMs = 3_600_000;

export interface ForecastSeriesNames {
  readonly actual: string;
  readonly whatIf: string;
}

/** Every line of the chart under its name, greatest quantile first as the readout lists them: actual, p95, p90, p50, what else. */
export function forecastSeries(
  props: Pick<ForecastChartProps, "history" | "forecast" | "earlier" | "whatIf">,
  names: ForecastSeriesNames,
): readonly ChartSeries[] {
  const { history, forecast, earlier, whatIf } = props;
  const ahead = (id: string, values: ArrayLike<number>): ChartSeries => ({
    id,
    label: id,
    startMs: forecast.startMs,
    stepMs: hourMs,
    values,
    tone: "forecast",
  });
  return [
    { id: "actual", label: names.actual, startMs: history.startMs, stepMs: hourMs, values: history.values, tone: "history" },
    ahead("p95", forecast.p95),
    ahead("p90", forecast.p90),
    ahead("p50", forecast.p50),
    ...(whatIf?.p50 == null ? [] : [{ ...ahead("what-if", whatIf.p50), label: names.whatIf, tone: "what-if" as const }]),
    ...(earlier === undefined
      ? []
      : [
          {
            id: "earlier",
            label: earlier.label,
            startMs: earlier.startMs,
            stepMs: hourMs,
            values: earlier.values,
            look: "dotted" as const,
          },
        ]),
  ];
}
