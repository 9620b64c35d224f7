import { expect, test } from "vitest";
import { handSnapshot } from "../evidence/hand-snapshot.ts";
import { answerKey } from "./answer-question.ts";

const at = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);
const freeze = (region: string, carrier: string, week: string, value: number, sessions: number) => ({
  metric: "video_freeze_600_rate",
  region,
  carrier,
  week,
  hours: "evening",
  at: at(week),
  value,
  sessions,
});

const snapshot = handSnapshot({
  usageDays: [
    { region: "*", day: "2026-07-04", at: at("2026-07-04"), peakPcu: 300, userHours: 3000, hours: 2208, dayType: "weekend" },
    { region: "cn-south", day: "2026-07-04", at: at("2026-07-04"), peakPcu: 200, userHours: 2000, hours: 2208, dayType: "weekend" },
    { region: "cn-east", day: "2026-07-04", at: at("2026-07-04"), peakPcu: 100, userHours: 1000, hours: 2208, dayType: "weekend" },
    { region: "cn-south", day: "2026-04-04", at: at("2026-04-04"), peakPcu: 250, userHours: 2500, hours: 2208, dayType: "weekend" },
  ],
  quality: [
    freeze("cn-south", "telecom", "2026-07-06", 0.05, 100),
    freeze("cn-south", "mobile", "2026-07-06", 0.01, 300),
    freeze("cn-south", "telecom", "2026-07-13", 0.05, 300),
    freeze("cn-south", "mobile", "2026-07-13", 0.01, 100),
    freeze("cn-east", "mobile", "2026-07-13", 0.01, 200),
  ],
  promises: [1, 1, 1, 0].map((kept) => ({ number: "INC-1", clock: "first_response", severity: "P1", at: at("2026-07-04"), kept })),
  peaks: [
    { id: "w1", kind: "week", region: "cn-south", at: at("2026-07-06"), actualPcu: 90, capacityPcu: 100 },
    { id: "w2", kind: "week", region: "cn-south", at: at("2026-07-13"), actualPcu: 85, capacityPcu: 100 },
  ],
  sdk: [
    { platform: "ios", version: "4.6.2", share: 0.3, behind: 4 },
    { platform: "ios", version: "4.9.0", share: 0.7, behind: 0 },
  ],
  targets: [
    { measure: "video_freeze_600_rate", value: 0.02, source: "health model v0" },
    { measure: "sla_attainment", value: 0.95, source: "health model v0" },
    { measure: "capacity_use", value: 0.85, source: "review rules" },
    { measure: "sdk_behind", value: 1, source: "health model v0" },
  ],
});

test.each([
  ["a part of the whole", "usage.hours?region=cn-south#q~share:all.region", 2 / 3],
  ["against everything else", "usage.peak?region=cn-south#q~ratio:rest.region", 2],
  ["a fall without its sign", "usage.hours?region=cn-south#q~size:p", 0.2],
  ["a difference without its sign", "usage.hours?region=cn-south#q~gap:p", 500],
  ["weeks over target, whole weeks weighed", "weeks_over.video_freeze_600_rate?region=cn-south#q", 1],
  ["sessions in those weeks", "sessions_over.video_freeze_600_rate?region=cn-south#q", 400],
  ["no week over target is a number", "weeks_over.video_freeze_600_rate?region=cn-east#q", 0],
  ["no data is not zero weeks", "weeks_over.video_freeze_600_rate?region=eu-central#q", null],
  ["without a target nothing is over it", "weeks_over.first_frame_ms#q", null],
  ["five times the budget of misses", "sla.budget_used#q", 5],
  ["at the limit is not above it", "peaks.weeks_near_capacity#q", 1],
  ["versions too far behind", "sdk.behind_share?platform=ios#q", 0.3],
  ["rows of a table", "rows.quality#q", 5],
  ["a table that was not read", "source_rows.surveys#q", null],
])("%s", (_, key, expected) => {
  const value = answerKey(snapshot, key)?.value;
  expect(typeof value === "number" ? Number(value.toFixed(9)) : value).toBe(expected === null ? null : Number(expected.toFixed(9)));
});

test("what is asked of a dimension that a metric does not have has no answer", () => {
  expect(["usage.peak?carrier=x#q", "usage.peak#q~share:all.carrier", "nothing#q"].map((key) => answerKey(snapshot, key))).toEqual([
    null,
    null,
    null,
  ]);
});

test("an earlier time of which only some hours are known is no data, and nothing is held against it", () => {
  const usage = (day: string, hours: number) => ({
    region: "*",
    day,
    at: at(day),
    peakPcu: 100,
    peakAt: at(day),
    userHours: hours * 10,
    hours,
    dayType: "workday",
  });
  const known = (then: number, now = 2208): readonly (number | string | null | undefined)[] => {
    const rows = handSnapshot({ usageDays: [usage("2026-07-06", now), usage("2026-05-04", then)] });
    return ["usage.hours#p", "usage.hours#q~change:p", "usage.peak#p", "usage.hours#q"].map((key) => answerKey(rows, key)?.value);
  };
  // The quarter before has 2,184 hours.
  expect(known(2184)).toEqual([21_840, (22_080 - 21_840) / 21_840, 100, 22_080]);
  expect(known(1900)).toEqual([null, null, 100, 22_080]);
  expect(known(1000)).toEqual([null, null, null, 22_080]);
  // What is reviewed says what is known of it, but is not held against a whole quarter.
  expect(known(2184, 700)).toEqual([21_840, null, 100, 7000]);
});
