import { expect, test } from "vitest";
import { hoursInMonth, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import { mergePack, seriesOfPack } from "./metric-pack.ts";
import { decodeRollups, encodeRollups, usageRollup } from "./usage-rollup.ts";

const dayMs = 86_400_000;

function chunk(month: string, region: string, valueOf: (hour: number) => number, rev = 1): PackedChunk {
  const values = Float64Array.from({ length: hoursInMonth(month) }, (_, hour) => valueOf(hour));
  return { accountId: "acc_1", metric: "pcu", region, carrier: null, month, rev, ...packValues(values) };
}

test("a rollup holds the greatest hour of each of the last 90 days that have data", () => {
  const chunks = [
    chunk("2026-06", "cn-east", () => 1),
    chunk("2026-07", "cn-east", (hour) => (hour % 24 === 20 ? 500 : 100)),
    chunk("2026-08", "cn-east", (hour) => (hour < 24 ? Number.NaN : hour % 24)),
    chunk("2026-09", "cn-east", (hour) => (hour < 48 ? 1000 + hour : Number.NaN)),
    chunk("2026-09", "ap-south", (hour) => (hour === 5 ? 7 : Number.NaN)),
  ];
  const rollup = usageRollup("acc_1", chunks);
  if (rollup === undefined) throw new Error("no rollup");
  const lastDayMs = Date.UTC(2026, 8, 2);
  expect(rollup.lastHourMs).toBe(lastDayMs + 23 * 3_600_000);
  const [east, south] = rollup.regions;
  expect([east?.region, east?.firstDayMs, east?.dailyMax.length]).toEqual(["cn-east", lastDayMs - 89 * dayMs, 90]);
  const dayOf = (ms: number): number | undefined => east?.dailyMax[(ms - (east.firstDayMs ?? 0)) / dayMs];
  expect([dayOf(Date.UTC(2026, 6, 10)), dayOf(Date.UTC(2026, 7, 1)), dayOf(Date.UTC(2026, 7, 2)), dayOf(lastDayMs)]).toEqual([
    500,
    Number.NaN,
    23,
    1047,
  ]);
  expect(south).toEqual({ region: "ap-south", firstDayMs: Date.UTC(2026, 8, 1), dailyMax: Float32Array.of(7) });
  expect(decodeRollups(encodeRollups([rollup]))).toEqual([rollup]);
});

test("no data is no rollup, never zeros", () => {
  expect(usageRollup("acc_1", [])).toBeUndefined();
  expect(usageRollup("acc_1", [chunk("2026-07", "cn-east", () => Number.NaN)])).toBeUndefined();
});

test("a newer chunk replaces its month in the pack, an older one does not", () => {
  const first = mergePack(null, [chunk("2026-07", "cn-east", () => 1, 5), chunk("2026-09", "cn-east", () => 9, 5)]);
  const newer = mergePack(first, [chunk("2026-07", "cn-east", () => 2, 6)]);
  const stale = mergePack(newer, [chunk("2026-07", "cn-east", () => 3, 4)]);
  const [series] = seriesOfPack(stale);
  expect([series?.startMs, series?.values.length]).toEqual([monthStartMs("2026-07"), 744 + 744 + 720]);
  expect([series?.values[0], series?.values[744], series?.values.at(-1)]).toEqual([2, Number.NaN, 9]);
});
