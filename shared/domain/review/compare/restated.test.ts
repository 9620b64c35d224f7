import { expect, test } from "vitest";
import { sampleSnapshot } from "../../../../test/support/sample-snapshot.ts";
import { answerKey } from "../metrics/answer-question.ts";
import type { ReviewSnapshot, SaidValue } from "../model/review-snapshot.ts";
import { restated } from "./restated.ts";

const snapshot = sampleSnapshot();

function said(values: readonly SaidValue[], period = "2026-Q2"): ReviewSnapshot {
  return { ...snapshot, previous: { reviewId: "rev_1", snapshotId: "S-0A1B2C3D", period, said: values } };
}

function statesOf(values: readonly SaidValue[], period?: string): readonly unknown[] {
  return restated(said(values, period)).map(({ said: { key }, state, key: ours, now }) => [key, state, ours, now?.value ?? null]);
}

test("without a review before nothing is restated", () => {
  expect(restated({ ...snapshot, previous: null })).toEqual([]);
});

test("its quarter is ours before, and what it said is held against what the rows say now", () => {
  const peak = answerKey(snapshot, "usage.peak#p")?.value ?? null;
  const csat = answerKey(snapshot, "surveys.csat#p")?.value;
  expect([typeof peak, csat]).toEqual(["number", 5]);
  expect(
    statesOf([
      { key: "surveys.csat#q", version: 1, value: 4 },
      { key: "usage.peak#q", version: 1, value: peak },
    ]),
  ).toEqual([
    ["surveys.csat#q", "changed", "surveys.csat#p", 5],
    ["usage.peak#q", "same", "usage.peak#p", peak],
  ]);
});

test("what cannot be asked again is said to be so, and never compared", () => {
  expect(
    statesOf([
      { key: "actions.agreed_open#q", version: 1, value: 3 },
      { key: "gone.metric#q", version: 1, value: 3 },
      { key: "surveys.csat#2025-11", version: 1, value: 3 },
      { key: "surveys.csat#2026-05", version: 1, value: 3 },
      { key: "surveys.csat#q", version: 99, value: 3 },
      { key: "surveys.csat#q~difference:p", version: 1, value: 1 },
      { key: "usage.hours?region=cn-south#q~share:all.region", version: 1, value: 0 },
    ]).map((row) => (row as readonly unknown[]).slice(0, 3)),
  ).toEqual([
    ["actions.agreed_open#q", "not_kept", null],
    ["gone.metric#q", "not_kept", null],
    ["surveys.csat#2025-11", "not_kept", null],
    ["surveys.csat#2026-05", "changed", "surveys.csat#2026-05"],
    ["surveys.csat#q", "redefined", null],
    ["surveys.csat#q~difference:p", "not_kept", null],
    ["usage.hours?region=cn-south#q~share:all.region", "changed", "usage.hours?region=cn-south#p~share:all.region"],
  ]);
});

test("a review of the same quarter a year ago is found in the rows of that quarter, one in between nowhere", () => {
  const peak = answerKey(snapshot, "usage.peak#y")?.value ?? null;
  expect(statesOf([{ key: "usage.peak#q", version: 1, value: peak }], "2025-Q3")).toEqual([["usage.peak#q", "same", "usage.peak#y", peak]]);
  expect(statesOf([{ key: "usage.peak#q", version: 1, value: peak }], "2025-Q4")).toEqual([["usage.peak#q", "not_kept", null, null]]);
});
