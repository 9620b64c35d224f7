import { expect, test } from "vitest";
import { LocalHeadFeed } from "../storage/head-feed.ts";
import type { KeptRound } from "./sla-keeper.ts";
import { createSlaRounds, pokeDelayMs, tenantsEveryMs, tickMs } from "./sla-rounds.ts";

/** A machine whose clock and timers a test moves; `sleep` moves the clock alone, as a machine that sleeps does. */
function machine(answers: (tenantId: string, nowMs: number) => Omit<KeptRound, "escalations" | "verdicts">) {
  let nowMs = 0;
  const tenants = ["acme"];
  const heads = new LocalHeadFeed();
  const timers = new Set<{ readonly left: { ms: number }; readonly call: () => void }>();
  const kept: string[] = [];
  const reported: unknown[] = [];
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
  };
  const rounds = createSlaRounds({
    db: {
      heads,
      withOperator: (work) => work({ tenantIds: async () => tenants } as unknown as Parameters<typeof work>[0]),
    },
    clock: { now: () => nowMs },
    keeper: {
      keep: async (tenantId) => {
        kept.push(`${tenantId} ${String(nowMs)}`);
        return { escalations: 0, verdicts: 0, ...answers(tenantId, nowMs) };
      },
    },
    after: (ms, call) => {
      const timer = { left: { ms }, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    report: (error) => reported.push(error),
  });
  const run = async (ms: number): Promise<void> => {
    const untilMs = nowMs + ms;
    for (;;) {
      await settle();
      const next = [...timers].toSorted((a, b) => a.left.ms - b.left.ms)[0];
      if (next === undefined || nowMs + next.left.ms > untilMs) break;
      const step = next.left.ms;
      nowMs += step;
      for (const timer of timers) timer.left.ms -= step;
      timers.delete(next);
      next.call();
    }
    const rest = untilMs - nowMs;
    for (const timer of timers) timer.left.ms -= rest;
    nowMs = untilMs;
    await settle();
  };
  const taken = (): readonly string[] => kept.splice(0);
  return { rounds, heads, tenants, run, taken, reported, sleep: (ms: number) => (nowMs += ms), timers };
}

test("a round comes when the next rung is due, and not before", async () => {
  const { rounds, run, taken } = machine((_tenant, nowMs) => ({ nextMs: nowMs < 500_000 ? 500_000 : null }));
  rounds.start();
  await run(tickMs);
  expect(taken()).toEqual([`acme ${String(tickMs)}`]);
  await run(500_000 - tickMs - 1);
  expect(taken()).toEqual([]);
  await run(1);
  expect(taken()).toEqual(["acme 500000"]);
  await run(1_800_000);
  expect(taken()).toEqual([]);
});

test("many changes are looked at once, soon after the first", async () => {
  const { rounds, heads, run, taken } = machine(() => ({ nextMs: null }));
  rounds.start();
  await run(tickMs);
  taken();
  for (let head = 1; head <= 20; head += 1) {
    heads.publish("acme", head);
    await run(10);
  }
  await run(pokeDelayMs);
  expect(taken()).toEqual([`acme ${String(tickMs + pokeDelayMs)}`]);
});

test("after nine hours of sleep, in which timers stand, what came due is kept within a tick", async () => {
  const { rounds, run, taken, sleep } = machine((_tenant, nowMs) => ({ nextMs: nowMs < 3_600_000 ? 3_600_000 : null }));
  rounds.start();
  await run(tickMs);
  taken();
  sleep(9 * 3_600_000);
  await run(tickMs);
  expect(taken().length).toBe(1);
});

test("a round that fails is reported and tried again, and the others go on; a tenant that is new is found", async () => {
  let broken = true;
  const { rounds, run, taken, reported, tenants } = machine((tenantId) => {
    if (tenantId === "acme" && broken) throw new Error("no database");
    return { nextMs: null };
  });
  tenants.push("other");
  rounds.start();
  await run(tickMs);
  expect([taken().map((line) => line.split(" ")[0]), reported.length]).toEqual([["acme", "other"], 1]);
  broken = false;
  await run(tickMs);
  expect(taken()).toEqual([`acme ${String(2 * tickMs)}`]);
  tenants.push("third");
  await run(tenantsEveryMs + tickMs);
  expect(taken().map((line) => line.split(" ")[0])).toEqual(["third"]);
});

test("stopped, nothing is planned or kept any more", async () => {
  const { rounds, heads, run, taken, timers } = machine(() => ({ nextMs: null }));
  rounds.start();
  await run(tickMs);
  taken();
  await rounds.stop();
  heads.publish("acme", 1);
  await run(tenantsEveryMs);
  expect([taken(), timers.size]).toEqual([[], 0]);
});
