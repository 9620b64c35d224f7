import { type Command, InvalidArgumentError, Option } from "commander";
import type { Holiday } from "../../shared/domain/calendar/holiday.ts";
import { saturdayAndSunday, weekendOf } from "../../shared/domain/calendar/weekend.ts";
import { forecastHorizonDays } from "../../shared/domain/forecast/forecast.ts";
import { maxHorizonHours } from "../../shared/domain/forecast/check-input.ts";
import { readEventsFile } from "../forecast/events-file.ts";
import { forecastAll } from "../forecast/forecast-all.ts";
import { FaultPrinter } from "../forecast/fault-printer.ts";
import { type FileSeries, readSeriesFile } from "../forecast/series-file.ts";
import type { SeriesForecast, SeriesRefusal } from "../forecast/series-forecast.ts";
import { tableHead, tableRow } from "../forecast/forecast-table.ts";
import { FileError } from "../ingest/fault.ts";
import { Zone } from "../ingest/zone.ts";
import { endWithReader } from "./end-with-reader.ts";
import { CommandError } from "./report-fault.ts";

interface ForecastCommandOptions {
  readonly in: string;
  readonly horizon: number;
  readonly tz: Zone;
  readonly country?: string;
  readonly events?: string;
  readonly capacity?: number;
  readonly json: boolean;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

function parseHorizon(text: string): number {
  const hours = Number(text);
  if (!/^\d{1,5}$/.test(text) || hours < 1 || hours > maxHorizonHours)
    throw new InvalidArgumentError(`a whole number of hours from 1 to ${maxHorizonHours}.`);
  return hours;
}

function parseZone(text: string): Zone {
  const zone = Zone.of(text === "Z" ? "UTC" : text);
  if (zone === null) throw new InvalidArgumentError("a time zone like Asia/Shanghai, or UTC.");
  return zone;
}

function parseCountry(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError("a country's two letters, like CN.");
  return text.toUpperCase();
}

function parseCapacity(text: string): number {
  const pcu = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || !(pcu > 0) || pcu > 1e15) throw new InvalidArgumentError("a number of users above 0.");
  return pcu;
}

/** Holidays from the first series' begin to the last one's horizon. Loaded only when asked for: the calendars of all countries are large. */
async function holidaysFor(series: readonly FileSeries[], country: string | undefined, horizonHours: number): Promise<readonly Holiday[]> {
  if (country === undefined || series.length === 0) return [];
  const { holidaysOf } = await import("../../shared/domain/calendar/holidays-of.ts");
  const firstMs = series.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY);
  const lastMs = series.reduce((most, { startMs, values }) => Math.max(most, startMs + values.length * hourMs), Number.NEGATIVE_INFINITY);
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return holidaysOf(country, day(firstMs - 2 * dayMs), day(lastMs + horizonHours * hourMs + 2 * dayMs));
}

function lastDayOf(series: readonly FileSeries[]): string {
  const lastMs = series.reduce((most, { startMs, values }) => Math.max(most, startMs + values.length * hourMs), 0);
  return new Date(lastMs).toISOString().slice(0, 10);
}

async function run(options: ForecastCommandOptions): Promise<void> {
  endWithReader();
  const faults = new FaultPrinter((line) => process.stderr.write(`${line}\n`));
  const onFault = faults.add.bind(faults);
  try {
    const series = await readSeriesFile(options.in, options.tz, onFault);
    const events = options.events === undefined ? [] : await readEventsFile(options.events, options.tz, onFault);
    const settings = {
      horizonHours: options.horizon,
      timeZone: options.tz.name,
      holidays: await holidaysFor(series, options.country, options.horizon),
      weekend: options.country === undefined ? saturdayAndSunday : weekendOf(options.country, lastDayOf(series)),
      events,
      capacityPcu: options.capacity ?? null,
    };
    faults.end();
    if (series.length === 0) throw new CommandError(`${options.in} has no value of any series`);
    let made = 0;
    let written = 0;
    process.stdout.write(options.json ? "[" : tableHead());
    await forecastAll(series, settings, (outcome) => {
      if (outcome.made) made += 1;
      process.stdout.write(
        options.json
          ? `${written === 0 ? "" : ",\n"}${outcome.json}`
          : tableRow(JSON.parse(outcome.json) as SeriesForecast | SeriesRefusal),
      );
      written += 1;
    });
    if (options.json) process.stdout.write("]\n");
    if (made === 0) throw new CommandError("no series could be forecast");
  } catch (error) {
    throw fileFault(error, options);
  }
}

function fileFault(error: unknown, options: ForecastCommandOptions): unknown {
  if (error instanceof FileError) return new CommandError(`cannot read ${options.in}: ${error.message}`);
  if (error instanceof Error && "code" in error && "path" in error && ["ENOENT", "EACCES", "EISDIR"].includes(String(error.code)))
    return new CommandError(`cannot read ${String(error.path)} (${String(error.code)}): check the path`);
  return error;
}

/** `headroom forecast`: hourly forecasts of the series of a file. */
export function addForecastCommand(program: Command): void {
  program
    .command("forecast")
    .description("Forecasts hourly series of a CSV file: medians, quantiles, peaks and weekly maxima. Nothing is stored.")
    .requiredOption("--in <file>", "rows series,ts,value (.csv or .csv.gz); ts is ISO 8601 with an offset, or on the clock of --tz")
    .option("--horizon <hours>", `hours ahead`, parseHorizon, forecastHorizonDays * 24)
    .addOption(
      new Option("--tz <zone>", "time zone of the audience, whose clock and days count")
        .argParser(parseZone)
        .default(parseZone("UTC"), "UTC"),
    )
    .option("--country <code>", "country of the audience, whose holidays count (ISO 3166-1, two letters)", parseCountry)
    .option("--events <file>", "rows label,start,end and optionally series, factor, expected: past events teach, those ahead are forecast")
    .option("--capacity <pcu>", "users that fit; peaks get the probability that they do not", parseCapacity)
    .option("--json", "an array with an object a series, one a line", false)
    .action(run);
}
