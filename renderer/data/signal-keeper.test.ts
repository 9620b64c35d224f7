import { expect, test } from "vitest";
import { sampleAccount } from "../../test/support/sample-records.ts";
import { hourMs, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { Engine } from "./engine.ts";
import type { Dependency } from "./query.ts";
import { SignalKeeper } from "./signal-keeper.ts";

const startMs = Date.UTC(2026, 7, 3);
const hours = 9 * 168;

/** One carrier whose rates are steady and thrice as bad in the last hours. */
function quality(accountId: string, badHours: number): readonly HourlySeries[] {
  const of = (metric: HourlySeries["metric"], value: (t: number) => number): HourlySeries => ({
    accountId,
    metric,
    region: "cn-south",
    carrier: "telecom",
    sdk: null,
    platform: null,
    startMs,
    values: Float64Array.from({ length: hours }, (_, t) => value(t)),
  });
  const rate = (level: number) => (t: number) => level * (1 + 0.1 * Math.sin(t * 12.9898)) * (t >= hours - badHours ? 3 : 1);
  return [
    of("sessions", () => 2000),
    of("video_freeze_600_rate", rate(0.01)),
    of("audio_freeze_200_rate", rate(0.008)),
    of("packet_loss_rate", rate(0.006)),
  ];
}

function start(series: { current: readonly HourlySeries[] }) {
  const told: Dependency[][] = [];
  const engine = new Engine(
    async (accountId, group) => (group === "quality" ? series.current.filter((one) => one.accountId === accountId) : []),
    (changed) => told.push([...changed]),
  );
  const accounts = [sampleAccount({ id: "acc-1" })[1], sampleAccount({ id: "acc-2", code: "TWO" })[1]];
  engine.addPage("account", 0, new PageReader(encodePage("account", accounts)));
  const waiting: (() => void)[] = [];
  const keeper = new SignalKeeper({
    engine,
    qualityAccounts: async () => [...new Set(series.current.map((one) => one.accountId))],
    now: () => 0,
    after: (_ms, run) => {
      waiting.push(run);
      return () => undefined;
    },
    report: (error) => {
      throw error;
    },
  });
  /** Lets every turn that is planned, and those that follow, run. */
  const run = async (): Promise<number> => {
    for (let turns = 0; ; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const next = waiting.shift();
      if (next === undefined) return turns;
      next();
    }
  };
  return { engine, keeper, run, told };
}

test("signals are looked for once after the start, and again for the account whose metrics came", async () => {
  const series = { current: [...quality("acc-1", 3), ...quality("acc-2", 0)] };
  const { engine, keeper, run, told } = start(series);
  expect(engine.signals("acc-1")).toBeUndefined();
  keeper.start();
  await run();
  expect(engine.signals("acc-1")).toMatchObject([{ sinceMs: startMs + (hours - 3) * hourMs, over: false }]);
  expect(engine.signals("acc-2")).toEqual([]);
  expect(told.filter((changed) => changed.includes("signals"))).toHaveLength(1);

  series.current = [...quality("acc-1", 3), ...quality("acc-2", 2)];
  engine.qualityChanged("acc-2");
  await run();
  expect(engine.signals("acc-2")).toHaveLength(1);
  expect(told.filter((changed) => changed.includes("signals"))).toHaveLength(2);

  engine.qualityChanged("acc-2");
  await run();
  expect(told.filter((changed) => changed.includes("signals"))).toHaveLength(2);
});

test("metrics that come while the account is looked at are looked at afterwards, and a stopped keeper is silent", async () => {
  const series = { current: quality("acc-1", 0) };
  const { engine, keeper, run } = start(series);
  keeper.start();
  await new Promise((resolve) => setTimeout(resolve, 0));
  series.current = quality("acc-1", 4);
  engine.qualityChanged("acc-1");
  await run();
  expect(engine.signals("acc-1")).toHaveLength(1);
  keeper.stop();
  engine.qualityChanged("acc-1");
  expect(await run()).toBe(0);
});

test("everything that is due is found at once where that is asked for", async () => {
  const { engine, keeper } = start({ current: [...quality("acc-1", 3), ...quality("acc-2", 3)] });
  await keeper.settle();
  expect([engine.signals("acc-1")?.length, engine.signals("acc-2")?.length]).toEqual([1, 1]);
});
