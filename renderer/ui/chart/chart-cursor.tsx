import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useState } from "react";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import { cx } from "../cx.ts";
import { useFormats } from "../formats.ts";
import { useText } from "../text.ts";
import type { ChartSeries } from "./chart-model.ts";
import type { ChartGrid } from "./grid.ts";
import type { ChartScale } from "./scale.ts";
import styles from "./time-series-chart.module.css";
import { lineColour } from "./tone.ts";
import type { ValueText } from "./use-value-text.ts";

interface ChartCursorProps {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly scale: ChartScale;
  readonly grid: ChartGrid;
  readonly series: readonly ChartSeries[];
  readonly zone: string;
  readonly text: ValueText;
  readonly maxValue: number;
  /** Step whose values are shown while nobody points anywhere, e.g. a peak's hour. */
  readonly restStep?: number | null;
  /** Leaves out what a line does not know at a step: for lines that follow one another, such as past and forecast. */
  readonly onlyKnown?: boolean;
}

/** The cursor with its readout: follows the pointer, and the arrow keys a step at a time (with Shift a day). */
export function ChartCursor(props: ChartCursorProps): ReactNode {
  const { label, width, height, scale, grid, series, zone, text, maxValue, restStep = null, onlyKnown = false } = props;
  const t = useText("charts");
  const formats = useFormats();
  const [moved, setStep] = useState<number | null>(null);
  const step = moved ?? restStep;
  const clamp = (value: number): number => Math.max(0, Math.min(grid.length - 1, value));
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const ms = scale.at(event.nativeEvent.offsetX);
    setStep(clamp(Math.round((ms - grid.fromMs) / grid.stepMs)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const far = event.shiftKey ? Math.max(1, Math.round(86_400_000 / grid.stepMs)) : 1;
    const here = step ?? grid.length - 1;
    const next = { ArrowLeft: here - far, ArrowRight: here + far, Home: 0, End: grid.length - 1 }[event.key];
    if (next !== undefined) setStep(clamp(next));
    else if (event.key === "Escape" && moved !== null) setStep(null);
    else return;
    event.preventDefault();
  };
  const ms = step === null ? null : grid.fromMs + step * grid.stepMs;
  const time = ms === null ? "" : `${formats.weekday(ms, zone)} ${formats.dateTime(ms, zone)} ${formatOffset(ms, zone)}`;
  const all = step === null ? [] : series.map((line, index) => ({ line, index, value: grid.values[index]?.[step] ?? Number.NaN }));
  const known = all.filter(({ value }) => !Number.isNaN(value));
  const lines = onlyKnown && known.length > 0 ? known : all;
  const x = ms === null ? 0 : scale.x(ms);
  return (
    <div
      className={styles.cursor}
      role="slider"
      tabIndex={0}
      aria-label={`${label}. ${t("instructions")}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, grid.length - 1)}
      aria-valuenow={step ?? Math.max(0, grid.length - 1)}
      aria-valuetext={ms === null ? "" : [time, ...lines.map(({ line, value }) => `${line.label} ${text.exact(value)}`)].join(", ")}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setStep(null)}
      onBlur={() => setStep(null)}
      onKeyDown={onKeyDown}
    >
      {ms !== null && (
        <>
          <svg className={styles.layer} width={width} height={height} aria-hidden="true">
            <line className={styles.cursorLine} x1={x} x2={x} y1={scale.top} y2={scale.bottom} />
            {lines.map(({ line, index, value }) =>
              Number.isNaN(value) || value > maxValue ? null : (
                <circle
                  key={line.id}
                  cx={x}
                  cy={scale.y(value)}
                  r={3}
                  fill="var(--surface)"
                  stroke={lineColour(series, index)}
                  strokeWidth={1.6}
                />
              ),
            )}
          </svg>
          <div
            className={cx(styles.readout, moved === null && styles.resting)}
            style={x > width / 2 ? { right: width - x + 10 } : { left: x + 10 }}
          >
            <div className={styles.readoutTime}>{time}</div>
            {lines.map(({ line, value }) => (
              <div key={line.id} className={styles.readoutLine}>
                <span>{line.label}</span>
                <b>{text.exact(value)}</b>
              </div>
            ))}
            {formatOffset(ms, formats.zone) !== formatOffset(ms, zone) && (
              <div className={styles.readoutTime}>{t("yours", { time: formats.dateTime(ms) })}</div>
            )}
          </div>
        </>
      )}
    </div>
  );
}
