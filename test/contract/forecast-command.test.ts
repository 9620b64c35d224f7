import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SeriesForecast, SeriesRefusal } from "../../backend/forecast/series-forecast.ts";

const root = resolve(import.meta.dirname, "../..");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-forecast-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function forecast(...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [join(root, "backend/cli/headroom.ts"), "forecast", ...args], { cwd: folder });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data) => (out += String(data)));
  child.stderr.on("data", (data) => (err += String(data)));
  return new Promise((done) => child.on("close", (code) => done({ code, out, err })));
}

/** Wall-clock times of a number of hours from a Monday on. */
function hours(count: number): readonly string[] {
  return Array.from({ length: count }, (_, hour) =>
    new Date(Date.UTC(2026, 4, 4) + hour * 3_600_000).toISOString().slice(0, 16).replace("T", " "),
  );
}

/** Busy from 08:00 to 20:00 of working days, wall clock. */
function office(hour: number): number {
  const busy = hour % 24 >= 8 && hour % 24 < 20 && Math.floor(hour / 24) % 7 < 5;
  return busy ? 400 : 100;
}

async function write(name: string, rows: readonly string[]): Promise<string> {
  const path = join(folder, name);
  const text = `series,ts,value\n${rows.join("\n")}\n`;
  await writeFile(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

test("forecasts every series of a packed file in its order, on the clock of the zone; bad rows are told, good ones go in", async () => {
  const times = hours(42 * 24);
  const rows = times.flatMap((ts, hour) => [`web,${ts},${office(hour)}`, `app,${ts},${office(hour) / 4}`]);
  const path = await write("two.csv.gz", [
    ...rows.toReversed(),
    "web,yesterday,5",
    "app,2026-05-04 08:00,many",
    "app,2026-05-04 08:00,-4",
    ",2026-05-04 08:00,4",
    "app,2026-05-04 08:30,",
    "tiny,2026-05-04 08:30,7",
  ]);
  const { code, out, err } = await forecast("--in", path, "--horizon", "336", "--tz", "Europe/Prague", "--capacity", "300", "--json");
  expect(code).toBe(0);
  expect(err.trim().split("\n")).toEqual([
    'two.csv.gz:2018: bad-date in ts: "yesterday" is not a date as ISO 8601',
    'two.csv.gz:2019: bad-number in value: "many" is not a number',
    'two.csv.gz:2020: bad-value in value: "-4" is below nothing',
    "two.csv.gz:2021: missing-value in series: the row names no series",
  ]);
  const [app, web, tiny] = JSON.parse(out) as [SeriesForecast, SeriesForecast, SeriesRefusal];
  expect(tiny).toEqual({ series: "tiny", error: "too_short" });
  expect([app.series, web.series, app.start]).toEqual(["app", "web", "2026-06-15T00:00:00+02:00"]);
  expect(app.p50.map((value) => Math.round(value))).toEqual(Array.from({ length: 336 }, (_, hour) => office(hour) / 4));
  expect(web.weekMax.map(({ p50 }) => Math.round(p50))).toEqual([400, 400]);
  expect(web.peaks.every(({ pExceed }) => pExceed !== null && pExceed > 0.99)).toBe(true);
  expect(app.peaks.every(({ pExceed }) => pExceed !== null && pExceed < 0.01)).toBe(true);
  expect(app.quality).toEqual({ historyDays: 42, gapShare: 0, notes: [{ code: "no_yearly_rhythm" }] });
  expect(Object.keys(web)).toEqual(["series", "start", "p50", "p75", "p90", "p95", "peaks", "weekMax", "quality", "ms"]);
});

test("the same rows with an offset are the same forecast", async () => {
  const times = hours(28 * 24);
  const wall = await write(
    "wall.csv",
    times.map((ts, hour) => `web,${ts},${office(hour)}`),
  );
  const zoned = await write(
    "zoned.csv",
    times.map((ts, hour) => `web,${ts.replace(" ", "T")}:00+08:00,${office(hour)}`),
  );
  const made = await Promise.all([wall, zoned].map((path) => forecast("--in", path, "--horizon", "48", "--tz", "Asia/Shanghai", "--json")));
  const [a, b] = made.map(({ out }) => (JSON.parse(out) as [SeriesForecast]).map((one) => ({ ...one, ms: 0 })));
  expect(a).toEqual(b);
});

test("an event ahead lifts its hours and none of the others", async () => {
  const path = await write(
    "event.csv",
    hours(42 * 24).map((ts, hour) => `web,${ts},${office(hour)}`),
  );
  const events = join(folder, "events.csv");
  await writeFile(
    events,
    "label,start,end,factor,expected\nsale,2026-06-16 10:00,2026-06-16 14:00,2,\nsale,2026-06-17 10:00,2026-06-16 14:00,2,\n",
  );
  const without = JSON.parse((await forecast("--in", path, "--horizon", "96", "--json")).out) as [SeriesForecast];
  const { out, err } = await forecast("--in", path, "--horizon", "96", "--events", events, "--json");
  const [web] = JSON.parse(out) as [SeriesForecast];
  expect(err).toBe("events.csv:3: bad-value in end: the event ends before it begins\n");
  expect(web.p50.map((value, hour) => Math.round((value / (without[0].p50[hour] ?? 1)) * 10) / 10)).toEqual(
    Array.from({ length: 96 }, (_, hour) => (hour >= 34 && hour < 38 ? 2 : 1)),
  );
});

test("a table for people, and one line for what is wrong", async () => {
  const path = await write(
    "table.csv",
    hours(30 * 24).map((ts, hour) => `web,${ts},${office(hour)}`),
  );
  const table = await forecast("--in", path, "--horizon", "168", "--capacity", "300");
  expect(table.out.split("\n")).toHaveLength(3);
  expect(table.out).toMatch(
    /^series +week +greatest hour +p50 +p90 +full % +history\nweb +1 +2026-06-0\dT\d\d:00:00Z +400\S* +40\d\S* +100 +30 days, no yearly rhythm\n$/,
  );
  expect(await forecast("--in", join(folder, "none.csv"))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^headroom: cannot read .*none\.csv \(ENOENT\): check the path\n$/),
  });
  await writeFile(join(folder, "columns.csv"), "a,b\n1,2\n");
  expect(await forecast("--in", join(folder, "columns.csv"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("columns.csv has no column series"),
  });
  expect(await forecast("--in", path, "--horizon", "0")).toMatchObject({
    code: 1,
    err: expect.stringContaining("a whole number of hours"),
  });
});
