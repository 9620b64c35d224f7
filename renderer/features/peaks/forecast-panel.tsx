import { History, MoveHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { regionName } from "../../ui/attention-text.ts";
import type { ChartMark } from "../../ui/chart/chart-model.ts";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { noteText } from "../../ui/peaks/forecast-notes.ts";
import { PeakChart } from "../../ui/peaks/peak-chart.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { usePeaksStore } from "./peaks-store.ts";
import styles from "./peaks.module.css";
import type { RowForecast } from "./use-peak-forecast.ts";
import type { SupposedPeak } from "./use-supposed.ts";
import { useWindowHeight } from "./use-window-height.ts";
import { WhatIfBar } from "./what-if-bar.tsx";

interface ForecastPanelProps {
  readonly forecast: RowForecast | null;
  readonly supposed: SupposedPeak | null;
  readonly onEvent: (eventId: string) => void;
}

/** The chart of the peak under the cursor; below it what the forecast rests on, and what would be if. Its place is kept while it is worked out. */
export function ForecastPanel({ forecast, supposed, onEvent }: ForecastPanelProps): ReactNode {
  // A third of the window for the chart, so that ten rows stay in sight on a small one.
  const height = Math.max(180, Math.min(560, Math.round(useWindowHeight() * 0.34)));
  return (
    <section className={styles.panel} style={{ minHeight: height + 80 }}>
      {forecast !== null && <Drawn forecast={forecast} supposed={supposed} height={height} onEvent={onEvent} />}
    </section>
  );
}

function Drawn({
  forecast: { row, data },
  supposed,
  height,
  onEvent,
}: {
  readonly forecast: RowForecast;
  readonly supposed: SupposedPeak | null;
  readonly height: number;
  readonly onEvent: (eventId: string) => void;
}): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const navigate = useNavigate();
  const span = usePeaksStore((state) => state.span);
  const earlier = usePeaksStore((state) => state.earlier);
  const whatIf = useMemo(
    () =>
      supposed === null || supposed.what === null || supposed.peakId !== row.peak.peakId
        ? null
        : {
            capacity: supposed.what.capacityPcu === null ? null : { fromMs: supposed.capacityFromMs, value: supposed.what.capacityPcu },
            p50: supposed.what.event === null ? null : supposed.p50,
          },
    [supposed, row],
  );
  const onMark = (mark: ChartMark): void => {
    if (mark.kind === "incident") navigate({ screen: "incident", incidentId: mark.id });
    else if (mark.kind === "event") onEvent(mark.id);
  };
  return (
    <>
      <PeakChart
        title={joinDots([row.accountName, regionName(domain, row.peak.region)])}
        data={data}
        peak={row.peak}
        span={span}
        earlier={earlier}
        whatIf={whatIf}
        height={height}
        fileName={`${row.accountName}-${row.peak.region}-forecast`}
        onMark={onMark}
        tools={
          <>
            <IconButton
              size="small"
              label={t("chart.showEarlier")}
              pressed={earlier}
              icon={<History size={14} aria-hidden="true" />}
              onClick={() => usePeaksStore.getState().showEarlier(!earlier)}
            />
            <IconButton
              size="small"
              label={t("chart.span.all")}
              pressed={span === "all"}
              icon={<MoveHorizontal size={14} aria-hidden="true" />}
              onClick={() => usePeaksStore.getState().setSpan(span === "all" ? "near" : "all")}
            />
          </>
        }
      />
      <div className={styles.footer}>
        <Basis forecast={{ row, data }} />
        <span className={styles.footerEnd}>
          <WhatIfBar row={row} data={data} supposed={supposed} />
        </span>
      </div>
    </>
  );
}

/** What the forecast rests on: length of history, gaps, age, and everything that was done to it. */
function Basis({ forecast: { data } }: { readonly forecast: RowForecast }): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const language = useLanguage();
  if (data.forecast === null) return <span className={styles.basis}>{t(`refused.${data.refusal ?? "no_data"}`)}</span>;
  const { quality } = data.forecast;
  const notes = quality.notes.filter((note) => note.code !== "gaps").map((note) => noteText(note, t, formats, language, data.timeZone));
  const facts = [
    quality.historyDays >= 60
      ? t("basis.months", { months: Math.floor(quality.historyDays / 30.4) })
      : t("basis.days", { days: Math.floor(quality.historyDays) }),
    t("basis.gaps", { share: formats.percent(quality.gapShare) }),
    ...(data.asOfMs === null ? [] : [t("basis.asOf", { time: formats.dateTime(data.asOfMs, data.timeZone) })]),
  ];
  const text = [joinDots(facts), ...notes].join("   ");
  return (
    <span className={styles.basis} title={[joinDots(facts), ...notes].join("\n")}>
      {text}
    </span>
  );
}
