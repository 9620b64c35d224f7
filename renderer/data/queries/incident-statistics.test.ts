import { expect, test } from "vitest";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { sampleLog } from "../../../test/support/sample-incident-log.ts";
import { sampleAccount, sampleIncident } from "../../../test/support/sample-records.ts";
import { everything } from "../../../shared/domain/sla/statistics/statistic.ts";
import { incidentStatistics, statisticRows, type StatisticsArgs } from "./incident-statistics.ts";

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const at = (time: string): string => `2026-10-${time}:00.000Z`;

/** By the default policy: P1 answered within 4 h. `late` after 5 h, `quick` after 1 h; `old` ended in September. */
const content: FakeContent = {
  userId: "user-1",
  records: [
    sampleAccount({ name: "星屿秀场", tier: "premium" }),
    sampleIncident({ id: "late", severity: "P1", state: "active", openedAt: at("05T00:00") }),
    ...sampleLog({ id: "late", accountId: "acc-1" }, [
      { at: at("05T00:00"), actor: "monitor", severity: "P1" },
      { at: at("05T05:00"), actor: "He", state: "active", type: "state_changed" },
    ]),
    sampleIncident({
      id: "quick",
      severity: "P1",
      cause: "carrier",
      state: "closed",
      openedAt: at("06T00:00"),
      resolvedAt: at("06T02:00"),
      closedAt: at("06T03:00"),
    }),
    ...sampleLog({ id: "quick", accountId: "acc-1" }, [
      { at: at("06T00:00"), actor: "monitor", severity: "P1" },
      { at: at("06T01:00"), actor: "He", state: "active", type: "state_changed" },
      { at: at("06T02:00"), actor: "He", state: "resolved", type: "state_changed" },
      { at: at("06T03:00"), actor: "He", state: "closed", type: "state_changed" },
    ]),
    sampleIncident({
      id: "old",
      state: "closed",
      openedAt: "2026-09-05T00:00:00.000Z",
      resolvedAt: "2026-09-06T00:00:00.000Z",
      closedAt: "2026-09-06T00:00:00.000Z",
    }),
  ],
};
const args: StatisticsArgs = {
  kind: "month",
  periodId: null,
  timeZone: "UTC",
  filter: { ...everything, clocks: ["first_response"] },
  objective: 0.9,
  by: "account",
};

test("numbers of this month beside the month before, by account, each leading to its incidents", async () => {
  const store = fakeStore(content);
  const answer = await incidentStatistics.run(store, args, nowMs);
  expect([answer.period.id, answer.before.id, answer.periods.length]).toEqual(["2026-10", "2026-09", 13]);
  expect(answer.figures.attainment).toEqual({ now: { value: 0.5, unit: "share", n: 2 }, before: { value: null, unit: "share", n: 0 } });
  expect(answer.figures.ended).toMatchObject({ now: { value: 1 }, before: { value: 1 } });
  expect(answer.lines).toMatchObject([
    { key: "acc-1", name: "星屿秀场", promises: { n: 2 }, attainment: { now: { value: 0.5 } }, misses: { value: 1 } },
  ]);
  expect(answer.causes).toEqual([
    { key: "carrier", now: { value: 1, unit: "count", n: 1 }, before: { value: 0, unit: "count", n: 0 } },
    { key: "", now: { value: 0, unit: "count", n: 0 }, before: { value: 1, unit: "count", n: 1 } },
  ]);
  expect(answer.trend.at(-1)).toMatchObject({ period: { id: "2026-10" }, misses: 1, nearMisses: 0 });
  // The log of the old one is not here.
  expect(answer.book).toEqual({ incidents: 3, frozen: 0, unread: 1 });
  const question = { metric: "misses", filter: args.filter, period: answer.period, objective: 0.9 } as const;
  expect(await statisticRows.run(store, { question }, nowMs)).toEqual(["late"]);
  expect(await statisticRows.run(store, { question: null }, nowMs)).toEqual([]);
});

test("a chosen period that is no longer among the latest is the one that runs", async () => {
  const answer = await incidentStatistics.run(fakeStore(content), { ...args, kind: "quarter", periodId: "1999-Q1" }, nowMs);
  expect(answer.period.id).toBe("2026-Q4");
});

test("what is broken counts from the moment it breaks, without a new entry of the log", async () => {
  const store = fakeStore(content);
  const misses = async (ms: number): Promise<number | null> =>
    (await incidentStatistics.run(store, { ...args, filter: { ...everything, clocks: ["workaround"] } }, ms)).figures.misses.now.value;
  // P1: a workaround within a day.
  expect(await misses(Date.parse(at("05T23:00")))).toBe(0);
  expect(await misses(Date.parse(at("06T00:01")))).toBe(1);
});
