import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tiers } from "../account/account.ts";
import { severities } from "../incident/incident.ts";
import type { Task } from "../task/task.ts";
import { explainRank } from "./explain-rank.ts";
import { dayStartMs } from "./local-day-end.ts";
import { looseItems } from "./loose-items.ts";
import { rankOf, rankToday, sectionsOf } from "./rank.ts";
import { type PeakWords, todayGroups, type TodayItem, todayKinds, todayStates } from "./today-item.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** 10:42 in Shanghai. */
const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const dayEnd = Date.parse("2026-10-29T16:00:00.000Z");

function item(id: string, fields: Partial<TodayItem>): TodayItem {
  return {
    id,
    kind: "task",
    state: "watch",
    accountId: null,
    tier: "basic",
    severity: null,
    message: { key: "neverTouched" },
    detail: null,
    dueMs: null,
    dueIsDay: false,
    sinceMs: null,
    undated: "today",
    action: { key: "openIncident", target: { to: "incident", incidentId: "i" } },
    records: [],
    ...fields,
  };
}

function peak(probability: number): TodayItem["message"] {
  const words: PeakWords = { region: "cn-east", atMs: nowMs, timeZone: "Asia/Shanghai", probability, more: 0 };
  return { key: "peakAskToday", ...words };
}

/** A morning of one customer-success manager, in an order that says nothing. */
const morning: readonly TodayItem[] = [
  item("renewal in 22 days, premium", { kind: "renewal", state: "risk", tier: "premium", dueMs: dayEnd + 22 * dayMs, dueIsDay: true }),
  item("silent for 61 days", { kind: "relationship", state: "risk", undated: "week" }),
  item("P2 first response in 3 h 48 min", { kind: "incident", severity: "P2", dueMs: nowMs + 228 * minuteMs }),
  item("task of today", { dueMs: dayEnd, dueIsDay: true }),
  item("P3 first response in 55 min", { kind: "incident", severity: "P3", dueMs: nowMs + 55 * minuteMs }),
  item("last day to ask, 89 %", { kind: "peak", state: "critical", tier: "premium", message: peak(0.89), dueMs: dayEnd - 6 * hourMs }),
  item("P0 next update in 6 min", { kind: "incident", severity: "P0", state: "critical", tier: "premium", dueMs: nowMs + 6 * minuteMs }),
  item("health fell to risk", { kind: "health", state: "risk", tier: "premium", undated: "today" }),
  item("signal, critical", { kind: "signal", state: "critical", tier: "standard", undated: "hour" }),
  item("P1 workaround broke an hour ago", { kind: "incident", severity: "P1", state: "critical", dueMs: nowMs - hourMs }),
  item("task three days late", { state: "risk", dueMs: dayEnd - 4 * dayMs, dueIsDay: true, sinceMs: dayEnd - 5 * dayMs }),
  item("no answer for 3 days, peak in two", { kind: "outreach", state: "critical", tier: "standard", dueMs: nowMs + 2 * dayMs }),
  item("postmortem in 3 days", { kind: "postmortem", severity: "P1", tier: "premium", dueMs: dayEnd + 3 * dayMs, dueIsDay: true }),
  item("open conflict", { kind: "data", undated: "today" }),
  item("no usage for two days", { kind: "data", state: "unknown", undated: "week" }),
  item("task of Monday", { dueMs: dayEnd + 4 * dayMs, dueIsDay: true }),
  item("P2 of 2016, our turn", { kind: "incident", severity: "P2", state: "risk", tier: "premium", undated: "today", sinceMs: 0 }),
  item("meeting in 5 days", { kind: "review", dueMs: dayEnd + 5 * dayMs, dueIsDay: true }),
  item("peak in two weeks fits", { kind: "peak", state: "good", dueMs: nowMs + 14 * dayMs }),
];

test("a whole morning has this order, and these headings", () => {
  const sections = sectionsOf(rankToday(morning, nowMs));
  expect(sections.map(({ group, items }) => [group, items.map((row) => `${Math.round(row.rank.score * 10) / 10} ${row.item.id}`)])).toEqual(
    [
      [
        "hour",
        [
          "9142.9 P0 next update in 6 min",
          "3266.7 P1 workaround broke an hour ago",
          "1440 signal, critical",
          "344.5 last day to ask, 89 %",
          "137.9 P2 first response in 3 h 48 min",
          "137.1 P3 first response in 55 min",
        ],
      ],
      [
        "today",
        [
          "120 P2 of 2016, our turn",
          "120 health fell to risk",
          "62.3 task three days late",
          "38.4 no answer for 3 days, peak in two",
          "25 task of today",
          "20 open conflict",
        ],
      ],
      [
        "week",
        [
          "5.4 silent for 61 days",
          "4.7 postmortem in 3 days",
          "3.6 meeting in 5 days",
          "3.5 renewal in 22 days, premium",
          "2.3 task of Monday",
          "2 no usage for two days",
        ],
      ],
      ["later", ["0.9 peak in two weeks fits"]],
    ],
  );
});

test("equal scores: the earlier deadline, the longer wait, the name", () => {
  const equal = [
    item("c", { sinceMs: 5 }),
    item("b", { sinceMs: 5 }),
    item("a", { sinceMs: 9 }),
    item("d", { undated: "hour", sinceMs: 1 }),
    item("e", { dueMs: nowMs }),
  ];
  expect(rankToday(equal, nowMs).map((row) => row.item.id)).toEqual(["e", "d", "b", "c", "a"]);
});

describe("why here", () => {
  test("the place, the factors, and what decides against the neighbours", () => {
    const why = explainRank(rankToday(morning, nowMs), "signal, critical");
    expect(why).toMatchObject({
      place: 3,
      of: morning.length,
      rank: { factors: { urgency: 1, stake: 1.5, state: 8, severity: 1, tier: 1.2, likelihood: 1 } },
      above: { item: { id: "P1 workaround broke an hour ago" }, by: { factor: "severity", times: 2 } },
      below: { item: { id: "last day to ask, 89 %" }, by: { factor: "urgency" } },
    });
  });

  test("the first has nothing above it, an equal one is decided by no factor, one that is not there has no reason", () => {
    const two = rankToday([item("a", {}), item("b", {})], nowMs);
    expect(explainRank(two, "a")).toMatchObject({ place: 1, above: null, below: { item: { id: "b" }, by: null } });
    expect(explainRank(two, "x")).toBeNull();
  });
});

const anyItem: fc.Arbitrary<TodayItem> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...todayKinds),
  state: fc.constantFrom(...todayStates),
  accountId: fc.constant(null),
  tier: fc.constantFrom(null, ...tiers),
  severity: fc.constantFrom(null, ...severities),
  message: fc.oneof(fc.constant({ key: "neverTouched" as const }), fc.double({ min: 0, max: 1, noNaN: true }).map(peak)),
  detail: fc.constant(null),
  dueMs: fc.option(fc.integer({ min: nowMs - 9 * dayMs, max: nowMs + 30 * dayMs })),
  dueIsDay: fc.boolean(),
  sinceMs: fc.option(fc.integer({ min: nowMs - 9 * dayMs, max: nowMs })),
  undated: fc.constantFrom(...todayGroups),
  action: fc.constant({ key: "openIncident", target: { to: "incident", incidentId: "i" } }),
  records: fc.constant([]),
});
const someItems = fc.uniqueArray(anyItem, { minLength: 1, maxLength: 25, selector: ({ id }) => id });

/** The same trouble, one thing about it worse. */
const worse: readonly ((of: TodayItem) => TodayItem)[] = [
  (of) => ({ ...of, state: todayStates[Math.max(0, todayStates.indexOf(of.state) - 1)] ?? of.state }),
  (of) => (of.severity === null ? of : { ...of, severity: severities[Math.max(0, severities.indexOf(of.severity) - 1)] ?? null }),
  (of) => (of.dueMs === null ? of : { ...of, dueMs: of.dueMs - 5 * hourMs }),
  (of) => (of.dueMs === null ? { ...of, undated: todayGroups[Math.max(0, todayGroups.indexOf(of.undated) - 1)] ?? of.undated } : of),
  (of) => ("probability" in of.message ? { ...of, message: peak(Math.min(1, of.message.probability + 0.2)) } : of),
];

describe("the order", () => {
  test("is total: the same items in any sequence give the same list, every item once, scores never rising, headings in their order", () => {
    fc.assert(
      fc.property(
        someItems.chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))),
        ([items, shuffled]) => {
          const ranked = rankToday(items, nowMs);
          expect(rankToday(shuffled, nowMs)).toEqual(ranked);
          expect(ranked.map((row) => row.item.id).toSorted()).toEqual(items.map(({ id }) => id).toSorted());
          expect(ranked.map(({ rank }) => rank.score)).toEqual(ranked.map(({ rank }) => rank.score).toSorted((a, b) => b - a));
          expect(sectionsOf(ranked).flatMap((section) => section.items)).toEqual(ranked);
        },
      ),
    );
  });

  test("never lets an item sink that gets worse", () => {
    fc.assert(
      fc.property(someItems, fc.nat(), fc.constantFrom(...worse), (items, pick, worsen) => {
        const of = items[pick % items.length];
        if (of === undefined) return;
        const place = (list: readonly TodayItem[]): number => rankToday(list, nowMs).findIndex((row) => row.item.id === of.id);
        const after = items.map((one) => (one === of ? worsen(one) : one));
        expect(place(after)).toBeLessThanOrEqual(place(items));
      }),
    );
  });

  test("never lets a deadline count less as time passes", () => {
    fc.assert(
      fc.property(anyItem, fc.integer({ min: 0, max: 40 * dayMs }), (of, laterMs) => {
        expect(rankOf(of, nowMs + laterMs).score).toBeGreaterThanOrEqual(rankOf(of, nowMs).score);
      }),
    );
  });
});

const task: Task = {
  id: "t1",
  accountId: null,
  title: "load test",
  ownerId: "u1",
  dueOn: "2026-10-29",
  state: "open",
  doneOn: null,
  playbook: null,
};

test.each([
  ["an ordinary day", "Asia/Shanghai", "2026-10-29"],
  ["the end of a month and of a year", "Asia/Kolkata", "2026-12-31"],
  ["a day of 23 hours", "America/New_York", "2026-03-08"],
  ["a day of 25 hours", "Europe/Berlin", "2026-10-25"],
  ["a day without midnight", "America/Sao_Paulo", "2018-11-04"],
  ["a leap day", "Pacific/Auckland", "2028-02-29"],
])("a task of the day is to be done today at every hour of it, and before what is due tomorrow: %s", (_name, timeZone, day) => {
  const startMs = dayStartMs(day, timeZone);
  const read = (atMs: number, dueOn: string) =>
    looseItems({ nowMs: atMs, timeZone, tasks: [{ ...task, dueOn }], conflicts: [], accounts: new Map() }).map((one) =>
      rankOf(one, atMs),
    )[0];
  const dayAfter = new Date(Date.parse(`${day}T00:00:00.000Z`) + dayMs).toISOString().slice(0, 10);
  for (let hour = 0; hour < 23; hour += 1) {
    const own = read(startMs + hour * hourMs, day);
    expect(own?.group, `${hour} h`).toBe("today");
    expect(own?.score).toBeGreaterThanOrEqual(read(startMs + hour * hourMs, dayAfter)?.score ?? Infinity);
  }
  // One minute past its midnight it is late, and above where it was.
  expect(read(startMs + 26 * hourMs, day)?.score).toBeGreaterThan(read(startMs + 22 * hourMs, day)?.score ?? Infinity);
});
