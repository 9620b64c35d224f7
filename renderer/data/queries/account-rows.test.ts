import { describe, expect, test } from "vitest";
import {
  sampleAccount,
  sampleCapacity,
  sampleContract,
  sampleEntry,
  sampleEvent,
  sampleIncident,
  sampleTask,
  sampleUser,
} from "../../../test/support/sample-records.ts";
import { sampleOutlook, samplePeak } from "../../../test/support/sample-outlook.ts";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { accountRows, type AccountRow } from "./account-rows.ts";

const dayMs = 86_400_000;
const nowMs = Date.parse("2026-10-29T10:30:00.000Z");
const todayMs = Date.parse("2026-10-29T00:00:00.000Z");

/** 90 days that end today: `level` every day, with some days set by their distance from today. */
function rollup(
  regions: Readonly<Record<string, { readonly level: number; readonly days?: Readonly<Record<number, number>> }>>,
  lastHourMs = nowMs - dayMs / 48,
) {
  const lastDayMs = Math.floor(lastHourMs / dayMs) * dayMs;
  return {
    accountId: "acc-1",
    lastHourMs,
    regions: Object.entries(regions).map(([region, { level, days }]) => ({
      region,
      firstDayMs: lastDayMs - 89 * dayMs,
      dailyMax: Float32Array.from({ length: 90 }, (_, index) => days?.[89 - index] ?? level),
      firstWeekMs: 0,
      weekMax: [],
      weekSum: [],
      weekHours: [],
    })),
  };
}

async function rowOf(content: FakeContent, atMs = nowMs): Promise<AccountRow> {
  const { rows } = await accountRows.run(fakeStore(content), undefined, atMs);
  const [row] = rows;
  if (row === undefined) throw new Error("no row");
  return row;
}

describe("a row of the account list", () => {
  test("speaks of the region with the least headroom, by its greatest day of the last 28", async () => {
    const row = await rowOf({
      records: [
        sampleAccount({ regions: ["cn-east", "cn-south"] }),
        sampleCapacity({ id: "cap-1", region: "cn-east", pcu: 1000 }),
        sampleCapacity({ id: "cap-2", region: "cn-south", pcu: 500 }),
      ],
      rollups: [rollup({ "cn-east": { level: 600, days: { 3: 700 } }, "cn-south": { level: 300, days: { 10: 460, 40: 900 } } })],
    });
    expect({
      region: row.region,
      peakPcu: row.peakPcu,
      peakDayMs: row.peakDayMs,
      capacityPcu: row.capacityPcu,
      share: row.share,
      state: row.state,
    }).toEqual({
      region: "cn-south",
      peakPcu: 460,
      peakDayMs: todayMs - 10 * dayMs,
      capacityPcu: 500,
      share: 0.08,
      state: "risk",
    });
  });

  test("capacity is the step in force now, not one that is still to come", async () => {
    const row = await rowOf({
      records: [
        sampleAccount(),
        sampleCapacity({ id: "cap-1", pcu: 1000 }),
        sampleCapacity({ id: "cap-2", pcu: 4000, from: "2026-11-05T00:00:00.000Z" }),
        sampleCapacity({ id: "cap-0", pcu: 10, from: "2020-11-05T00:00:00.000Z" }),
      ],
      rollups: [rollup({ "cn-east": { level: 1100 } })],
    });
    expect([row.capacityPcu, row.state, row.reason?.key]).toEqual([1000, "critical", "overCapacity"]);
  });

  test("without usage or capacity everything about headroom is unknown, never 0", async () => {
    const row = await rowOf({ records: [sampleAccount()] });
    expect({
      peakPcu: row.peakPcu,
      capacityPcu: row.capacityPcu,
      share: row.share,
      state: row.state,
      spark: row.spark,
      change: row.change,
      dataAsOfMs: row.dataAsOfMs,
    }).toEqual({
      peakPcu: null,
      capacityPcu: null,
      share: null,
      state: "unknown",
      spark: [],
      change: null,
      dataAsOfMs: null,
    });
  });

  test("data that ended years ago is judged at its own end and says when that was", async () => {
    const endMs = Date.parse("2015-01-31T23:00:00.000Z");
    const row = await rowOf({
      records: [sampleAccount(), sampleCapacity({ from: "2014-01-01T00:00:00.000Z", pcu: 1000 })],
      rollups: [rollup({ "cn-east": { level: 400, days: { 0: 500 } } }, endMs)],
    });
    expect([row.peakPcu, row.dataAsOfMs, row.spark.length, row.spark.at(-1), row.reason?.key]).toEqual([500, endMs, 30, 500, "untouched"]);
  });

  test("the sparkline keeps its gaps", async () => {
    const row = await rowOf({
      records: [sampleAccount()],
      rollups: [rollup({ "cn-east": { level: 400, days: { 1: Number.NaN, 2: Number.NaN } } })],
    });
    expect(row.spark.slice(-4)).toEqual([400, Number.NaN, Number.NaN, 400]);
  });

  test("the change compares the peak of 7 days with the peak of the 28 before, and is unknown when a window is nearly empty", async () => {
    const grown = await rowOf({ records: [sampleAccount()], rollups: [rollup({ "cn-east": { level: 400, days: { 2: 500 } } })] });
    const empty = Object.fromEntries([0, 1, 2, 3].map((d) => [d, Number.NaN]));
    const thin = await rowOf({ records: [sampleAccount()], rollups: [rollup({ "cn-east": { level: 400, days: empty } })] });
    expect([grown.change, thin.change]).toEqual([0.25, null]);
  });

  test("counts open incidents by severity and by whose move it is; settled ones do not count", async () => {
    const row = await rowOf({
      records: [
        sampleAccount(),
        sampleIncident({ id: "i1", severity: "P1", state: "active" }),
        sampleIncident({ id: "i2", severity: "P2", state: "awaiting_customer" }),
        sampleIncident({ id: "i3", severity: "P2", state: "awaiting_vendor" }),
        sampleIncident({ id: "i4", severity: "P0", state: "resolved" }),
        sampleIncident({ id: "i5", severity: "P0", state: "active", accountId: "acc-2" }),
      ],
    });
    expect([row.incidents, row.openIncidents, row.waitingOnUs, row.waitingOnCustomer, row.waitingOnVendor]).toEqual([
      { P0: 0, P1: 1, P2: 2, P3: 0 },
      3,
      1,
      1,
      1,
    ]);
  });

  test("names owner, contract in force, next event, last touch and open tasks", async () => {
    const row = await rowOf({
      records: [
        sampleAccount({ ownerId: "user-1" }),
        sampleUser(),
        sampleContract({ id: "old", startsOn: "2025-01-01", renewsOn: "2025-12-31" }),
        sampleContract({ renewsOn: "2026-12-08" }),
        sampleEvent({ id: "past", startsAt: "2026-06-18T00:00:00.000Z", endsAt: "2026-06-19T00:00:00.000Z" }),
        sampleEvent(),
        sampleEntry({ id: "t1", type: "call", at: "2026-10-20T08:00:00.000Z" }),
        sampleEntry({ id: "t2", type: "note", at: "2026-10-28T08:00:00.000Z" }),
        sampleTask(),
        sampleTask({ id: "task-2", state: "done", doneOn: "2026-10-01" }),
      ],
      pending: ["acc-1"],
    });
    expect({
      ownerName: row.ownerName,
      renewsOn: row.renewsOn,
      renewsInDays: row.renewsInDays,
      nextEvent: row.nextEvent,
      lastTouchMs: row.lastTouchMs,
      openTasks: row.openTasks,
      pending: row.pending,
    }).toEqual({
      ownerName: "林若溪",
      renewsOn: "2026-12-08",
      renewsInDays: 40,
      nextEvent: { name: "周年庆", startsMs: Date.parse("2026-11-11T12:00:00.000Z"), inDays: 13 },
      lastTouchMs: Date.parse("2026-10-20T08:00:00.000Z"),
      openTasks: 1,
      pending: true,
    });
  });

  test.each([
    // 18:30 in Shanghai.
    ["2026-10-29T12:00:00.000Z", 0],
    ["2026-10-29T17:00:00.000Z", 1],
    ["2026-10-29T08:00:00.000Z", 0],
  ])("counts the days to an event at %s by the customer's calendar: %i", async (startsAt, inDays) => {
    const row = await rowOf({ records: [sampleAccount(), sampleEvent({ startsAt, endsAt: "2026-10-30T23:00:00.000Z" })] });
    expect(row.nextEvent?.inDays).toBe(inDays);
  });
});

test("the next peak is the first ahead that does not simply fit", async () => {
  const store = fakeStore({
    records: [sampleAccount()],
    outlooks: [
      sampleOutlook("acc-1", [
        samplePeak({ peakId: "p-late", at: "2026-12-01T12:00:00.000Z", rank: 2 }),
        samplePeak({ peakId: "p-fits", at: "2026-11-05T12:00:00.000Z", level: "good" }),
        samplePeak({ peakId: "p-next", at: "2026-11-11T12:00:00.000Z", rank: 0.2, level: "watch" }),
        samplePeak({ peakId: "p-over", at: "2026-10-20T12:00:00.000Z" }),
      ]),
    ],
  });
  const { rows } = await accountRows.run(store, undefined, Date.parse("2026-11-02T02:00:00.000Z"));
  expect(rows.map((row) => row.nextPeak)).toEqual([
    {
      peakId: "p-next",
      atMs: Date.parse("2026-11-11T12:00:00.000Z"),
      timeZone: "Asia/Shanghai",
      region: "cn-east",
      level: "watch",
      pExceed: 0.8,
      headroomShare: -0.3,
    },
  ]);
});
