import { describe, expect, test } from "vitest";
import { newestMarks, restOf, standingOf } from "./item-rest.ts";
import type { TodayItem } from "./today-item.ts";
import type { TodayMark } from "./today-mark.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const setAsideMs = Date.parse("2026-10-29T02:42:00.000Z");
const iso = (ms: number): string => new Date(ms).toISOString();

const peak: TodayItem = {
  id: "forecast:a1:cn-east",
  kind: "peak",
  state: "risk",
  accountId: "a1",
  tier: "premium",
  severity: null,
  message: { key: "peakAskBy", askByMs: setAsideMs + dayMs, region: "cn-east", atMs: 0, timeZone: "UTC", probability: 0.6, more: 0 },
  detail: { key: "peakForecast", p90: 900, capacityPcu: 1_000, occasion: null },
  dueMs: setAsideMs + dayMs,
  dueIsDay: false,
  sinceMs: null,
  undated: "today",
  action: { key: "write", target: { to: "peak", peakId: "p-1" } },
  records: [],
};
const incident: TodayItem = {
  ...peak,
  id: "incident:i1",
  kind: "incident",
  severity: "P2",
  message: { key: "promise", title: "freezes", clock: "next_update" },
  detail: null,
};
const health: TodayItem = {
  ...peak,
  id: "health:a1",
  kind: "health",
  message: { key: "healthFell", scoreMilli: 60_000, beforeMilli: 70_000 },
  detail: null,
  dueMs: null,
};

function mark(item: TodayItem, fields: Partial<TodayMark> = {}): TodayMark {
  return {
    id: "m1",
    userId: "u1",
    itemKey: item.id,
    action: "snoozed",
    at: iso(setAsideMs),
    until: iso(setAsideMs + 3 * dayMs),
    standing: standingOf(item),
    toUserId: null,
    taskId: null,
    ...fields,
  };
}

describe("what was set aside", () => {
  test("rests until its time, and is back then", () => {
    const kept = mark(health);
    expect(restOf(health, kept, setAsideMs + 3 * dayMs - 1)).toEqual({ type: "resting", mark: kept, untilMs: setAsideMs + 3 * dayMs });
    expect(restOf(health, kept, setAsideMs + 3 * dayMs)).toEqual({ type: "back", mark: kept, worse: null });
    expect(restOf(health, undefined, setAsideMs)).toBeNull();
  });

  test("and was only seen, rests until it changes, however long", () => {
    const kept = mark(health, { action: "seen", until: null });
    expect(restOf(health, kept, setAsideMs + 400 * dayMs)).toEqual({ type: "resting", mark: kept, untilMs: null });
  });

  test.each<[string, TodayItem, Partial<TodayItem>, number, string | null]>([
    ["nothing changed", peak, {}, hourMs, null],
    ["its promise is broken", incident, {}, dayMs, "passed"],
    [
      "its promise broke and is told by the turn since",
      incident,
      { dueMs: null, message: { key: "ourTurn", title: "" } },
      2 * dayMs,
      "passed",
    ],
    ["its promise was kept, the next one is later", incident, { dueMs: setAsideMs + 2 * dayMs }, hourMs, null],
    ["its promise is far off again", incident, { dueMs: null, message: { key: "ourTurn", title: "" } }, hourMs, null],
    ["its state is worse", peak, { state: "critical" }, hourMs, "state"],
    ["its state is better", peak, { state: "watch" }, hourMs, null],
    ["it became a P1", incident, { severity: "P1" }, hourMs, "severity"],
    ["it became a P3", incident, { severity: "P3" }, hourMs, null],
    ["its deadline moved forward", peak, { dueMs: setAsideMs + dayMs - hourMs }, hourMs, "sooner"],
    [
      "its p90 is above the capacity",
      peak,
      { detail: { key: "peakForecast", p90: 1_001, capacityPcu: 1_000, occasion: null } },
      hourMs,
      "over",
    ],
    ["it is ten points likelier", peak, { message: { ...peak.message, probability: 0.7 } as TodayItem["message"] }, hourMs, "likelier"],
    ["it is a little likelier", peak, { message: { ...peak.message, probability: 0.69 } as TodayItem["message"] }, hourMs, null],
    [
      "its score fell five points more",
      health,
      { message: { key: "healthFell", scoreMilli: 55_000, beforeMilli: 70_000 } },
      hourMs,
      "fell",
    ],
    ["its score rose", health, { message: { key: "healthFell", scoreMilli: 64_000, beforeMilli: 70_000 } }, hourMs, null],
    [
      "it asks for something else",
      peak,
      { message: { ...peak.message, key: "peakUnanswered", days: 2 } as TodayItem["message"] },
      hourMs,
      "turn",
    ],
  ])("is back early when it got worse: %s", (_name, item, fields, laterMs, worse) => {
    const rest = restOf({ ...item, ...fields }, mark(item), setAsideMs + laterMs);
    expect(rest?.type === "back" ? rest.worse : null).toBe(worse);
    expect(rest?.type).toBe(worse === null ? "resting" : "back");
  });

  test("a deadline that had passed before it was set aside does not bring it back", () => {
    const late = { ...peak, dueMs: setAsideMs - hourMs };
    expect(restOf(late, mark(late), setAsideMs + hourMs)?.type).toBe("resting");
  });
});

test("of several marks the newest counts, and nobody else's", () => {
  const marks = [
    mark(peak, { id: "m1" }),
    mark(peak, { id: "m3", at: iso(setAsideMs + 1) }),
    mark(peak, { id: "m2", at: iso(setAsideMs + 1) }),
    mark(peak, { id: "m4", at: iso(setAsideMs + 9), userId: "u2" }),
    mark(health, { id: "m5" }),
  ];
  expect([...newestMarks(marks, "u1").values()].map(({ id }) => id)).toEqual(["m3", "m5"]);
  expect(newestMarks(marks.toReversed(), "u1").get(peak.id)?.id).toBe("m3");
});
