import { expect, test } from "vitest";
import { samplePeak } from "../../../test/support/sample-outlook.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import type { CapacityRequest } from "../capacity-request/capacity-request.ts";
import type { PeakContact } from "../peak/radar.ts";
import { peakItems } from "./peak-items.ts";
import type { TodayFacts, TodayPeak } from "./today-facts.ts";

const nowMs = Date.parse("2026-11-02T02:00:00.000Z");
const nobody: PeakContact = {
  outreachId: null,
  state: null,
  sentAt: null,
  answeredPcu: null,
  wantsResources: null,
  fresh: false,
  requestId: null,
  requestState: null,
  requestedPcu: null,
};
const sent: PeakContact = { ...nobody, outreachId: "out-1", state: "sent", sentAt: "2026-10-30T02:00:00.000Z" };
const request: CapacityRequest = {
  id: "req-1",
  accountId: "acc-1",
  region: "cn-east",
  peakId: "p-1",
  peakAt: null,
  currentPcu: 1_000,
  wantedPcu: 1_600,
  neededOn: "2026-11-05",
  state: "asked",
  askedAt: "2026-10-30T03:00:00.000Z",
  confirmedAt: null,
  provisionedAt: null,
  requestedById: "user-1",
  outreachId: "out-1",
  note: "",
};

function facts(peaks: readonly Partial<TodayPeak>[], fields: Partial<TodayFacts> = {}): TodayFacts {
  return {
    nowMs,
    timeZone: "Asia/Shanghai",
    account: sampleAccount()[1],
    outreach: [],
    plannedEvents: [],
    contract: null,
    capacities: [],
    usage: null,
    peaks: peaks.map((one) => ({ peak: samplePeak(), contact: nobody, occasion: null, request: null, ...one })),
    health: null,
    lastTouchMs: nowMs,
    ...fields,
  };
}

const deadline = (state: "ahead" | "today" | "passed", askBy: string) => ({
  ...samplePeak().deadline,
  state,
  askByMs: Date.parse(askBy),
});
const said = (peaks: readonly Partial<TodayPeak>[]) =>
  peakItems(facts(peaks)).map((item) => [
    item.message.key,
    item.state,
    item.dueMs === null ? item.undated : new Date(item.dueMs).toISOString(),
    item.action.key,
  ]);

test.each<[string, Partial<TodayPeak>, readonly unknown[] | null]>([
  ["nobody wrote, asking helps until tomorrow", {}, ["peakAskBy", "risk", "2026-11-03T10:00:00.000Z", "write"]],
  [
    "only a draft, today is the last day",
    {
      contact: { ...nobody, state: "draft", outreachId: "out-1" },
      peak: samplePeak({ deadline: deadline("today", "2026-11-02T10:00:00.000Z") }),
    },
    ["peakAskToday", "critical", "2026-11-02T10:00:00.000Z", "write"],
  ],
  [
    "nobody wrote and it is too late",
    { peak: samplePeak({ deadline: deadline("passed", "2026-11-01T10:00:00.000Z") }) },
    ["peakAskPassed", "critical", "today", "write"],
  ],
  [
    "too late, and a month off",
    { peak: samplePeak({ at: "2026-12-11T12:00:00.000Z", deadline: deadline("passed", "2026-11-01T10:00:00.000Z") }) },
    null,
  ],
  ["there is time", { peak: samplePeak({ deadline: deadline("ahead", "2026-11-12T10:00:00.000Z") }) }, null],
  ["it probably fits", { peak: samplePeak({ level: "watch" }) }, null],
  ["no answer, and the last day is near", { contact: sent }, ["peakUnanswered", "critical", "today", "write"]],
  ["no answer, since an hour", { contact: { ...sent, sentAt: "2026-11-02T01:00:00.000Z" } }, null],
  ["answered", { contact: { ...sent, state: "answered" } }, null],
  [
    "answered: the customer wants resources, and nobody has asked operations",
    { contact: { ...sent, state: "answered", wantsResources: true, answeredPcu: 1_600 }, peak: samplePeak({ level: "watch" }) },
    ["answerWants", "risk", "2026-11-03T10:00:00.000Z", "requestCapacity"],
  ],
  ["operations have not confirmed", { contact: sent, request }, ["requestOpen", "critical", "2026-11-05T16:00:00.000Z", "seePeak"]],
  ["operations have confirmed", { contact: sent, request: { ...request, state: "confirmed" } }, null],
  ["operations refused", { contact: sent, request: { ...request, state: "refused" } }, ["requestRefused", "critical", "today", "seePeak"]],
])("%s", (_name, peak, item) => {
  expect(said([peak])).toEqual(item === null ? [] : [item]);
});

test("one item a region, of the most urgent move; how many more need the same is said", () => {
  const passed = (peakId: string, rank: number) => ({
    peak: samplePeak({ peakId, rank, deadline: deadline("passed", "2026-11-01T10:00:00.000Z") }),
  });
  const items = peakItems(
    facts([
      passed("p-1", 3),
      passed("p-2", 2),
      { peak: samplePeak({ peakId: "p-3" }), contact: sent },
      { ...passed("p-4", 1), peak: { ...passed("p-4", 1).peak, region: "me-central" } },
    ]),
  );
  expect(items.map((item) => [item.id, item.message.key, item.action.target, "more" in item.message ? item.message.more : null])).toEqual([
    ["forecast:acc-1:cn-east", "peakUnanswered", { to: "peak", peakId: "p-3" }, 0],
    ["forecast:acc-1:me-central", "peakAskPassed", { to: "peak", peakId: "p-4" }, 0],
  ]);
  expect(peakItems(facts([passed("p-1", 3), passed("p-2", 2)]))[0]?.message).toMatchObject({ key: "peakAskPassed", more: 1 });
  expect(peakItems(facts([{}], { account: sampleAccount({ lifecycle: "paused" })[1] }))).toEqual([]);
});
