import { expect, test } from "vitest";
import { type HandRows, handSnapshot } from "../evidence/hand-snapshot.ts";
import { starisle, syntheticSnapshot } from "../evidence/synthetic-snapshot.ts";
import { createPen, textOf } from "./pen.ts";
import { evidenceKeys, type RecommendationRule, recommendationsOf } from "./recommendations.ts";

const at = Date.parse("2026-08-12T21:00:00+08:00");
const minute = 60_000;

const targets: NonNullable<HandRows["targets"]> = [
  { measure: "video_freeze_600_rate", value: 0.02, at },
  { measure: "capacity_use", value: 0.8, at },
  { measure: "sdk_behind", value: 1, at },
];

function evening(value: number, sessions: number): HandRows {
  const row = { region: "cn-south", carrier: "telecom", metric: "video_freeze_600_rate", week: "2026-08-10", hours: "evening", at };
  return { quality: [{ ...row, value, sessions }] };
}

function users(behind: number, vulnerable: number): HandRows {
  const row = { platform: "ios", at, latest: "4.9.0" };
  return {
    sdk: [
      { ...row, version: "4.6.2", share: behind, behind: 2, vulnerable: 0 },
      { ...row, version: "4.8.1", share: vulnerable, behind: 0, vulnerable: 1 },
      { ...row, version: "4.9.0", share: 1 - behind - vulnerable, behind: 0, vulnerable: 0 },
    ],
  };
}

function week(actualPcu: number): HandRows {
  return { peaks: [{ id: "w1", kind: "week", region: "cn-south", at, actualPcu, capacityPcu: 1000 }] };
}

function again(count: number, cause: string): HandRows {
  return {
    incidents: Array.from({ length: 4 }, (_, i) => ({
      id: `inc_${String(i)}`,
      number: `INC-${String(i)}`,
      severity: "P2",
      cause,
      at,
      repeats: i < count ? "INC-1900" : null,
    })),
  };
}

function answered(times: number, acknowledgeMs: number): HandRows {
  const numbers = Array.from({ length: times }, (_, i) => `INC-${String(i)}`);
  return {
    incidents: numbers.map((number) => ({ id: number, number, severity: "P1", cause: "unknown", at, acknowledgeMs })),
    promises: [{ incidentId: "INC-0", number: "INC-0", clock: "first_response", severity: "P1", at, kept: 1, targetMs: 100 * minute }],
  };
}

function messages(sent: number, unanswered: number): HandRows {
  return {
    outreach: Array.from({ length: sent }, (_, i) => ({ id: `out_${String(i)}`, at, answer: i < unanswered ? "none" : "needs" })),
  };
}

function spoken(rows: HandRows): readonly RecommendationRule[] {
  return recommendationsOf(createPen(handSnapshot({ targets, ...rows }), "en")).map(({ subject }) => subject);
}

test.each<[RecommendationRule, string, HandRows, HandRows]>([
  ["edge", "a rate a quarter over its target", evening(0.0249, 1000), evening(0.025, 1000)],
  ["edge", "a thousand sessions", evening(0.05, 999), evening(0.05, 1000)],
  ["sdk", "a tenth of the users behind", users(0.099, 0), users(0.1, 0)],
  ["sdk", "anybody on a vulnerable version", users(0, 0), users(0, 0.001)],
  ["capacity", "a week above the capacity target", week(800), week(801)],
  ["repeats", "a cause that came back twice", again(1, "carrier"), again(2, "carrier")],
  ["response", "80 % of what is promised", answered(3, 79 * minute), answered(3, 80 * minute)],
  ["response", "three first answers", answered(2, 90 * minute), answered(3, 90 * minute)],
  ["contact", "a third of the messages", messages(7, 2), messages(6, 2)],
  ["contact", "three messages", messages(2, 2), messages(3, 2)],
])("%s speaks from %s on, and not below", (rule, _what, below, reached) => {
  expect(spoken(below)).toEqual([]);
  expect(spoken(reached)).toEqual([rule]);
});

test("nothing is recommended for a cause that nobody knows, without a target, or without data", () => {
  expect(spoken(again(3, "unknown"))).toEqual([]);
  expect(spoken({ ...evening(0.2, 9000), ...week(2000), targets: [] })).toEqual([]);
  expect(spoken({})).toEqual([]);
  expect(recommendationsOf(createPen(handSnapshot({}), "zh-CN"))).toEqual([]);
});

test("the most pressing comes first, and nothing before an open hole", () => {
  const found = recommendationsOf(createPen(syntheticSnapshot(starisle), "en"));
  expect(found.map(({ subject }) => subject)).toEqual(["sdk", "response", "capacity", "repeats", "edge", "contact"]);
  const weights = found.map(({ weight }) => weight);
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  expect(spoken({ ...users(0, 0.001), ...evening(1, 900_000), ...week(90_000), ...answered(9, 9000 * minute) })[0]).toBe("sdk");
});

test("each rests on values of the snapshot, and says what, why, what it brings, what it costs and who", () => {
  const pen = createPen(handSnapshot({ targets, ...week(900) }), "en");
  const [one] = recommendationsOf(pen);
  if (one === undefined) throw new Error("nothing recommended");
  expect([one.what, one.evidence, one.benefit, one.cost].map(textOf)).toEqual([
    "Raise South China’s reserved capacity to 1.13 k concurrent users before the next peak",
    "1 week above 80% of capacity, up to 90%",
    "A peak as high as the last one stays within 80% of capacity",
    "A capacity order under the contract; we need your date and expected users",
  ]);
  expect([one.who, one.region, evidenceKeys(one)]).toEqual([
    "both",
    "cn-south",
    [
      "peaks.weeks_near_capacity?region=cn-south#q",
      "target.share?measure=capacity_use#q",
      "peaks.highest_use?region=cn-south#q",
      "target.share?measure=capacity_use#q",
    ],
  ]);
  const all = recommendationsOf(createPen(syntheticSnapshot(starisle), "zh-CN"));
  expect(all.filter((advice) => evidenceKeys(advice).length === 0)).toEqual([]);
});
