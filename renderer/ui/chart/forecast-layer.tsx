import type { ReactNode, Ref } from "react";
import { memo, useMemo } from "react";
import { capacityPath } from "./capacity-path.ts";
import type { ChartCapacity } from "./chart-model.ts";
import { bandPath, linePath } from "./forecast-paths.ts";
import styles from "./forecast-chart.module.css";
import type { ChartGrid } from "./grid.ts";
import type { ChartScale } from "./scale.ts";

interface ForecastLinesProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly width: number;
  readonly height: number;
  readonly scale: ChartScale;
  readonly grid: ChartGrid;
  /** The steps that are drawn. */
  readonly steps: readonly number[];
  /** Line of the grid by its name; -1 = not there. */
  readonly lines: Readonly<Record<"actual" | "p50" | "p90" | "p95" | "what-if" | "earlier", number>>;
}

/** History, what was forecast of it, p50 and what lies above it. The uncertainty is shaded upwards only: nobody asks capacity for less. */
export const ForecastLines = memo(function ForecastLines({ ref, width, height, scale, grid, steps, lines }: ForecastLinesProps): ReactNode {
  const paths = useMemo(() => {
    const of = (name: keyof typeof lines): ArrayLike<number> => grid.values[lines[name]] ?? [];
    const path = (name: keyof typeof lines): string => linePath(grid, of(name), steps, scale);
    return {
      actual: path("actual"),
      earlier: path("earlier"),
      p50: path("p50"),
      whatIf: path("what-if"),
      inner: bandPath(grid, of("p50"), of("p90"), steps, scale),
      outer: bandPath(grid, of("p90"), of("p95"), steps, scale),
    };
  }, [grid, steps, scale, lines]);
  return (
    <svg ref={ref} className={styles.layer} width={width} height={height} aria-hidden="true">
      <path className={styles.outer} d={paths.outer} />
      <path className={styles.inner} d={paths.inner} />
      <path className={styles.actual} d={paths.actual} />
      {paths.earlier !== "" && <path className={styles.earlier} d={paths.earlier} />}
      <path className={styles.p50} d={paths.p50} />
      {paths.whatIf !== "" && <path className={styles.whatIf} d={paths.whatIf} />}
    </svg>
  );
});

interface ForecastMarksProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly width: number;
  readonly height: number;
  readonly scale: ChartScale;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly nowText: string;
  readonly capacity: ChartCapacity["steps"];
  readonly capacityText: (value: number) => string;
  readonly askBy: { readonly atMs: number; readonly label: string } | null;
  readonly whatIf: { readonly fromMs: number; readonly value: number; readonly text: string } | null;
}

/** Capacity as it steps, the supposed one, and now. */
export function ForecastMarks(props: ForecastMarksProps): ReactNode {
  const { ref, width, height, scale, fromMs, toMs, nowMs, nowText, capacity, capacityText, askBy, whatIf } = props;
  const steps = useMemo(
    () => (capacity.length === 0 ? null : capacityPath({ steps: capacity }, scale, fromMs, toMs)),
    [capacity, scale, fromMs, toMs],
  );
  const first = capacity.toSorted((a, b) => a.fromMs - b.fromMs).findLast((step) => step.fromMs <= fromMs) ?? capacity[0];
  const nowX = scale.x(nowMs);
  const supposedX = whatIf === null ? 0 : Math.max(scale.left, scale.x(whatIf.fromMs));
  return (
    <svg ref={ref} className={styles.layer} width={width} height={height} aria-hidden="true">
      {steps !== null && first !== undefined && (
        <>
          <path className={styles.capacity} d={steps.path} />
          <text className={styles.capacityText} x={scale.left + 6} y={scale.y(first.value) - 5}>
            {capacityText(first.value)}
          </text>
          {steps.lastValue !== first.value && (
            <text className={styles.capacityText} x={scale.right - 4} y={scale.y(steps.lastValue) - 5} textAnchor="end">
              {capacityText(steps.lastValue)}
            </text>
          )}
        </>
      )}
      {whatIf !== null && (
        <>
          <path className={styles.supposed} d={supposedPath(capacity, whatIf, supposedX, scale)} />
          <text className={styles.supposedText} x={scale.right - 4} y={scale.y(whatIf.value) - 5} textAnchor="end">
            {whatIf.text}
          </text>
        </>
      )}
      {askBy !== null && askBy.atMs >= fromMs && askBy.atMs < toMs && <AskBy askBy={askBy} scale={scale} />}
      {nowX >= scale.left && nowX <= scale.right && (
        <>
          <line className={styles.now} x1={nowX} x2={nowX} y1={scale.top - 6} y2={scale.bottom} />
          <text className={styles.nowText} x={nowX - 5} y={scale.top + 10} textAnchor="end">
            {nowText}
          </text>
        </>
      )}
    </svg>
  );
}

/** Room that the label of the last day to ask needs, px. */
const askByWidth = 120;

function AskBy({
  askBy,
  scale,
}: {
  readonly askBy: { readonly atMs: number; readonly label: string };
  readonly scale: ChartScale;
}): ReactNode {
  const x = scale.x(askBy.atMs);
  const left = x + askByWidth > scale.right;
  return (
    <g>
      <line className={styles.askBy} x1={x} x2={x} y1={scale.top - 2} y2={scale.bottom} />
      <path className={styles.askByMark} d={`M${x - 4.5} ${scale.top - 8}h9l-4.5 7.5Z`} />
      <text className={styles.nowText} x={left ? x - 7 : x + 7} y={scale.top + 10} textAnchor={left ? "end" : "start"}>
        {askBy.label}
      </text>
    </g>
  );
}

/** From the capacity that is there up (or down) to the supposed one, and on to the end. */
function supposedPath(
  capacity: ChartCapacity["steps"],
  whatIf: { readonly fromMs: number; readonly value: number },
  x: number,
  scale: ChartScale,
): string {
  const before = capacity.toSorted((a, b) => a.fromMs - b.fromMs).findLast((step) => step.fromMs <= whatIf.fromMs);
  const y = scale.y(whatIf.value);
  return before === undefined ? `M${x} ${y}H${scale.right}` : `M${x} ${scale.y(before.value)}V${y}H${scale.right}`;
}
