import type { ReactNode } from "react";
import { Suspense, lazy } from "react";
import type { TimeSeriesChartProps } from "./chart-model.ts";
import styles from "./time-series-chart.module.css";

/** The chart library and everything that draws with it: the window's heaviest part. */
export async function loadChart(): Promise<{ readonly default: (props: TimeSeriesChartProps) => ReactNode }> {
  return { default: (await import("./chart-body.tsx")).ChartBody };
}
const ChartBody = lazy(loadChart);

/**
 * A chart of one measure over time with its title line, marks, capacity, band, table view and exports. The chart library is loaded when
 * the first chart is shown; its place is kept, so that nothing jumps.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps): ReactNode {
  const height = props.height ?? 240;
  return (
    <Suspense fallback={<figure className={styles.chart} style={{ minHeight: height + 56 }} aria-busy="true" aria-label={props.title} />}>
      <ChartBody {...props} />
    </Suspense>
  );
}
