import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createDemo } from "../../shared/demo/demo.ts";
import { demoUserId } from "../../shared/demo/company/users.ts";
import { type Kind, kindNames } from "../../shared/domain/kinds.ts";
import { groupOf, hoursInMonth } from "../../shared/domain/metrics/series.ts";
import { decodeContents, encodeContents } from "../../shared/domain/site-pack/pack-contents.ts";
import { usualParts } from "../../shared/domain/site-pack/pack-rules.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import { type PackedChunk, packValues } from "../../shared/sync/chunks.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { Engine } from "../data/engine.ts";
import { queryMap } from "../data/query-map.ts";
import { makePack, type PackAsked } from "../data/site-pack/make-pack.ts";
import { openContents } from "../data/site-pack/open-contents.ts";
import { usageRollup } from "../data/usage-rollup.ts";
import { createPackDataClient } from "../data/worker-client.ts";
import type { ToWorker } from "../data/worker-messages.ts";
import { systemTimers } from "../sync/timers.ts";
import { DataHost } from "./data-host.ts";

const endMs = Date.UTC(2026, 10, 20, 18);
const chosen = 3;
let accountIds: string[] = [];
let book: Engine;
let content = new Uint8Array();

const asked = (): PackAsked => ({ accountIds, parts: usualParts, tenantName: "云声", asOfMs: endMs });

/** The book of the demonstration company as a laptop has it, metrics of the first accounts included. */
function openBook(): Engine {
  const demo = createDemo({ size: "desk", seed: 1, endMs });
  const records = new Map<Kind, object[]>();
  const all = demo.counts.accounts;
  for (const { kind, id, fields } of [...demo.sharedRecords(), ...demo.headRecords(0, all), ...demo.bodyRecords(0, all)]) {
    const docs = records.get(kind) ?? [];
    docs.push({ ...fields, id, rev: 1 });
    records.set(kind, docs);
  }
  accountIds = demo.accounts.slice(0, chosen).map(({ id }) => id);
  const chunks: PackedChunk[] = [...demo.usageChunks(0, chosen), ...demo.qualityChunks(0, chosen)].map(({ values, ...key }) => ({
    ...key,
    rev: 1,
    ...packValues(values),
  }));
  const engine = new Engine(
    async (accountId, group) => seriesOfChunks(chunks.filter((chunk) => chunk.accountId === accountId && groupOf(chunk) === group)),
    () => undefined,
  );
  for (const kind of kindNames) {
    const docs = records.get(kind);
    if (docs !== undefined) engine.addPage(kind, 0, new PageReader(encodePage(kind, docs as never)));
  }
  engine.setUser(demoUserId);
  const usage = (accountId: string): readonly PackedChunk[] =>
    chunks.filter((chunk) => chunk.accountId === accountId && groupOf(chunk) === "usage");
  engine.setRollups(accountIds.flatMap((accountId) => usageRollup(accountId, usage(accountId)) ?? []));
  return engine;
}

/** The window's client and the worker's host in one thread, with messages copied as they cross. */
function openedPack(
  bytes: Uint8Array,
  nowMs = endMs,
): { readonly opening: ReturnType<typeof createPackDataClient>; readonly end: () => Promise<void> } {
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const fail = (): never => {
    throw new Error("a site pack asks for nothing outside of it");
  };
  const host = new DataHost({
    post: (message) => queueMicrotask(() => hear({ data: structuredClone(message) })),
    queries: queryMap,
    fetch: fail,
    timers: systemTimers,
    now: () => nowMs,
    random: fail,
    leadership: fail,
    channel: fail,
    storageBytes: fail,
    listen: false,
    crypto: undefined as never,
    report: (error) => {
      throw error;
    },
  });
  const port = {
    postMessage: (message: ToWorker) => queueMicrotask(() => host.handle(structuredClone(message))),
    addEventListener: (_type: "message", listener: typeof hear) => {
      hear = listener;
    },
  };
  return { opening: createPackDataClient(port, bytes.slice()), end: () => host.close() };
}

beforeAll(async () => {
  book = openBook();
  const made = await makePack(book, asked(), null, endMs);
  if (made === null) throw new Error("nothing was packed");
  content = made.content;
}, 120_000);

describe("an opened site pack", () => {
  it("answers the questions of the screens as the book does, about its own accounts alone", async () => {
    const { opening, end } = openedPack(content);
    const opened = await opening.opened;
    expect(opened.ok && [opened.value.accounts.map(({ id }) => id), opened.value.tenantName, opened.value.unknownRows]).toEqual([
      accountIds,
      "云声",
      0,
    ]);
    const { client } = opening;
    const rows = await client.query("accountRows", undefined);
    expect(rows.rows.map(({ id }) => id).toSorted()).toEqual(accountIds.toSorted());
    const first = accountIds[0] ?? "";
    const [incidents, ofBook] = [
      await client.query("incidentRows", { scope: "open" }),
      await queryMap.incidentRows.run(book, { scope: "open" }, endMs),
    ];
    const isPacked = ({ accountId }: { readonly accountId: string | null }): boolean =>
      accountId !== null && accountIds.includes(accountId);
    // Every clock, turn and holder: the log is whole.
    const clocks = (all: typeof incidents): unknown =>
      all.rows
        .filter(isPacked)
        .map(({ id, promise, response, turn, turnSinceMs, handOffs }) => ({ id, promise, response, turn, turnSinceMs, handOffs }))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1));
    expect(clocks(incidents)).toEqual(clocks(ofBook));
    expect(incidents.rows.length).toBe(ofBook.rows.filter(isPacked).length);
    expect(incidents.rows.length).toBeGreaterThan(0);
    const head = await client.query("accountHead", { accountId: first });
    const ofBookHead = await queryMap.accountHead.run(book, { accountId: first }, endMs);
    // Tasks are how colleagues work: none were packed.
    expect([head?.counts, head?.contract]).toEqual([{ ...ofBookHead?.counts, openTasks: 0 }, ofBookHead?.contract]);
    await end();
  }, 120_000);

  it("refuses every edit", async () => {
    const { opening, end } = openedPack(content);
    await opening.opened;
    const done = await opening.client.edit([{ op: "patch", kind: "account", id: accountIds[0] ?? "", fields: { name: "X" } }]);
    expect(done).toEqual({ ok: false, error: { code: "not-allowed", message: "a site pack cannot be edited" } });
    await end();
  }, 60_000);

  it("leaves out records that do not fit their form, and metrics of accounts that are not its own", () => {
    const decoded = decodeContents(content);
    if (!decoded.ok) throw new Error(decoded.error.code);
    const { manifest, pages, metrics } = decoded.value;
    const at = manifest.pages.findIndex(({ kind }) => kind === "account");
    const doc = new PageReader(pages[at] ?? new Uint8Array()).doc(0);
    const forged = encodePage("account", [doc, { ...doc, id: "acc_forged", tier: "emperor" }] as never);
    const changed = encodeContents({
      manifest: {
        ...manifest,
        pages: manifest.pages.map((page, i) => (i === at ? { kind: "account", rows: 2, bytes: forged.byteLength } : page)),
        metrics: manifest.metrics.map((one) => ({ ...one, accountId: "acc_other" })),
      },
      pages: pages.map((page, i) => (i === at ? forged : page)),
      metrics,
    });
    const opened = openContents(changed);
    if (!opened.ok) throw new Error(opened.error.code);
    expect([opened.value.unknownRows, opened.value.pages[at]?.reader.rows, opened.value.metrics.flatMap(({ chunks }) => chunks)]).toEqual([
      1,
      1,
      [],
    ]);
  });

  it("opens or refuses contents with any bytes changed, and throws at none", () => {
    const codes = new Set<string>();
    // Structure is at the beginning of the whole and of each page; most of the rest are numbers that may be any.
    const small = content.length;
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.oneof(fc.nat(20_000), fc.nat(small - 1)), byte: fc.nat(255) }), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(small - 1)),
        (changes, cut) => {
          const bytes = content.slice(0, cut ?? small);
          for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
          const opened = openContents(bytes);
          codes.add(opened.ok ? "opened" : opened.error.code);
        },
      ),
      { numRuns: 1500 },
    );
    expect([...codes].toSorted()).toEqual(["damaged", "opened"]);
  }, 300_000);
});

it("packs series as they were", async () => {
  const first = accountIds[0] ?? "";
  const [before] = await book.series(first, "usage");
  const opened = openContents(content);
  if (!opened.ok || before === undefined) throw new Error("nothing to compare");
  const packed = opened.value.metrics.find(({ accountId, group }) => accountId === first && group === "usage");
  const after = seriesOfChunks(packed?.chunks ?? []).find(({ region, metric }) => region === before.region && metric === before.metric);
  expect(before.values.length).toBeGreaterThan(hoursInMonth("2026-02"));
  expect([after?.startMs, [...(after?.values ?? [])]]).toEqual([before.startMs, [...before.values]]);
});
