import type { ReactNode } from "react";
import { useMemo } from "react";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import type { ChartMark } from "../chart/chart-model.ts";
import { ForecastChart } from "../chart/forecast-chart.tsx";
import type { ForecastChartProps } from "../chart/forecast-model.ts";
import { useFormats } from "../formats.ts";
import { useNow } from "../now.ts";
import { useLanguage, useText } from "../text.ts";
import { chartMarks, chartTexts, peakChartProps, type ChartPeak, type PeakChartData } from "./peak-chart-data.ts";

interface PeakChartProps {
  readonly title: string;
  readonly data: PeakChartData;
  /** null = no peak is chosen. */
  readonly peak: ChartPeak | null;
  readonly span: "near" | "all";
  /** Draws what was forecast of the past weeks. */
  readonly earlier: boolean;
  readonly whatIf: ForecastChartProps["whatIf"];
  readonly height: number;
  readonly fileName: string;
  readonly onMark: (mark: ChartMark) => void;
  /** More controls of the chart, before its table and exports. */
  readonly tools?: ReactNode;
}

/** A region's past, forecast and capacity with what lies on the way. */
export function PeakChart({ title, data, peak, span, earlier, whatIf, height, fileName, onMark, tools }: PeakChartProps): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const language = useLanguage();
  const nowMs = useNow("minute");
  const earlierLabel = earlier ? t("chart.earlier") : null;
  const drawn = useMemo(() => peakChartProps(data, peak, nowMs, span, earlierLabel), [data, peak, nowMs, span, earlierLabel]);
  const marks = useMemo(() => chartMarks(data, chartTexts(t, language, formats.number)), [data, t, language, formats]);
  const askBy =
    peak === null || peak.deadline.state === "passed"
      ? null
      : { atMs: peak.deadline.askByMs, label: t("mark.askBy", { time: formats.dateTime(peak.deadline.askByMs, data.timeZone) }) };
  return (
    <ForecastChart
      {...drawn}
      title={title}
      facts={[t("chart.facts", { offset: formatOffset(nowMs, data.timeZone) })]}
      whatIf={whatIf}
      marks={marks}
      askBy={askBy}
      tools={tools}
      height={height}
      fileName={fileName}
      onMark={onMark}
    />
  );
}
