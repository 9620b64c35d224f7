import type { ReactNode } from "react";
import { memo } from "react";
import { Area, ComposedChart, Line, XAxis, YAxis } from "recharts";
import type { ChartSeries } from "./chart-model.ts";
import { chartMargins } from "./scale.ts";
import { lineColour } from "./tone.ts";

export interface ChartRow {
  readonly at: number;
  readonly values: readonly (number | null)[];
  readonly band: readonly [low: number, high: number] | null;
}

interface ChartLinesProps {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxValue: number;
  readonly hasBand: boolean;
}

/** The lines and the band. Axes, marks and cursor are layers of our own: moving the cursor does not draw the lines again. */
export const ChartLines = memo(function ChartLines({
  width,
  height,
  rows,
  series,
  fromMs,
  toMs,
  maxValue,
  hasBand,
}: ChartLinesProps): ReactNode {
  return (
    <ComposedChart width={width} height={height} data={rows} margin={chartMargins} accessibilityLayer={false}>
      <XAxis dataKey="at" type="number" domain={[fromMs, toMs]} allowDataOverflow hide />
      <YAxis type="number" domain={[0, maxValue]} allowDataOverflow hide />
      {hasBand && (
        <Area
          dataKey="band"
          type="linear"
          stroke="none"
          fill="var(--chart-normal-band)"
          fillOpacity={1}
          isAnimationActive={false}
          activeDot={false}
        />
      )}
      {series.map((line, index) => (
        <Line
          key={line.id}
          dataKey={(row: ChartRow) => row.values[index] ?? null}
          name={line.label}
          type="linear"
          stroke={lineColour(series, index)}
          strokeWidth={line.look === "dotted" ? 1 : 1.6}
          {...(line.look === "dotted" ? { strokeDasharray: "1.5 2.5" } : {})}
          dot={false}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
      ))}
    </ComposedChart>
  );
});
