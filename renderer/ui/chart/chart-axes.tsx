import type { ReactNode, Ref } from "react";
import { useId } from "react";
import styles from "./time-series-chart.module.css";
import type { Gap } from "./grid.ts";
import type { ChartScale, DaySpan } from "./scale.ts";
import { labelEvery } from "./scale.ts";

interface ChartAxesProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly width: number;
  readonly height: number;
  readonly scale: ChartScale;
  readonly ticks: readonly number[];
  readonly tickText: (value: number) => string;
  readonly days: readonly DaySpan[];
  readonly gaps: readonly Gap[];
  readonly gapText: (gap: Gap) => string;
}

/** Room that a day's label needs, px. */
const dayLabelWidth = 46;
/** A gap narrower than its name is hatched without it. */
const gapLabelWidth = 64;

/** What lies under the lines: weekends, grid, axis texts, and hatched gaps with their names. */
export function ChartAxes({ ref, width, height, scale, ticks, tickText, days, gaps, gapText }: ChartAxesProps): ReactNode {
  const hatch = useId();
  const every = labelEvery(days.length, Math.floor((scale.right - scale.left) / dayLabelWidth));
  const clamp = (x: number): number => Math.max(scale.left, Math.min(scale.right, x));
  return (
    <svg ref={ref} className={styles.layer} width={width} height={height} aria-hidden="true">
      <defs>
        <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0} y1={0} x2={0} y2={6} stroke="var(--border-strong)" strokeWidth={2} />
        </pattern>
      </defs>
      {days
        .filter((day) => day.weekend)
        .map((day) => (
          <rect
            key={day.fromMs}
            className={styles.weekend}
            x={clamp(scale.x(day.fromMs))}
            y={scale.top}
            width={Math.max(0, clamp(scale.x(day.toMs)) - clamp(scale.x(day.fromMs)))}
            height={scale.bottom - scale.top}
          />
        ))}
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? styles.axis : styles.gridLine}
            x1={scale.left}
            x2={scale.right}
            y1={scale.y(tick)}
            y2={scale.y(tick)}
          />
          <text className={styles.axisText} x={scale.left - 6} y={scale.y(tick) + 4} textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {days.map((day, index) => {
        const from = clamp(scale.x(day.fromMs));
        const centre = every === 1 ? (from + clamp(scale.x(day.toMs))) / 2 : from;
        if (index % every !== 0 || centre < scale.left + 12 || centre > scale.right - 12) return null;
        return (
          <text key={day.fromMs} className={styles.axisText} x={centre} y={scale.bottom + 15} textAnchor="middle">
            {day.label}
          </text>
        );
      })}
      {gaps.map((gap) => {
        const from = clamp(scale.x(gap.fromMs));
        const to = clamp(scale.x(gap.toMs));
        if (to - from < 1.5) return null;
        return (
          <g key={gap.fromMs}>
            <rect
              className={styles.gap}
              x={from}
              y={scale.top}
              width={to - from}
              height={scale.bottom - scale.top}
              fill={`url(#${hatch})`}
            />
            <text
              className={styles.axisText}
              x={Math.max(scale.left + gapLabelWidth / 2, Math.min(scale.right - gapLabelWidth / 2, (from + to) / 2))}
              y={scale.top + 12}
              textAnchor="middle"
            >
              {gapText(gap)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
