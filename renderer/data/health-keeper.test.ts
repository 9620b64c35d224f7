import { beforeEach, expect, test } from "vitest";
import { sampleAccount, sampleContact, sampleContract, sampleIncident } from "../../test/support/sample-records.ts";
import { kindNames, type Kind, type RecordOf } from "../../shared/domain/kinds.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import { hourMs, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { Engine } from "./engine.ts";
import { HealthKeeper } from "./health-keeper.ts";
import { accountHealth } from "./queries/account-health.ts";
import type { Dependency } from "./query.ts";

const dayMs = 24 * hourMs;
const startMs = Date.parse("2026-10-29T10:20:00.000Z");
let nowMs = startMs;
let timers: { readonly atMs: number; readonly run: () => void }[] = [];
let told: Dependency[] = [];
let reads: string[] = [];
let series: readonly HourlySeries[] = [];

function start(records: readonly (readonly [Kind, RecordOf<Kind>])[]): { readonly engine: Engine; readonly keeper: HealthKeeper } {
  const engine: Engine = new Engine(
    async (accountId, group) => {
      reads.push(`${group} ${accountId}`);
      return series.filter((one) => one.accountId === accountId && (one.metric === "pcu") === (group === "usage"));
    },
    (changed) => told.push(...changed),
  );
  for (const kind of kindNames) {
    const rows = records.filter(([of]) => of === kind).map(([, record]) => record);
    if (rows.length > 0) engine.addPage(kind, 0, new PageReader(encodePage(kind, rows)));
  }
  const keeper = new HealthKeeper({
    engine,
    qualityAccounts: async () => [...new Set(series.filter((one) => one.metric !== "pcu").map((one) => one.accountId))],
    mend: async () => false,
    onKept: () => undefined,
    now: () => nowMs,
    after: (ms, run) => {
      const timer = { atMs: nowMs + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    report: (error) => {
      throw error;
    },
  });
  return { engine, keeper };
}

/** Lets time pass: every timer up to then, in order. */
async function pass(ms: number): Promise<void> {
  const untilMs = nowMs + ms;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    const next = timers.toSorted((a, b) => a.atMs - b.atMs).find((timer) => timer.atMs <= untilMs);
    if (next === undefined) break;
    timers = timers.filter((timer) => timer !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.run();
  }
  nowMs = untilMs;
}

beforeEach(() => {
  nowMs = startMs;
  [timers, told, reads, series] = [[], [], [], []];
});

const supportOf = (summary: HealthSummary | undefined): number | null | undefined =>
  summary?.components.find((component) => component.id === "support")?.scoreMilli;

const book = [
  sampleAccount(),
  sampleAccount({ id: "acc-2", code: "TWO" }),
  sampleContract(),
  sampleContact(),
  sampleIncident({ id: "inc-1", accountId: "acc-1", severity: "P3", state: "closed", closedAt: "2026-10-02T00:00:00.000Z" }),
];

test("the whole book is judged after the start, and an account again when one of its rows changes", async () => {
  const { engine, keeper } = start(book);
  keeper.start();
  await pass(2_000);
  const [first, other] = [engine.health("acc-1"), engine.health("acc-2")];
  expect([first?.accountId, other?.accountId, told.includes("health")]).toEqual(["acc-1", "acc-2", true]);
  told = [];
  const [, urgent] = sampleIncident({
    id: "inc-2",
    accountId: "acc-1",
    severity: "P0",
    state: "active",
    openedAt: "2026-10-29T10:00:00.000Z",
  });
  engine.applyChanges([{ op: "put", seq: 2, kind: "incident", id: "inc-2", doc: JSON.parse(JSON.stringify(urgent)) }], 1);
  await pass(100);
  expect(supportOf(engine.health("acc-1"))).toBeLessThan(supportOf(first) ?? 0);
  expect([engine.health("acc-2"), told.includes("health")]).toEqual([other, true]);
  keeper.stop();
});

test("a new model judges everybody again, and a broken one nobody", async () => {
  const { engine, keeper } = start(book);
  keeper.start();
  await pass(2_000);
  const before = engine.health("acc-2");
  const broken = { id: "hm-1", version: 1, inForceFrom: "2026-10-29T00:00:00.000Z", authorId: "user-1", note: "", definition: {}, rev: 3 };
  engine.applyChanges([{ op: "put", seq: 3, kind: "healthModel", id: "hm-1", doc: broken }], 1);
  await pass(2_000);
  const after = engine.health("acc-2");
  expect([after?.scoreMilli, (after?.atMs ?? 0) > (before?.atMs ?? 0)]).toEqual([before?.scoreMilli, true]);
  keeper.stop();
});

test("quality is read once, and again when it came or the day is over", async () => {
  const values = new Float64Array(10 * 24).fill(0.01);
  const of = (metric: HourlySeries["metric"], fill: number): HourlySeries => ({
    accountId: "acc-1",
    metric,
    region: "cn-east",
    carrier: null,
    sdk: null,
    platform: null,
    startMs: Math.floor(startMs / dayMs) * dayMs - 9 * dayMs,
    values: values.map(() => fill),
  });
  series = [of("sessions", 500), of("video_freeze_600_rate", 0.01), of("video_freeze_500_rate", 0.01)];
  const { engine, keeper } = start(book);
  keeper.start();
  await pass(2_000);
  expect(reads).toEqual(["quality acc-1"]);
  engine.applyChanges([{ op: "put", seq: 2, kind: "account", id: "acc-1", doc: { ...sampleAccount()[1], rev: 2 } }], 1);
  await pass(100);
  expect(reads).toEqual(["quality acc-1"]);
  engine.qualityChanged("acc-1");
  await pass(100);
  expect(reads).toEqual(["quality acc-1", "quality acc-1"]);
  keeper.stop();
});

test("the account's page shows the score of the lists, to the thousandth", async () => {
  series = [
    {
      accountId: "acc-1",
      metric: "pcu",
      region: "cn-east",
      carrier: null,
      sdk: null,
      platform: null,
      startMs: startMs - (startMs % hourMs) - 2_000 * hourMs,
      values: new Float64Array(2_000).fill(700),
    },
  ];
  const { engine, keeper } = start(book);
  keeper.start();
  await pass(2_000);
  nowMs += 600_000;
  const page = await accountHealth.run(engine, { accountId: "acc-1", atMs: null }, nowMs);
  expect(page?.summary.atMs).toBe(engine.health("acc-1")?.atMs);
  expect(page?.result.components.flatMap((component) => component.rules).reduce((sum, rule) => sum + rule.contributionMilli, 0)).toBe(
    page?.result.scoreMilli ?? 0,
  );
  keeper.stop();
});
