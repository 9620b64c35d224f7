import { monitorEventLoopDelay } from "node:perf_hooks";
import { Engine } from "../../renderer/data/engine.ts";
import type { UsageRollup } from "../../renderer/data/local-store.ts";
import { decodeOutlooks, encodeOutlooks } from "../../renderer/data/outlook-page.ts";
import { PeakKeeper } from "../../renderer/data/peak-keeper.ts";
import { peakRadar } from "../../renderer/data/queries/peak-radar.ts";
import { peakWhatIf } from "../../renderer/data/queries/peak-what-if.ts";
import { usageRollup } from "../../renderer/data/usage-rollup.ts";
import { createDemo } from "../../shared/demo/demo.ts";
import { forecastHorizonDays } from "../../shared/domain/forecast/forecast.ts";
import { type Kind, kindNames } from "../../shared/domain/kinds.ts";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { snapshotPageRows } from "../../shared/sync/protocol.ts";
import type { Bench, BenchSize } from "./bench.ts";

const runs = 3;
const endMs = Date.UTC(2026, 9, 29, 2);

interface Book {
  readonly pages: readonly { readonly kind: Kind; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly chunks: ReadonlyMap<string, readonly PackedChunk[]>;
  readonly rollups: readonly UsageRollup[];
}

function bookOf(size: BenchSize): Book {
  const demo = createDemo({ size, seed: 7, endMs });
  const rows = new Map<Kind, object[]>(kindNames.map((kind) => [kind, []]));
  const count = demo.counts.accounts;
  for (const records of [demo.sharedRecords(), demo.headRecords(0, count), demo.bodyRecords(0, count)]) {
    for (const { kind, id, fields } of records) rows.get(kind)?.push({ ...fields, id, rev: 1 });
  }
  const pages = Array.from(rows, ([kind, own]) => {
    const parts = Array.from({ length: Math.ceil(own.length / snapshotPageRows) }, (_, i) =>
      own.slice(i * snapshotPageRows, (i + 1) * snapshotPageRows),
    );
    return parts.map((part) => ({ kind, bytes: encodePage(kind, part as never) }));
  }).flat();
  const chunks = new Map<string, PackedChunk[]>();
  for (const { values, ...key } of demo.usageChunks(0, count)) {
    const own = chunks.get(key.accountId) ?? [];
    own.push({ ...key, rev: 1, ...packValues(values) });
    chunks.set(key.accountId, own);
  }
  return { pages, chunks, rollups: [...chunks].flatMap(([accountId, own]) => usageRollup(accountId, own) ?? []) };
}

function open({ pages, rollups, chunks }: Book, onKept: () => void): { readonly engine: Engine; readonly keeper: PeakKeeper } {
  const engine = new Engine(
    async (accountId, group) => (group === "usage" ? seriesOfChunks(chunks.get(accountId) ?? []) : []),
    () => undefined,
  );
  const beganMs = performance.now();
  const keeper = new PeakKeeper({
    engine,
    onKept,
    now: () => endMs + hourMs + performance.now() - beganMs,
    // As in the worker: what is planned anew waits four milliseconds at least.
    after: (ms, run) => {
      const timer = setTimeout(run, Math.max(4, ms));
      return () => clearTimeout(timer);
    },
    report: (error) => {
      throw error;
    },
  });
  for (const [number, { kind, bytes }] of pages.entries()) engine.addPage(kind, number, new PageReader(bytes));
  engine.setRollups(rollups);
  return { engine, keeper };
}

/** The whole book in turns, as the worker does it. Answers how long it took and the longest time that nothing else got its turn. */
async function inTurns(
  book: Book,
): Promise<{ readonly engine: Engine; readonly keeper: PeakKeeper; readonly ms: number; readonly blockedMs: number }> {
  const done = Promise.withResolvers<void>();
  const { engine, keeper } = open(book, () => {
    if (engine.all("account").every((account) => engine.outlook(account.id) !== undefined)) done.resolve();
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const started = performance.now();
  delay.enable();
  keeper.start();
  await done.promise;
  delay.disable();
  const ms = performance.now() - started;
  keeper.stop();
  return { engine, keeper, ms, blockedMs: delay.max / 1e6 };
}

/** The same hours as a week ago, and the greatest of them: what a forecast may be without any method. */
function seasonalNaive({ chunks }: Book): number {
  let greatest = 0;
  for (const own of chunks.values()) {
    for (const { values } of seriesOfChunks(own)) {
      const ahead = new Float64Array(forecastHorizonDays * 24);
      for (let hour = 0; hour < ahead.length; hour += 1) {
        ahead[hour] = values[values.length - 168 + (hour % 168)] ?? Number.NaN;
        greatest = Math.max(greatest, ahead[hour] ?? 0);
      }
    }
  }
  return greatest;
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Forecasts and peaks of every account, in turns as the worker keeps them; in the note the longest turn, one changed account, and what a start does. */
export const bench: Bench = {
  name: "forecast-book",
  run: async (size) => {
    const book = bookOf(size);
    const runsMs: number[] = [];
    const floorRunsMs: number[] = [];
    const blocked: number[] = [];
    let note = "";
    for (let run = 0; run < runs; run += 1) {
      const { engine, keeper, ms, blockedMs } = await inTurns(book);
      runsMs.push(ms);
      blocked.push(blockedMs);
      floorRunsMs.push(await timed(() => seasonalNaive(book)));
      if (run < runs - 1) continue;
      const nowMs = endMs + hourMs;
      const radar = await timed(() => peakRadar.run(engine, { regions: [], tiers: [], owners: [], levels: [] }, nowMs));
      const [row] = (await peakRadar.run(engine, { regions: [], tiers: [], owners: [], levels: [] }, nowMs)).rows;
      const pages = encodeOutlooks(engine.outlooks());
      const stored = await timed(() => encodeOutlooks(engine.outlooks()));
      const read = await timed(() => decodeOutlooks(pages));
      const series = engine.outlooks().reduce((sum, outlook) => sum + outlook.regions.length, 0);
      const peaks = engine.outlooks().reduce((sum, outlook) => sum + outlook.peaks.length, 0);
      const args = { accountId: row?.peak.accountId ?? "", region: row?.peak.region ?? "", capacityPcu: 1_000, factors: {} };
      await peakWhatIf.run(engine, args, nowMs);
      const whatIf = await timed(() => peakWhatIf.run(engine, { ...args, capacityPcu: 2_000 }, nowMs));
      const one: number[] = [];
      for (const account of engine.all("account").slice(0, 20)) {
        engine.applyChanges([{ op: "put", seq: 1, kind: "account", id: account.id, doc: { ...account, tier: "basic", country: "SG" } }], 1);
        one.push(await timed(() => keeper.settle()));
      }
      note =
        `${series} series, ${peaks} peaks; longest turn ${median(blocked).toFixed(0)} ms; one account ${median(one).toFixed(0)} ms; radar ${radar.toFixed(0)} ms; ` +
        `what-if ${whatIf.toFixed(1)} ms; stored ${((pages.outlooks.length + pages.peaks.length) / 1e6).toFixed(1)} MB in ${stored.toFixed(0)} ms, read in ${read.toFixed(0)} ms`;
    }
    return { runsMs, floorName: "seasonal naive of every series", floorRunsMs, note };
  },
};
