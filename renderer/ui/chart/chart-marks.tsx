import type { KeyboardEvent, ReactNode, Ref } from "react";
import styles from "./time-series-chart.module.css";
import type { ChartMark } from "./chart-model.ts";
import type { PlacedMark } from "./place-marks.ts";
import type { ChartScale } from "./scale.ts";

interface ChartMarksProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly width: number;
  readonly height: number;
  readonly scale: ChartScale;
  readonly marks: readonly PlacedMark[];
  readonly capacity: { readonly path: string; readonly label: string; readonly labelY: number } | null;
  readonly target: { readonly y: number; readonly label: string } | null;
  readonly onMark: ((mark: ChartMark) => void) | undefined;
}

/** What lies over the lines: the lane of marks, the capacity that steps, the target. */
export function ChartMarks({ ref, width, height, scale, marks, capacity, target, onMark }: ChartMarksProps): ReactNode {
  return (
    <svg ref={ref} className={styles.layer} width={width} height={height}>
      {target !== null && (
        <g aria-hidden="true">
          <line className={styles.target} x1={scale.left} x2={scale.right} y1={target.y} y2={target.y} />
          <text className={styles.targetText} x={scale.left + 6} y={target.y - 5}>
            {target.label}
          </text>
        </g>
      )}
      {capacity !== null && (
        <g aria-hidden="true">
          <path className={styles.capacity} d={capacity.path} />
          <text className={styles.capacityText} x={scale.right - 2} y={capacity.labelY} textAnchor="end">
            {capacity.label}
          </text>
        </g>
      )}
      {marks.map((placed) => (
        <Mark key={placed.mark.id} placed={placed} scale={scale} onMark={onMark} />
      ))}
    </svg>
  );
}

function Mark({
  placed,
  scale,
  onMark,
}: {
  readonly placed: PlacedMark;
  readonly scale: ChartScale;
  readonly onMark: ((mark: ChartMark) => void) | undefined;
}): ReactNode {
  const { mark, x, endX } = placed;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    onMark?.(mark);
  };
  const acts =
    onMark === undefined || mark.kind === "holiday"
      ? { role: "img" }
      : { role: "button", tabIndex: 0, onKeyDown, onClick: () => onMark(mark) };
  return (
    <g {...acts} className={styles.mark} aria-label={mark.label}>
      <title>{mark.label}</title>
      <line className={styles.markLine} x1={x} x2={x} y1={16} y2={scale.bottom} />
      {endX - x > 8 && (
        <rect className={mark.kind === "incident" ? styles.incident : styles.span} x={x} y={19} width={endX - x} height={2} />
      )}
      {mark.kind === "incident" && <rect className={styles.incident} x={x - 3.5} y={8} width={7} height={7} />}
      {mark.kind === "event" && <circle className={styles.event} cx={x} cy={11.5} r={3.5} />}
      {mark.kind === "holiday" && <path className={styles.event} d={`M${x} 7.5l4 4-4 4-4-4Z`} />}
      {placed.label !== null && (
        <text className={styles.markText} x={placed.label.x} y={16} textAnchor={placed.label.anchor}>
          {placed.label.text}
        </text>
      )}
    </g>
  );
}
