import type { ReactNode } from "react";
import { memo } from "react";
import { useText } from "../text.ts";
import styles from "./heat-strip.module.css";
import { axisDays, type Strip } from "./strip-model.ts";

interface HeatStripProps {
  readonly strip: Strip;
  readonly days: number;
  /** Width of a day, px. */
  readonly pitch: number;
}

const cellHeight = 16;
const cellTop = 8;
/** Of the strip with its marks, px. */
const stripHeight = 32;

/**
 * The chance over capacity of each day to come as a strip of cells; the peak has a frame, the last day to ask a ▼ above its day. A picture: what
 * it says stands in the row in words, and for every day in the table of the month.
 */
export const HeatStrip = memo(function HeatStrip({ strip, days, pitch }: HeatStripProps): ReactNode {
  const width = pitch - 1;
  return (
    <svg className={styles.strip} width={days * pitch} height={stripHeight} aria-hidden="true">
      <path className={strip.unknown ? styles.unknown : styles.ground} d={groundPath(days, pitch)} />
      {strip.cells.map((cell) => (
        <rect
          key={cell.index}
          x={cell.index * pitch}
          y={cellTop}
          width={width}
          height={cellHeight}
          fill={`var(--chart-heat-${cell.level})`}
        />
      ))}
      {strip.peak !== null && (
        <rect
          className={styles.peak}
          x={strip.peak.index * pitch - 1}
          y={cellTop - 1}
          width={width + 2}
          height={cellHeight + 2}
          rx={2}
          fill={strip.unknown ? "none" : `var(--chart-heat-${strip.peak.level})`}
        />
      )}
      {strip.deadline !== null && <path className={styles.deadline} d={`M${strip.deadline * pitch + width / 2 - 4} 0.5h8l-4 5.5Z`} />}
    </svg>
  );
});

const grounds = new Map<string, string>();

/** Every cell in one shape: forty-five elements a row would cost the list its speed. */
function groundPath(days: number, pitch: number): string {
  const key = `${days} ${pitch}`;
  let path = grounds.get(key);
  if (path === undefined) {
    path = Array.from({ length: days }, (_, index) => `M${index * pitch} ${cellTop}h${pitch - 1}v${cellHeight}h${1 - pitch}Z`).join("");
    grounds.set(key, path);
  }
  return path;
}

interface StripAxisProps {
  readonly firstDay: string;
  readonly days: number;
  readonly pitch: number;
}

/** The days over the strips: today, then Mondays. */
export function StripAxis({ firstDay, days, pitch }: StripAxisProps): ReactNode {
  const t = useText("peaks");
  return (
    <svg className={styles.axis} width={days * pitch} height={28} aria-hidden="true">
      <text className={styles.today} x={0} y={18}>
        {t("strip.today")}
      </text>
      {axisDays(firstDay, days, pitch).map(({ index, day }) => (
        <g key={day}>
          <line x1={index * pitch} x2={index * pitch} y1={22} y2={28} />
          <text x={index * pitch + 3} y={18}>
            {day.slice(5)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** What the marks of the strips mean, and the ramp with its steps. */
export function StripLegend(): ReactNode {
  const t = useText("peaks");
  return (
    <div className={styles.legend}>
      <span className={styles.key}>
        <svg width={9} height={8} aria-hidden="true">
          <path className={styles.deadline} d="M0.5 1h8l-4 5.5Z" />
        </svg>
        {t("strip.deadline")}
      </span>
      <span className={styles.key}>
        <svg width={10} height={16} aria-hidden="true">
          <rect className={styles.peak} x={1} y={1} width={8} height={14} rx={2} fill="none" />
        </svg>
        {t("strip.peak")}
      </span>
      <span className={styles.ramp}>
        {t("strip.ramp")}
        {rampSteps.map((step, index) => (
          <span key={step} className={styles.step}>
            <svg width={8} height={8} aria-hidden="true">
              <rect width={8} height={8} fill={`var(--chart-heat-${index})`} />
            </svg>
            {step}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Thresholds of the ramp in percent: see heat-table.tsx. */
const rampSteps = ["<8", "8", "20", "40", "60", "80%"] as const;
