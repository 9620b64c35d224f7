/**
 * Scores the forecast over rolling origins of recorded series (../shared/real-input, when it is there) and of made ones, and prints a table:
 * `node test/forecast/score.ts [--origins 12] [--made 4] [--json]`. docs/forecast.md says what the columns mean and what was seen.
 */
import { parseArgs } from "node:util";
import { holidaysOf } from "../../shared/domain/calendar/holidays-of.ts";
import type { Forecast, ForecastEvent } from "../../shared/domain/forecast/forecast.ts";
import { forecastSeries } from "../../shared/domain/forecast/forecast-series.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { instantOf, madeSeries, withEvents, withFaults, withGaps } from "./made-series.ts";
import { areaUnderCurve, fourWeeks, lastWeeks, meanError, medianOf, naive2, scaleOf, symmetricError } from "./measures.ts";
import { type HourlyRecord, recordedIsPresent, recordedSeries } from "./recorded-series.ts";

const monthHours = 672;
const shortHours = 48;
const historyHours = 395 * 24;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function forecastFrom(
  record: HourlyRecord,
  from: number,
  values: Float64Array,
  horizonHours: number,
  events: readonly ForecastEvent[] = [],
): Forecast {
  const startMs = instantOf(record, from);
  const endMs = instantOf(record, from + values.length + horizonHours);
  const result = forecastSeries({
    history: { startMs, values },
    horizonHours,
    timeZone: record.timeZone,
    holidays: record.country === "" ? [] : holidaysOf(record.country, dayOf(startMs), dayOf(endMs)),
    events,
    incidents: [],
    capacity: [],
    logBias: 0,
  });
  if (!result.ok) throw new Error(`${record.name}: ${result.error.code}`);
  return result.value;
}

/** Origins spread evenly over what a series has room for. */
function originsOf(record: HourlyRecord, history: number, horizon: number, count: number): readonly number[] {
  const room = record.values.length - history - horizon;
  if (room < 0) return [];
  const step = Math.max(23, Math.floor(room / count));
  return Array.from({ length: Math.floor(room / step) + 1 }, (_, i) => i * step);
}

function greatest(values: ArrayLike<number>, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i += 1) if ((values[i] ?? 0) > most) most = values[i] ?? 0;
  return most;
}

interface Alarm {
  readonly score: number;
  readonly raised: boolean;
  readonly came: boolean;
}

const columns = [
  "owa48",
  "mase/week",
  "mase/4weeks",
  "max wk1 %",
  "max wk2-4 %",
  "peak ±1h",
  "peak ±3h",
  "p90",
  "p95",
  "max p90",
  "max p95",
  "precision",
  "recall",
  "auc",
  "faults %",
  "gaps %",
  "event %",
  "shift %",
  "ms",
] as const;
type Row = Partial<Record<(typeof columns)[number], number>>;

/** 48 hours ahead of 960 hours of history (700 where there are not so many), against Naive2: the mean of the ratios of sMAPE and MASE. */
function shortScore(record: HourlyRecord, count: number): Row {
  const history = record.values.length > 1_100 ? 960 : 700;
  const sums = [0, 0, 0, 0] as [number, number, number, number];
  for (const from of originsOf(record, history, shortHours, count)) {
    const past = record.values.slice(from, from + history);
    const actual = record.values.subarray(from + history, from + history + shortHours);
    const made = forecastFrom({ ...record, country: "" }, from, past, shortHours).p50;
    const filled = past
      .map((value, i) => (Number.isNaN(value) ? (past[i - 168] ?? past[i + 168] ?? 0) : value))
      .map((value) => (Number.isNaN(value) ? 0 : value));
    const floor = naive2(filled, shortHours);
    const scale = scaleOf(past, 24);
    const errors = [
      symmetricError(actual, made),
      meanError(actual, made) / scale,
      symmetricError(actual, floor),
      meanError(actual, floor) / scale,
    ];
    if (errors.some((error) => Number.isNaN(error))) continue;
    for (const [i, error] of errors.entries()) sums[i as 0 | 1 | 2 | 3] += error;
  }
  return sums[2] === 0 ? {} : { owa48: (sums[0] / sums[2] + sums[1] / sums[3]) / 2 };
}

function share(part: number, of: number): number {
  return of === 0 ? Number.NaN : part / of;
}

/** 28 days ahead of up to thirteen months. */
function longScore(record: HourlyRecord, count: number, alarms: Alarm[]): Row {
  const history = Math.min(historyHours, Math.floor((record.values.length - monthHours) * 0.7));
  if (history < 8 * 168) return {};
  const errors = { made: 0, week: 0, month: 0, faults: 0, gaps: 0 };
  const week1: number[] = [];
  const later: number[] = [];
  const times: number[] = [];
  const hits = { days: 0, one: 0, three: 0 };
  const cover = { hours: 0, p90: 0, p95: 0, weeks: 0, max90: 0, max95: 0 };
  for (const from of originsOf(record, history, monthHours, count)) {
    const past = record.values.slice(from, from + history);
    const actual = record.values.subarray(from + history, from + history + monthHours);
    const begun = performance.now();
    const made = forecastFrom(record, from, past, monthHours);
    times.push(performance.now() - begun);
    errors.made += meanError(actual, made.p50);
    errors.week += meanError(actual, lastWeeks(past, monthHours));
    errors.month += meanError(actual, fourWeeks(past, monthHours));
    errors.faults += meanError(actual, forecastFrom(record, from, withFaults(past), monthHours).p50);
    errors.gaps += meanError(actual, forecastFrom(record, from, withGaps(past, seededRandom(from)), monthHours).p50);
    for (let h = 0; h < monthHours; h += 1) {
      const came = actual[h] ?? Number.NaN;
      if (Number.isNaN(came)) continue;
      cover.hours += 1;
      if (came <= (made.p90[h] ?? 0)) cover.p90 += 1;
      if (came <= (made.p95[h] ?? 0)) cover.p95 += 1;
    }
    for (let day = 0; day < 28; day += 1) {
      const apart = Math.abs(greatestHour(actual, day * 24) - greatestHour(made.p50, day * 24));
      hits.days += 1;
      if (apart <= 1) hits.one += 1;
      if (apart <= 3) hits.three += 1;
    }
    const recent = greatest(past, past.length - monthHours, past.length);
    for (const [week, law] of made.weeks.entries()) {
      const came = greatest(actual, week * 168, (week + 1) * 168);
      (week === 0 ? week1 : later).push(Math.abs(law.p50 / came - 1));
      cover.weeks += 1;
      if (came <= law.p90) cover.max90 += 1;
      if (came <= law.p95) cover.max95 += 1;
      for (const factor of [0.8, 0.9, 1, 1.1, 1.2]) {
        const cap = factor * recent;
        alarms.push({ score: (law.p50 - cap) / Math.max(1e-9, law.p90 - law.p50), raised: law.p75 > cap, came: came > cap });
      }
    }
  }
  const mean = (values: readonly number[]): number => (100 * values.reduce((sum, value) => sum + value, 0)) / values.length;
  return {
    "mase/week": errors.made / errors.week,
    "mase/4weeks": errors.made / errors.month,
    "max wk1 %": mean(week1),
    "max wk2-4 %": mean(later),
    "peak ±1h": share(hits.one, hits.days),
    "peak ±3h": share(hits.three, hits.days),
    p90: share(cover.p90, cover.hours),
    p95: share(cover.p95, cover.hours),
    "max p90": share(cover.max90, cover.weeks),
    "max p95": share(cover.max95, cover.weeks),
    "faults %": 100 * (errors.faults / errors.made - 1),
    "gaps %": 100 * (errors.gaps / errors.made - 1),
    ms: medianOf(times),
  };
}

function greatestHour(values: ArrayLike<number>, from: number): number {
  let best = from;
  for (let h = from; h < from + 24; h += 1) if ((values[h] ?? -1) > (values[best] ?? -1)) best = h;
  return best;
}

/** A labelled show with three past occurrences: error of its peak, and what knowing of it does to the other hours. */
function eventScore(record: HourlyRecord, count: number): Row {
  const history = Math.min(historyHours, Math.floor((record.values.length - monthHours) * 0.7));
  if (history < 11 * 168) return {};
  const peaks: number[] = [];
  let [moved, all] = [0, 0];
  for (const from of originsOf(record, history, monthHours, count)) {
    const end = from + history;
    const plain = forecastFrom(record, from, record.values.slice(from, end), monthHours);
    const { values, spans } = withEvents(record, end, 1.7);
    const events = spans.map(([begin, until], i) => ({
      id: `show ${i}`,
      label: "show",
      startMs: instantOf(record, begin),
      endMs: instantOf(record, until),
      upliftFactor: null,
      expectedPcu: null,
    }));
    const made = forecastFrom(record, from, values.slice(from, end), monthHours, events);
    const [begin, until] = spans[spans.length - 1] ?? [0, 0];
    peaks.push(Math.abs(greatest(made.p50, begin - end, until - end) / greatest(values, begin, until) - 1));
    for (let h = 0; h < monthHours; h += 1) {
      if (h >= begin - end && h < until - end) continue;
      moved += (made.p50[h] ?? 0) - (plain.p50[h] ?? 0);
      all += plain.p50[h] ?? 0;
    }
  }
  return { "event %": (100 * peaks.reduce((sum, one) => sum + one, 0)) / peaks.length, "shift %": (100 * Math.abs(moved)) / all };
}

function alarmScore(alarms: readonly Alarm[]): Row {
  if (alarms.length === 0) return {};
  const right = alarms.filter(({ raised, came }) => raised && came).length;
  return {
    precision: share(right, alarms.filter(({ raised }) => raised).length),
    recall: share(right, alarms.filter(({ came }) => came).length),
    auc: areaUnderCurve(alarms),
  };
}

function meanRow(rows: readonly Row[]): Row {
  const mean: Row = {};
  for (const column of columns) {
    const known = rows.flatMap((row) => (row[column] === undefined || Number.isNaN(row[column]) ? [] : [row[column]]));
    if (known.length > 0) mean[column] = known.reduce((sum, value) => sum + value, 0) / known.length;
  }
  return mean;
}

function line(name: string, row: Row): string {
  const cell = (column: (typeof columns)[number]): string => {
    const value = row[column];
    return (value === undefined || Number.isNaN(value) ? "—" : value.toFixed(column.includes("%") || column === "ms" ? 1 : 3)).padStart(
      Math.max(6, column.length),
    );
  };
  return `${name.padEnd(14)} ${columns.map(cell).join(" ")}`;
}

const { values: options } = parseArgs({
  options: {
    origins: { type: "string", default: "12" },
    made: { type: "string", default: "4" },
    json: { type: "boolean", default: false },
  },
});
const count = Math.max(1, Number(options.origins));
const records = [...(recordedIsPresent ? recordedSeries() : []), ...madeSeries(Number(options.made))];
const groups = new Map<string, Row[]>();
const alarmsByName = new Map<string, Alarm[]>();
for (const record of records) {
  const alarms = alarmsByName.get(record.name) ?? [];
  const origins = record.name.startsWith("made") ? Math.max(1, Math.round(count / 4)) : count;
  const row = { ...shortScore(record, origins), ...longScore(record, origins, alarms), ...eventScore(record, origins) };
  groups.set(record.name, [...(groups.get(record.name) ?? []), row]);
  alarmsByName.set(record.name, alarms);
}
const table = Array.from(groups, ([name, rows]) => ({ name, ...meanRow(rows), ...alarmScore(alarmsByName.get(name) ?? []) }));
const total = { name: "mean", ...meanRow(table), ...alarmScore([...alarmsByName.values()].flat()) };
if (options.json) process.stdout.write(`${JSON.stringify([...table, total])}\n`);
else {
  if (!recordedIsPresent) process.stdout.write("recorded series left out: ../shared/real-input is not on this machine\n");
  process.stdout.write(`${"".padEnd(14)} ${columns.map((column) => column.padStart(Math.max(6, column.length))).join(" ")}\n`);
  for (const row of [...table, total]) process.stdout.write(`${line(row.name, row)}\n`);
}
