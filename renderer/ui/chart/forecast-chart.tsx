import type { ReactNode } from "react";
import { useId, useMemo, useRef, useState } from "react";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { useFormats } from "../formats.ts";
import { useShell } from "../shell-context.ts";
import { useText } from "../text.ts";
import { useToast } from "../toast.tsx";
import { ChartAxes } from "./chart-axes.tsx";
import { chartCsv } from "./chart-csv.ts";
import { ChartCursor } from "./chart-cursor.tsx";
import { ChartMarks } from "./chart-marks.tsx";
import { ChartTable } from "./chart-table.tsx";
import { ChartTools } from "./chart-title.tsx";
import { sampleSteps } from "./downsample.ts";
import styles from "./forecast-chart.module.css";
import { ForecastLines, ForecastMarks } from "./forecast-layer.tsx";
import { forecastSeries, type ForecastChartProps } from "./forecast-model.ts";
import type { ChartGrid } from "./grid.ts";
import { chartGrid, gapsOf, hasData } from "./grid.ts";
import { placeMarks } from "./place-marks.ts";
import { chartScale, daySpans, valueTicks } from "./scale.ts";
import { svgLayersToPng } from "./svg-to-png.ts";
import { useValueText } from "./use-value-text.ts";
import { useWidth } from "./use-width.ts";

const weekend = [0, 6] as const;
const hourMs = 3_600_000;

/** The past and the forecast of an account's region against its capacity, with what lies on the way: events, holidays, incidents, the last day to ask. */
export function ForecastChart(props: ForecastChartProps): ReactNode {
  const {
    title,
    facts,
    fromMs,
    toMs,
    zone,
    nowMs,
    history,
    forecast,
    earlier,
    capacity,
    whatIf,
    marks,
    askBy,
    restMs,
    height,
    fileName,
    onMark,
    tools,
  } = props;
  const t = useText("charts");
  const formats = useFormats();
  const text = useValueText("users");
  const shell = useShell();
  const toast = useToast();
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const { ref: plot, width } = useWidth();
  const axes = useRef<SVGSVGElement>(null);
  const lineLayer = useRef<SVGSVGElement>(null);
  const markLayer = useRef<SVGSVGElement>(null);
  const over = useRef<SVGSVGElement>(null);

  const series = useMemo(
    () =>
      forecastSeries(
        { history, forecast, whatIf, ...(earlier === undefined ? {} : { earlier }) },
        { actual: t("forecast.actual"), whatIf: t("forecast.whatIf") },
      ),
    [history, forecast, earlier, whatIf, t],
  );
  const grid = useMemo(() => chartGrid(series, undefined, fromMs, toMs), [series, fromMs, toMs]);
  const lines = useMemo(() => placesOf(series.map((line) => line.id)), [series]);
  const steps = useMemo(() => sampleSteps(grid.values, grid.length), [grid]);
  const ticks = useMemo(
    () => valueTicks(greatest(grid, [...capacity.map((step) => step.value), whatIf?.capacity?.value ?? 0])),
    [grid, capacity, whatIf],
  );
  const maxValue = ticks.at(-1) ?? 1;
  const scale = useMemo(() => chartScale({ width, height, fromMs, toMs, maxValue }), [width, height, fromMs, toMs, maxValue]);
  const days = useMemo(() => daySpans(fromMs, toMs, zone, weekend), [fromMs, toMs, zone]);
  const gaps = useMemo(() => gapsOf(grid, [lines.actual], Math.min(forecast.startMs, nowMs - 2 * hourMs)), [grid, lines, forecast, nowMs]);
  const placed = useMemo(() => placeMarks(marks, scale, fromMs, toMs), [marks, scale, fromMs, toMs]);
  const empty = !grid.values.some((line) => hasData(line));
  const factLine = joinDots(facts);
  const restStep = restMs === null ? null : Math.round((restMs - grid.fromMs) / grid.stepMs);

  const copyImage = async (): Promise<void> => {
    const layers = [axes.current, lineLayer.current, markLayer.current, over.current].filter((layer) => layer !== null);
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
      <figcaption className={styles.title}>
        <span id={titleId} className={styles.name}>
          {title}
        </span>
        <span className={styles.facts} title={factLine}>
          {factLine}
        </span>
        <Legend earlier={earlier?.label} />
        {tools}
        <ChartTools asTable={asTable} onTable={() => setAsTable(!asTable)} onImage={() => void copyImage()} onCsv={saveCsv} />
      </figcaption>
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
              <ForecastLines ref={lineLayer} width={width} height={height} scale={scale} grid={grid} steps={steps} lines={lines} />
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
                  restStep={restStep !== null && restStep >= 0 && restStep < grid.length ? restStep : null}
                  onlyKnown
                />
              )}
              <ForecastMarks
                ref={markLayer}
                width={width}
                height={height}
                scale={scale}
                fromMs={fromMs}
                toMs={toMs}
                nowMs={nowMs}
                nowText={t("forecast.now", { time: formats.time(nowMs, zone) })}
                capacity={capacity}
                capacityText={(value) => t("capacity", { value: formats.number(value) })}
                askBy={askBy}
                whatIf={
                  whatIf?.capacity == null
                    ? null
                    : { ...whatIf.capacity, text: t("forecast.supposed", { value: formats.number(whatIf.capacity.value) }) }
                }
              />
              <ChartMarks
                ref={over}
                width={width}
                height={height}
                scale={scale}
                marks={placed}
                capacity={null}
                target={null}
                onMark={onMark}
              />
            </>
          )}
        </div>
      )}
    </figure>
  );
}

function Legend({ earlier }: { readonly earlier: string | undefined }): ReactNode {
  const t = useText("charts");
  return (
    <span className={styles.legend}>
      <span className={styles.key}>
        <LineKey className={styles.actual} />
        {t("forecast.actual")}
      </span>
      {earlier !== undefined && (
        <span className={styles.key}>
          <LineKey className={styles.earlier} />
          {earlier}
        </span>
      )}
      <span className={styles.key}>
        <LineKey className={styles.p50} />
        p50
      </span>
      <span className={styles.key}>
        <svg width={14} height={8} aria-hidden="true">
          <rect className={styles.outer} width={14} height={4} />
          <rect className={styles.inner} width={14} height={4} y={4} />
        </svg>
        p50–p90–p95
      </span>
    </span>
  );
}

function LineKey({ className }: { readonly className: string | undefined }): ReactNode {
  return (
    <svg width={14} height={8} aria-hidden="true">
      <line className={className} x1={0} x2={14} y1={4} y2={4} />
    </svg>
  );
}

const names = ["actual", "p50", "p90", "p95", "what-if", "earlier"] as const;

function placesOf(ids: readonly string[]): Readonly<Record<(typeof names)[number], number>> {
  return Object.fromEntries(names.map((name) => [name, ids.indexOf(name)])) as Record<(typeof names)[number], number>;
}

/** Greatest of everything that is drawn: no line is cut off at the top. */
function greatest(grid: ChartGrid, capacities: readonly number[]): number {
  let top = Math.max(0, ...capacities);
  for (const line of grid.values) for (const value of line) if (value > top) top = value;
  return top;
}
