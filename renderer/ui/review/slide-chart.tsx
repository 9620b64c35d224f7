import { type ReactNode, useContext, useMemo } from "react";
import type { ReviewChart, ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import { chartScene } from "../../../shared/domain/review/layout/chart-scene.ts";
import type { SceneShape, TextShape } from "../../../shared/domain/review/layout/scene.ts";
import { pathData } from "../../../shared/domain/review/layout/scene.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import { cx } from "../cx.ts";
import { useValueProps, ValueChoiceContext } from "./slide-runs.tsx";
import styles from "./slide-view.module.css";

export interface SlideChartProps {
  readonly chart: ReviewChart;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly fontPt: number;
  readonly locale: ReviewLocale;
}

/** A chart of a review as it is printed; values that are written in it answer as those of the text do. */
export function SlideChart({ chart, widthPt, heightPt, fontPt, locale }: SlideChartProps): ReactNode {
  const scene = useMemo(() => chartScene(chart, widthPt, heightPt, fontPt, locale), [chart, widthPt, heightPt, fontPt, locale]);
  const { onValue } = useContext(ValueChoiceContext);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${widthPt} ${heightPt}`} role={onValue === null ? "img" : "group"} aria-label={chart.alt}>
      {scene.shapes.map((shape, index) => (
        <Shape key={index} shape={shape} />
      ))}
    </svg>
  );
}

function Shape({ shape }: { readonly shape: SceneShape }): ReactNode {
  const colour = `var(--paper-${shape.colour})`;
  switch (shape.type) {
    case "line":
      return (
        <line
          x1={shape.x1}
          y1={shape.y1}
          x2={shape.x2}
          y2={shape.y2}
          stroke={colour}
          strokeWidth={shape.widthPt}
          strokeDasharray={shape.dash ?? undefined}
        />
      );
    case "path":
      return (
        <path
          d={pathData(shape.parts)}
          fill="none"
          stroke={colour}
          strokeWidth={shape.widthPt}
          strokeDasharray={shape.dash ?? undefined}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      );
    case "rect":
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={colour} />;
    case "circle":
      return (
        <circle
          cx={shape.x}
          cy={shape.y}
          r={shape.radius}
          fill={shape.filled ? colour : "var(--paper-surface)"}
          stroke={colour}
          strokeWidth={1.2}
        />
      );
    case "text":
      return <ChartText shape={shape} colour={colour} />;
    default:
      return assertNever(shape);
  }
}

function ChartText({ shape, colour }: { readonly shape: TextShape; readonly colour: string }): ReactNode {
  const { selected, props } = useValueProps(shape.key);
  return (
    <text
      x={shape.x}
      y={shape.y}
      textAnchor={shape.anchor}
      fill={colour}
      fontSize={shape.fontPt}
      className={cx(
        shape.weight === "semibold" && styles.bold,
        shape.role === "axis" ? undefined : styles.halo,
        shape.key !== null && styles.chartValue,
        selected && styles.selected,
      )}
      {...props}
    >
      {shape.text}
    </text>
  );
}
