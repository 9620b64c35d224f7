import type { ReactNode } from "react";
import { useId, useMemo, useRef, useState } from "react";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { useFormats } from "../formats.ts";
import { useShell } from "../shell-context.ts";
import { useText } from "../text.ts";
import { useToast } from "../toast.tsx";
import { capacityPath } from "./capacity-path.ts";
import { ChartAxes } from "./chart-axes.tsx";
import { chartCsv } from "./chart-csv.ts";
import { ChartCursor } from "./chart-cursor.tsx";
import type { ChartRow } from "./chart-lines.tsx";
import { ChartLines } from "./chart-lines.tsx";
import { ChartMarks } from "./chart-marks.tsx";
import type { TimeSeriesChartProps } from "./chart-model.ts";
import { ChartTable } from "./chart-table.tsx";
import { ChartTitle } from "./chart-title.tsx";
import { sampleSteps } from "./downsample.ts";
import type { ChartGrid } from "./grid.ts";
import { chartGrid, gapsOf, hasData } from "./grid.ts";
import { placeMarks } from "./place-marks.ts";
import { chartScale, daySpans, valueTicks } from "./scale.ts";
import { svgLayersToPng } from "./svg-to-png.ts";
import styles from "./time-series-chart.module.css";
import { useValueText } from "./use-value-text.ts";
import { useWidth } from "./use-width.ts";

const saturdayAndSunday = [0, 6] as const;

/** The chart itself: layers of axes, lines, marks and cursor over one scale. */
export function ChartBody(props: TimeSeriesChartProps): ReactNode {
  const {
    title,
    facts,
    unit,
    fromMs,
    toMs,
    zone,
    series,
    capacity,
    band,
    target,
    marks = [],
    asOfMs,
    nowMs,
    weekend = saturdayAndSunday,
    height = 240,
    fileName,
    onMark,
  } = props;
  const t = useText("charts");
  const common = useText("common");
  const formats = useFormats();
  const text = useValueText(unit);
  const shell = useShell();
  const toast = useToast();
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const { ref: plot, width } = useWidth();
  const axes = useRef<SVGSVGElement>(null);
  const over = useRef<SVGSVGElement>(null);

  const grid = useMemo(() => chartGrid(series, band, fromMs, toMs), [series, band, fromMs, toMs]);
  const rows = useMemo(() => rowsOf(grid), [grid]);
  const ticks = useMemo(
    () => valueTicks(greatest(grid, capacity?.steps.filter((step) => step.fromMs < toMs).map((step) => step.value) ?? [], target?.value)),
    [grid, capacity, target, toMs],
  );
  const maxValue = ticks.at(-1) ?? 1;
  const scale = useMemo(() => chartScale({ width, height, fromMs, toMs, maxValue }), [width, height, fromMs, toMs, maxValue]);
  const days = useMemo(() => daySpans(fromMs, toMs, zone, weekend), [fromMs, toMs, zone, weekend]);
  const solid = useMemo(() => series.flatMap((line, index) => (line.look === "dotted" ? [] : [index])), [series]);
  const empty = !solid.some((index) => hasData(grid.values[index] ?? []));
  // Data is late only from two steps on: an hour is complete when it has ended and been delivered.
  const gaps = useMemo(
    () => (empty ? [] : gapsOf(grid, solid, Math.min(toMs, nowMs - 2 * grid.stepMs))),
    [grid, solid, toMs, nowMs, empty],
  );
  const steps = useMemo(
    () => (capacity === undefined || width === 0 ? null : capacityPath(capacity, scale, fromMs, toMs)),
    [capacity, scale, fromMs, toMs, width],
  );
  const placed = useMemo(() => placeMarks(marks, scale, fromMs, toMs), [marks, scale, fromMs, toMs]);

  const age = asOfMs === undefined ? [] : [common("age.asOf", { time: formats.dateTime(asOfMs, zone), age: formats.age(nowMs - asOfMs) })];
  const factLine = joinDots([t(`unit.${unit}`), ...facts, ...age]);
  const copyImage = async (): Promise<void> => {
    const lines = plot.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
    const layers = [axes.current, lines, over.current].filter((layer) => layer !== null && layer !== undefined);
    const background = getComputedStyle(document.documentElement).getPropertyValue("--surface");
    const png = await svgLayersToPng(layers, width, height, background, `${title}  ${factLine}`);
    if (png !== null && (await shell.copyPng(png))) toast({ text: t("imageCopied") });
  };
  const saveCsv = (): void =>
    void shell.saveFile(
      `${fileName}.csv`,
      chartCsv(
        grid,
        series.map((line) => line.label),
        zone,
      ),
    );
  return (
    <figure className={styles.chart} aria-labelledby={titleId}>
      <ChartTitle
        id={titleId}
        title={title}
        facts={factLine}
        series={series}
        band={band}
        asTable={asTable}
        onTable={() => setAsTable(!asTable)}
        onImage={() => void copyImage()}
        onCsv={saveCsv}
      />
      {asTable ? (
        <ChartTable title={title} grid={grid} series={series} zone={zone} text={text} height={height} />
      ) : (
        <div ref={plot} className={styles.plot} style={{ height }}>
          {width > 0 && (
            <>
              <ChartAxes
                ref={axes}
                width={width}
                height={height}
                scale={scale}
                ticks={ticks}
                tickText={text.axis}
                days={days}
                gaps={gaps}
                gapText={(gap) => t("gap", { duration: formats.duration(gap.toMs - gap.fromMs) })}
              />
              <div className={styles.lines} aria-hidden="true">
                <ChartLines
                  width={width}
                  height={height}
                  rows={rows}
                  series={series}
                  fromMs={fromMs}
                  toMs={toMs}
                  maxValue={maxValue}
                  hasBand={grid.low !== null}
                />
              </div>
              {empty ? (
                <p className={styles.empty}>{t("noData")}</p>
              ) : (
                <ChartCursor
                  label={title}
                  width={width}
                  height={height}
                  scale={scale}
                  grid={grid}
                  series={series}
                  zone={zone}
                  text={text}
                  maxValue={maxValue}
                />
              )}
              <ChartMarks
                ref={over}
                width={width}
                height={height}
                scale={scale}
                marks={placed}
                capacity={
                  steps === null
                    ? null
                    : {
                        path: steps.path,
                        label: t("capacity", { value: formats.number(steps.lastValue) }),
                        labelY: scale.y(steps.lastValue) - 5,
                      }
                }
                target={target === undefined ? null : { y: scale.y(target.value), label: target.label }}
                onMark={onMark}
              />
            </>
          )}
        </div>
      )}
    </figure>
  );
}

function rowsOf(grid: ChartGrid): readonly ChartRow[] {
  const bounds = [grid.low, grid.high].filter((line) => line !== null);
  const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
  return sampleSteps([...grid.values, ...bounds], grid.length).map((step) => {
    const low = known(grid.low?.[step]);
    const high = known(grid.high?.[step]);
    return {
      at: grid.fromMs + step * grid.stepMs,
      values: grid.values.map((line) => known(line[step])),
      band: low === null || high === null ? null : [low, high],
    };
  });
}

/** Greatest of everything that is drawn: no line is cut off at the top. */
function greatest(grid: ChartGrid, capacities: readonly number[], target: number | undefined): number {
  let top = Math.max(target ?? 0, ...capacities, 0);
  for (const line of [...grid.values, ...(grid.high === null ? [] : [grid.high])]) for (const value of line) if (value > top) top = value;
  return top;
}
