import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import { samplePeak, sampleOutlook } from "../../../test/support/sample-outlook.ts";
import { peakRadar } from "./peak-radar.ts";

const nowMs = Date.parse("2026-11-02T09:30:00.000Z");
const all = { regions: [], tiers: [], owners: [], levels: [] };

const store = fakeStore({
  userId: "user-1",
  records: [
    sampleAccount({ ownerId: "user-1" }),
    sampleAccount({ id: "acc-2", code: "TWO", name: "二号", tier: "basic" }),
    sampleAccount({ id: "acc-3", code: "THREE" }),
    sampleAccount({ id: "acc-4", code: "FOUR" }),
    sampleAccount({ id: "acc-5", code: "FIVE", lifecycle: "ended" }),
    [
      "outreach",
      {
        id: "out-1",
        accountId: "acc-1",
        contactId: null,
        subject: "双 11",
        channel: "email",
        region: null,
        peakAt: "2026-11-11T12:00:00.000Z",
        state: "answered",
        sentAt: "2026-10-28T02:00:00.000Z",
        answeredAt: "2026-10-30T02:00:00.000Z",
        answeredPcu: 1_500,
        peakId: "p-1",
        wantsResources: true,
        rev: 1,
      },
    ],
    [
      "capacityRequest",
      {
        id: "req-1",
        accountId: "acc-1",
        region: "cn-east",
        peakId: "p-1",
        peakAt: null,
        currentPcu: 1_000,
        wantedPcu: 1_600,
        neededOn: "2026-11-10",
        state: "confirmed",
        askedAt: "2026-10-30T03:00:00.000Z",
        confirmedAt: "2026-10-31T03:00:00.000Z",
        provisionedAt: null,
        requestedById: "user-1",
        outreachId: "out-1",
        note: "",
        rev: 1,
      },
    ],
  ],
  outlooks: [
    sampleOutlook("acc-1", [
      samplePeak({ peakId: "p-1", rank: 1.2 }),
      samplePeak({ peakId: "p-2", rank: 0.02, level: "good", at: "2026-11-14T12:00:00.000Z" }),
      samplePeak({ peakId: "p-3", rank: 0.01, level: "good", at: "2026-11-21T12:00:00.000Z" }),
      samplePeak({ peakId: "p-over", rank: 2, at: "2026-11-01T12:00:00.000Z" }),
    ]),
    sampleOutlook("acc-2", [samplePeak({ peakId: "p-4", accountId: "acc-2", rank: 1.9 })]),
    sampleOutlook("acc-3", [], { regions: [], refused: [{ region: "cn-east", code: "no_data" }] }),
    sampleOutlook("acc-5", [samplePeak({ peakId: "p-5", accountId: "acc-5", rank: 5 })]),
  ],
});

test("peaks of the book by rank with what was asked and answered; past ones and ended customers are left out", async () => {
  const found = await peakRadar.run(store, all, nowMs);
  expect(found.rows.map((row) => [row.peak.peakId, row.contact.state, row.contact.answeredPcu, row.contact.requestState])).toEqual([
    ["p-4", null, null, null],
    ["p-1", "answered", 1_500, "confirmed"],
    ["p-2", null, null, null],
    ["p-3", null, null, null],
  ]);
  expect([found.totals, found.accounts, found.userId]).toEqual([
    { critical: 2, risk: 0, watch: 0, unknown: 0, good: 2 },
    { all: 4, forecast: 2, toCome: 1, refused: 1 },
    "user-1",
  ]);
});

test.each([
  [{ owners: ["user-1"] }, ["p-1", "p-2", "p-3"]],
  [{ owners: [""] }, ["p-4"]],
  [{ tiers: ["basic" as const] }, ["p-4"]],
  [{ regions: ["me-central"] }, []],
  [{ levels: ["good" as const] }, ["p-2", "p-3"]],
])("asked for %o it shows %o", async (args, ids) => {
  const { rows } = await peakRadar.run(store, { ...all, ...args }, nowMs);
  expect(rows.map((row) => row.peak.peakId)).toEqual(ids);
});

test.each([
  ["2026-11-02T09:59:00.000Z", "ahead"],
  ["2026-11-02T16:30:00.000Z", "today"],
  ["2026-11-03T10:00:00.001Z", "passed"],
])("at %s the last day of asking, kept as ahead, is %s", async (now, state) => {
  const { rows } = await peakRadar.run(store, all, Date.parse(now));
  expect(rows.find((row) => row.peak.peakId === "p-1")?.peak.deadline.state).toBe(state);
});
