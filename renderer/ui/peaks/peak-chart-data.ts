import type { HolidayName } from "../../../shared/domain/calendar/holiday.ts";
import type { CapacityStep } from "../../../shared/domain/headroom/headroom.ts";
import type { Severity } from "../../../shared/domain/incident/incident.ts";
import type { Language } from "../../../shared/i18n/catalogue.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { ChartMark } from "../chart/chart-model.ts";
import type { ForecastChartProps } from "../chart/forecast-model.ts";

/** What the chart of a region is drawn from: the answer of the query `peakForecast` fits. */
export interface PeakChartData {
  readonly timeZone: string;
  readonly history: { readonly startMs: number; readonly values: Float64Array };
  readonly forecast: {
    readonly startMs: number;
    readonly p50: Float64Array;
    readonly p90: Float64Array;
    readonly p95: Float64Array;
  } | null;
  readonly capacity: readonly CapacityStep[];
  readonly events: readonly {
    readonly id: string;
    readonly name: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly upliftFactor: number | null;
    readonly expectedPcu: number | null;
  }[];
  readonly holidays: readonly { readonly name: HolidayName; readonly kind: string; readonly fromMs: number; readonly toMs: number }[];
  readonly incidents: readonly {
    readonly id: string;
    readonly number: string;
    readonly severity: Severity;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
  readonly memory: {
    readonly weeks: readonly {
      readonly startsAt: string;
      readonly endsAt: string;
      readonly made: readonly { readonly at: string; readonly p50: number }[];
    }[];
  };
  readonly backtest: readonly { readonly startMs: number; readonly endMs: number; readonly leadDays: number; readonly p50: number }[];
}

/** The peak that the chart is about. */
export interface ChartPeak {
  readonly startMs: number;
  readonly endMs: number;
  readonly atMs: number;
  readonly deadline: { readonly askByMs: number; readonly state: "ahead" | "today" | "passed" };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Days of the past that the chart shows: enough for a week beside the forecast; more when earlier forecasts are compared. */
const pastDays = { near: 8, all: 14, earlier: 62 } as const;

/** The period that is drawn: `near` = some three weeks around now and the peak, `all` = everything that is forecast. */
export function chartPeriod(
  data: PeakChartData,
  peak: ChartPeak | null,
  nowMs: number,
  span: "near" | "all",
  earlier: boolean,
): { readonly fromMs: number; readonly toMs: number } {
  const endMs =
    data.forecast === null
      ? data.history.startMs + data.history.values.length * hourMs
      : data.forecast.startMs + data.forecast.p50.length * hourMs;
  const fromMs = nowMs - pastDays[earlier ? "earlier" : span] * dayMs;
  const near = Math.max(nowMs + 18 * dayMs, peak === null ? 0 : peak.endMs + 3 * dayMs);
  const start = Math.max(fromMs, data.history.startMs);
  return { fromMs: Math.floor(start / hourMs) * hourMs, toMs: Math.max(start + dayMs, span === "all" ? endMs : Math.min(endMs, near)) };
}

/** Marks on the lane: incidents and events with their factor, holidays of the customer's country. Seasons are too long for a mark. */
export function chartMarks(data: PeakChartData, text: ChartTexts): readonly ChartMark[] {
  const events = data.events.map((event): ChartMark => ({
    id: event.id,
    kind: "event",
    label: text.event(event),
    atMs: event.startMs,
    untilMs: event.endMs,
  }));
  const holidays = data.holidays
    .filter(
      (holiday) =>
        holiday.kind !== "season" && !data.events.some((event) => event.name === holiday.name.en || event.name === holiday.name.zh),
    )
    .map((holiday): ChartMark => ({
      id: `holiday ${holiday.fromMs} ${holiday.name.en}`,
      kind: "holiday",
      label: text.language === "en" ? holiday.name.en : holiday.name.zh,
      atMs: holiday.fromMs,
      untilMs: holiday.toMs,
    }));
  const severe = data.incidents.filter((incident) => incident.severity === "P0" || incident.severity === "P1");
  const incidents = severe.map((incident): ChartMark => ({
    id: incident.id,
    kind: "incident",
    label: incident.number,
    atMs: incident.fromMs,
    untilMs: incident.toMs,
  }));
  return [...events, ...holidays, ...incidents].toSorted((a, b) => a.atMs - b.atMs);
}

export interface ChartTexts {
  readonly language: Language;
  event(event: PeakChartData["events"][number]): string;
}

export function chartTexts(t: Text<"peaks">, language: Language, number: (value: number) => string): ChartTexts {
  return {
    language,
    event: ({ name, upliftFactor, expectedPcu }) =>
      expectedPcu !== null
        ? t("mark.expected", { name, pcu: number(expectedPcu) })
        : upliftFactor === null
          ? name
          : t("mark.factor", { name, factor: upliftFactor }),
  };
}

/**
 * What was forecast of the weeks that have passed, drawn as the greatest hour of each: what the product kept where it has kept something, else
 * what its method would have said at the time. NaN = neither.
 */
export function earlierWeeks(data: PeakChartData): { readonly startMs: number; readonly values: Float64Array } {
  const { startMs } = data.history;
  const values = new Float64Array(data.history.values.length).fill(Number.NaN);
  const draw = (fromMs: number, toMs: number, pcu: number, over: boolean): void => {
    const first = Math.max(0, Math.round((fromMs - startMs) / hourMs));
    const last = Math.min(values.length, Math.round((toMs - startMs) / hourMs));
    for (let i = first; i < last; i += 1) if (over || Number.isNaN(values[i])) values[i] = pcu;
  };
  for (const week of data.memory.weeks) {
    const newest = week.made.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
    if (newest !== undefined) draw(Date.parse(week.startsAt), Date.parse(week.endsAt), newest.p50, true);
  }
  for (const week of data.backtest) if (week.leadDays <= 7) draw(week.startMs, week.endMs, week.p50, false);
  return { startMs, values };
}

const none = new Float64Array();

/** Everything of the chart that follows from the data. */
export function peakChartProps(
  data: PeakChartData,
  peak: ChartPeak | null,
  nowMs: number,
  span: "near" | "all",
  earlierLabel: string | null,
): Pick<ForecastChartProps, "fromMs" | "toMs" | "zone" | "nowMs" | "history" | "forecast" | "capacity" | "restMs"> &
  Pick<Partial<ForecastChartProps>, "earlier"> {
  const endMs = data.history.startMs + data.history.values.length * hourMs;
  return {
    ...chartPeriod(data, peak, nowMs, span, earlierLabel !== null),
    zone: data.timeZone,
    nowMs,
    history: data.history,
    forecast: data.forecast ?? { startMs: endMs, p50: none, p90: none, p95: none },
    capacity: data.capacity.map((step) => ({ fromMs: step.fromMs, value: step.pcu })),
    restMs: peak?.atMs ?? null,
    ...(earlierLabel === null ? {} : { earlier: { ...earlierWeeks(data), label: earlierLabel } }),
  };
}
