import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const hourMs = 3_600_000;
const folder = resolve(import.meta.dirname, "../../../shared/real-input");

/** Whether the recorded exports are on this machine; they are not part of this repository. */
export const recordedIsPresent = existsSync(join(folder, "usage"));

/** Hourly maxima of one recorded series, from a whole hour on; NaN = missing. */
export interface HourlyRecord {
  readonly name: string;
  readonly startMs: number;
  readonly values: Float64Array;
  readonly timeZone: string;
  /** Whose holidays are in it. */
  readonly country: string;
}

type Sample = readonly [ms: number, value: number];

function hourly(samples: readonly Sample[]): Pick<HourlyRecord, "startMs" | "values"> {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const [ms] of samples) {
    first = Math.min(first, Math.floor(ms / hourMs));
    last = Math.max(last, Math.floor(ms / hourMs));
  }
  const values = new Float64Array(last - first + 1).fill(Number.NaN);
  for (const [ms, value] of samples) {
    const at = Math.floor(ms / hourMs) - first;
    if (!((values[at] ?? Number.NaN) >= value)) values[at] = value;
  }
  return { startMs: first * hourMs, values };
}

/** The five recorded series of usage. Those on a wall clock stay on it: their zone is then UTC, and no hour is doubled. */
export function recordedSeries(): readonly HourlyRecord[] {
  const rows = (file: string): readonly (readonly string[])[] =>
    readFileSync(join(folder, "usage", file), "utf8")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(",").map((cell) => cell.replaceAll('"', "").trim()));
  const wall = (text: string | undefined): number => Date.parse(`${(text ?? "").replace(" ", "T")}Z`);
  const load = rows("load-victoria.csv").map(([ts, value]): Sample => [Date.parse(ts ?? ""), Number(value)]);
  const taxi = rows("taxi-nyc.csv").map(([ts, value]): Sample => [wall(ts), Number(value)]);
  const bikes = rows("bikes-dc.csv").map((cells): Sample => [wall(cells[0]), Number(cells[8])]);
  const online = rows("online-v2ex.csv").map(([ts, value]): Sample => [
    Date.parse((ts ?? "").replace(" (CST)", "")) + 8 * hourMs,
    Number(value),
  ]);
  const users = rows("users-srv1.csv").map(([, value, ts]): Sample => [wall(ts), Number(value)]);
  return [
    { name: "load VIC", ...hourly(load), timeZone: "Australia/Melbourne", country: "AU" },
    { name: "taxi NYC", ...hourly(taxi), timeZone: "UTC", country: "US" },
    { name: "bikes DC", ...hourly(bikes), timeZone: "UTC", country: "US" },
    { name: "online V2EX", ...hourly(online), timeZone: "UTC", country: "CN" },
    { name: "users SRV1", ...hourly(users), timeZone: "UTC", country: "CZ" },
  ];
}
