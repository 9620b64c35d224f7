import { HealthKeeper } from "../../renderer/data/health-keeper.ts";
import { Engine } from "../../renderer/data/engine.ts";
import { accountHealth } from "../../renderer/data/queries/account-health.ts";
import { usageRollup } from "../../renderer/data/usage-rollup.ts";
import { createDemo } from "../../shared/demo/demo.ts";
import { type Kind, kindNames, kinds } from "../../shared/domain/kinds.ts";
import { hourMs, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import type { UsageRollup } from "../../renderer/data/local-store.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { snapshotPageRows } from "../../shared/sync/protocol.ts";
import type { Bench, BenchSize } from "./bench.ts";

const runs = 5;
const changes = 40;
const endMs = Date.UTC(2026, 9, 29, 2);

interface Book {
  readonly pages: readonly { readonly kind: Kind; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly rollups: readonly UsageRollup[];
  readonly quality: ReadonlyMap<string, readonly HourlySeries[]>;
  readonly accountIds: readonly string[];
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
  const byAccount = (
    chunks: Iterable<Omit<PackedChunk, "rev" | "encoding" | "bytes"> & { readonly values: Float64Array }>,
  ): Map<string, PackedChunk[]> => {
    const found = new Map<string, PackedChunk[]>();
    for (const { values, ...key } of chunks) {
      const chunk: PackedChunk = { ...key, rev: 1, ...packValues(values) };
      found.set(key.accountId, [...(found.get(key.accountId) ?? []), chunk]);
    }
    return found;
  };
  return {
    pages,
    rollups: [...byAccount(demo.usageChunks(0, count))].flatMap(([accountId, chunks]) => usageRollup(accountId, chunks) ?? []),
    quality: new Map([...byAccount(demo.qualityChunks(0, count))].map(([accountId, chunks]) => [accountId, seriesOfChunks(chunks)])),
    accountIds: demo.accounts.map(({ id }) => id),
  };
}

function open({ pages, rollups, quality }: Book): { readonly engine: Engine; readonly keeper: HealthKeeper } {
  const engine = new Engine(
    async (accountId, group) => (group === "quality" ? (quality.get(accountId) ?? []) : []),
    () => undefined,
  );
  const keeper = new HealthKeeper({
    engine,
    qualityAccounts: async () => [...quality.keys()],
    mend: async () => false,
    onKept: () => undefined,
    now: () => endMs + hourMs,
    after: () => () => undefined,
    report: (error) => {
      throw error;
    },
  });
  // The keeper hears of what comes.
  for (const [number, { kind, bytes }] of pages.entries()) engine.addPage(kind, number, new PageReader(bytes));
  engine.setRollups(rollups);
  return { engine, keeper };
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** What it would cost to ask for an account's rows by walking the book for each. */
function naive(engine: Engine, accountIds: readonly string[]): number {
  let found = 0;
  for (const accountId of accountIds) {
    for (const kind of kindNames) {
      if (kinds[kind].accountField !== "accountId") continue;
      for (const record of engine.all(kind)) if ((record as { readonly accountId?: unknown }).accountId === accountId) found += 1;
    }
  }
  return found;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The health of every account from pages of rows and rollups, as the worker keeps it; in the note one changed account, and its page. */
export const bench: Bench = {
  name: "health",
  run: async (size) => {
    const book = bookOf(size);
    const runsMs: number[] = [];
    const again: number[] = [];
    const one: number[] = [];
    const page: number[] = [];
    const floorRunsMs: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const { engine, keeper } = open(book);
      const first = await timed(() => keeper.settle());
      engine.setRollups(book.rollups);
      const second = await timed(() => keeper.settle());
      if (run === 0) continue;
      runsMs.push(first);
      again.push(second);
      if (run < runs) continue;
      for (const accountId of book.accountIds.slice(0, changes)) {
        const account = engine.get("account", accountId);
        one.push(
          await timed(async () => {
            engine.applyChanges(
              [{ op: "put", seq: 2, kind: "account", id: accountId, doc: { ...account, summary: "changed", rev: 2 } }],
              1,
            );
            await keeper.settle();
          }),
        );
        page.push(await timed(() => accountHealth.run(engine, { accountId, atMs: null }, endMs + hourMs)));
      }
      floorRunsMs.push(await timed(() => naive(engine, book.accountIds)));
    }
    const ms = (values: readonly number[]): string => `${median(values).toFixed(1)} ms`;
    return {
      runsMs,
      floorName: "rows of each account by walking the book",
      floorRunsMs,
      note: `from pages of a start, with quality of ${book.quality.size} accounts; again with rows made: ${ms(again)}; one changed account: ${ms(one)}; its page with fourteen days: ${ms(page)}`,
    };
  },
};
