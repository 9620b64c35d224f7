import { expect, test } from "vitest";
import { hoursInMonth, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import { encodePage } from "../../shared/sync/columnar.ts";
import type { UsageRollup } from "./local-store.ts";
import { mergePack, seriesOfPack } from "./metric-pack.ts";
import { decodeRollups, encodeRollups, usageRollup } from "./usage-rollup.ts";

const dayMs = 86_400_000;

function chunk(month: string, region: string, valueOf: (hour: number) => number, rev = 1): PackedChunk {
  const values = Float64Array.from({ length: hoursInMonth(month) }, (_, hour) => valueOf(hour));
  return { accountId: "acc_1", metric: "pcu", region, carrier: null, sdk: null, platform: null, month, rev, ...packValues(values) };
}

function regionsOf(rollup: UsageRollup | undefined): unknown {
  const arrays = (region: UsageRollup["regions"][number]): unknown => ({
    region: region.region,
    firstDayMs: region.firstDayMs,
    dailyMax: Array.from(region.dailyMax),
    firstWeekMs: region.firstWeekMs,
    weekMax: Array.from(region.weekMax),
    weekSum: Array.from(region.weekSum),
    weekHours: Array.from(region.weekHours),
  });
  return { accountId: rollup?.accountId, lastHourMs: rollup?.lastHourMs, regions: rollup?.regions.map(arrays) };
}

test("a rollup comes back from its page as it was made", () => {
  const rollup = usageRollup("acc_1", [
    chunk("2026-08", "cn-east", (hour) => (hour < 24 ? Number.NaN : hour % 24)),
    chunk("2026-09", "cn-east", (hour) => (hour < 48 ? 1000.5 + hour : Number.NaN)),
    chunk("2026-09", "ap-south", (hour) => (hour === 5 ? 7 : Number.NaN)),
  ]);
  const other = usageRollup("acc_2", [chunk("2026-09", "cn-east", () => 3)]);
  if (rollup === undefined || other === undefined) throw new Error("no rollup");
  const decoded = decodeRollups(encodeRollups([rollup, other]));
  expect([decoded.old, ...decoded.rollups.map(regionsOf)]).toEqual([false, regionsOf(rollup), regionsOf(other)]);
});

test("chunks older than the weeks of a rollup change nothing, and an empty newest month hides nothing", () => {
  const old = [chunk("2024-01", "cn-east", () => 9), chunk("2025-11", "cn-east", () => 5)];
  const empty = [chunk("2027-06", "cn-east", () => Number.NaN)];
  expect(regionsOf(usageRollup("acc_1", [...old, ...empty]))).toEqual(regionsOf(usageRollup("acc_1", old)));
});

test("a page of the format before weeks were kept is recognised, and its days are read", () => {
  const days = Float32Array.of(5, Number.NaN, 7);
  const page = encodePage("rollup", [
    { accountId: "acc_1", lastHourMs: 9, region: "cn-east", firstDayMs: dayMs, dailyMax: new Uint8Array(days.buffer) },
  ]);
  const { old, rollups } = decodeRollups(page);
  expect([old, ...rollups.map(regionsOf)]).toEqual([
    true,
    {
      accountId: "acc_1",
      lastHourMs: 9,
      regions: [
        { region: "cn-east", firstDayMs: dayMs, dailyMax: [5, Number.NaN, 7], firstWeekMs: 0, weekMax: [], weekSum: [], weekHours: [] },
      ],
    },
  ]);
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
