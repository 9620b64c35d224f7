import { beforeEach, expect, test } from "vitest";
import { sampleAccount, sampleCapacity } from "../../test/support/sample-records.ts";
import { sampleUsage } from "../../test/support/sample-usage.ts";
import { kindNames, type Kind, type RecordOf } from "../../shared/domain/kinds.ts";
import { usageDigest } from "../../shared/domain/metrics/usage-digest.ts";
import { hourMs, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { Engine } from "./engine.ts";
import { decodeOutlooks, encodeOutlooks } from "./outlook-page.ts";
import { PeakKeeper } from "./peak-keeper.ts";
import type { Dependency } from "./query.ts";

const startMs = Date.parse("2026-10-29T10:20:00.000Z");
let nowMs = startMs;
let told: Dependency[] = [];
let reads: string[] = [];
let kept = 0;

function start(
  records: readonly (readonly [Kind, RecordOf<Kind>])[],
  series: readonly HourlySeries[],
): { readonly engine: Engine; readonly keeper: PeakKeeper } {
  const engine: Engine = new Engine(
    async (accountId) => {
      reads.push(accountId);
      return series.filter((one) => one.accountId === accountId);
    },
    (changed) => told.push(...changed),
  );
  for (const kind of kindNames) {
    const rows = records.filter(([of]) => of === kind).map(([, record]) => record);
    if (rows.length > 0) engine.addPage(kind, 0, new PageReader(encodePage(kind, rows)));
  }
  rollUp(engine, series);
  const keeper = new PeakKeeper({
    engine,
    onKept: () => {
      kept += 1;
    },
    now: () => nowMs,
    after: () => () => undefined,
    report: (error) => {
      throw error;
    },
  });
  return { engine, keeper };
}

function rollUp(engine: Engine, series: readonly HourlySeries[]): void {
  const accounts = Map.groupBy(series, (one) => one.accountId);
  engine.setRollups(
    Array.from(accounts, ([accountId, own]) => {
      const digest = usageDigest(own, Number.POSITIVE_INFINITY);
      if (digest === null) throw new Error("a sample has usage");
      return { accountId, ...digest };
    }),
  );
}

beforeEach(() => {
  nowMs = startMs;
  [told, reads, kept] = [[], [], 0];
});

const usage = [sampleUsage(startMs), sampleUsage(startMs, { accountId: "acc-2", top: 300 })];
const book = [
  sampleAccount(),
  sampleAccount({ id: "acc-2", code: "TWO" }),
  sampleCapacity({ pcu: 950 }),
  sampleCapacity({ id: "cap-2", accountId: "acc-2", pcu: 2_000 }),
];

const event = {
  id: "evt-1",
  accountId: "acc-1",
  region: "cn-east",
  name: "周年庆",
  startsAt: "2026-11-07T10:00:00.000Z",
  endsAt: "2026-11-07T15:00:00.000Z",
  upliftFactor: 2,
  toldBy: "customer" as const,
  rev: 0,
};

test("the book is forecast after the start, and nothing is made again from the same rows", async () => {
  const { engine, keeper } = start(book, usage);
  await keeper.settle();
  expect([reads, told.includes("peaks"), kept]).toEqual([["acc-1", "acc-2"], true, 1]);
  const [one, two] = [engine.outlook("acc-1"), engine.outlook("acc-2")];
  expect([
    one?.asOfMs,
    one?.regions.map((region) => [region.region, region.firstDay, region.p90.length]),
    two?.peaks.every((peak) => peak.level === "good"),
  ]).toEqual([Math.floor(startMs / hourMs) * hourMs - hourMs, [["cn-east", "2026-10-29", 46]], true]);
  // A draft to the customer is no news for a forecast.
  engine.applyChanges([{ op: "put", seq: 2, kind: "account", id: "acc-1", doc: { ...sampleAccount()[1], name: "星屿", rev: 2 } }], 1);
  await keeper.settle();
  expect(reads).toEqual(["acc-1", "acc-2"]);
});

test("an event that is typed moves the account's peaks and no other's; told to be possible only, it weighs less", async () => {
  const { engine, keeper } = start(book, usage);
  await keeper.settle();
  const [before, other] = [engine.outlook("acc-1"), engine.outlook("acc-2")];
  reads = [];
  const put = (seq: number, fields: JsonObject): void =>
    engine.applyChanges([{ op: "put", seq, kind: "plannedEvent", id: event.id, doc: { ...event, ...fields } }], seq);
  put(2, {});
  await keeper.settle();
  const at = (ms: number) => engine.outlook("acc-1")?.peaks.find((peak) => peak.startMs < ms && peak.endMs > ms);
  const atMs = Date.parse("2026-11-07T12:30:00.000Z");
  const certain = at(atMs);
  expect(certain?.pExceed).toBeGreaterThan(0.9);
  expect([certain?.eventIds, reads, engine.outlook("acc-2") === other, engine.outlook("acc-1") === before]).toEqual([
    ["evt-1"],
    ["acc-1"],
    true,
    false,
  ]);
  put(3, { confidence: "possible" });
  await keeper.settle();
  expect(at(atMs)?.pExceed).toBeLessThan(0.5);
  expect(at(atMs)?.pExceed).toBeGreaterThan(0.3);
});

test("a peak keeps its name when it is forecast again from other usage a day later and its event has moved by two hours", async () => {
  const { engine, keeper } = start([...book, ["plannedEvent", event]], usage);
  await keeper.settle();
  nowMs = startMs + 24 * hourMs;
  const moved = { ...event, startsAt: "2026-11-07T12:00:00.000Z", endsAt: "2026-11-07T17:00:00.000Z" };
  const restated = [sampleUsage(nowMs, { top: 840 }), sampleUsage(nowMs, { accountId: "acc-2" })];
  const { engine: later, keeper: again } = start([...book, ["plannedEvent", moved]], restated);
  later.replaceOutlooks(engine.outlooks());
  await again.settle();
  const nameOf = (of: Engine): string | undefined => of.outlook("acc-1")?.peaks.find((peak) => peak.eventIds.includes("evt-1"))?.peakId;
  expect([typeof nameOf(engine), nameOf(later)]).toEqual(["string", nameOf(engine)]);
});

test("what was stored is shown after the next start and not made again; the next day it is", async () => {
  const { engine, keeper } = start(book, usage);
  await keeper.settle();
  const stored = decodeOutlooks(encodeOutlooks(engine.outlooks()));
  expect(stored).toEqual(engine.outlooks());
  reads = [];
  const { engine: next, keeper: nextKeeper } = start(book, usage);
  next.replaceOutlooks(stored);
  await nextKeeper.settle();
  expect(reads).toEqual([]);
  nowMs += 24 * hourMs;
  const { engine: tomorrow, keeper: tomorrowKeeper } = start(book, usage);
  tomorrow.replaceOutlooks(stored);
  await tomorrowKeeper.settle();
  expect(reads).toEqual(["acc-1", "acc-2"]);
});

test("an account without usage says so, and keeps saying so after a start", async () => {
  const { engine, keeper } = start([sampleAccount()], []);
  await keeper.settle();
  const refused = [{ region: "cn-east", code: "no_data" }];
  expect([engine.outlook("acc-1")?.refused, decodeOutlooks(encodeOutlooks(engine.outlooks()))[0]?.refused]).toEqual([refused, refused]);
});
