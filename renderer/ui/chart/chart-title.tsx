import { Copy, Download, Table2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../icon-button.tsx";
import { useText } from "../text.ts";
import type { ChartBand, ChartSeries } from "./chart-model.ts";
import styles from "./time-series-chart.module.css";
import { lineColour } from "./tone.ts";

interface ChartTitleProps extends ChartToolsProps {
  readonly id: string;
  readonly title: string;
  readonly facts: string;
  readonly series: readonly ChartSeries[];
  readonly band: ChartBand | undefined;
}

interface ChartToolsProps {
  readonly asTable: boolean;
  readonly onTable: () => void;
  readonly onImage: () => void;
  readonly onCsv: () => void;
}

/** The title line: what, unit, period, source and age; at the right the lines' names and the ways to take the data along. */
export function ChartTitle({ id, title, facts, series, band, asTable, onTable, onImage, onCsv }: ChartTitleProps): ReactNode {
  return (
    <figcaption className={styles.title}>
      <span id={id} className={styles.name}>
        {title}
      </span>
      <span className={styles.facts}>{facts}</span>
      <span className={styles.legend}>
        {(series.length > 1 || band !== undefined) &&
          series.map((line, index) => (
            <span key={line.id} className={styles.key}>
              <svg width={14} height={8} aria-hidden="true">
                <line
                  x1={0}
                  x2={14}
                  y1={4}
                  y2={4}
                  stroke={lineColour(series, index)}
                  strokeWidth={2}
                  strokeDasharray={line.look === "dotted" ? "2 3" : undefined}
                />
              </svg>
              {line.label}
            </span>
          ))}
        {band !== undefined && (
          <span className={styles.key}>
            <svg width={14} height={8} aria-hidden="true">
              <rect width={14} height={8} fill="var(--chart-normal-band)" />
            </svg>
            {band.label}
          </span>
        )}
      </span>
      <ChartTools asTable={asTable} onTable={onTable} onImage={onImage} onCsv={onCsv} />
    </figcaption>
  );
}

/** The ways to take a chart's data along: as a table, an image, a file. */
export function ChartTools({ asTable, onTable, onImage, onCsv }: ChartToolsProps): ReactNode {
  const t = useText("charts");
  return (
    <span className={styles.tools}>
      <IconButton
        label={t(asTable ? "showChart" : "showTable")}
        icon={<Table2 size={14} aria-hidden="true" />}
        size="small"
        pressed={asTable}
        onClick={onTable}
      />
      <IconButton label={t("copyImage")} icon={<Copy size={14} aria-hidden="true" />} size="small" disabled={asTable} onClick={onImage} />
      <IconButton label={t("copyCsv")} icon={<Download size={14} aria-hidden="true" />} size="small" onClick={onCsv} />
    </span>
  );
}
