import fc from "fast-check";
import { expect, test } from "vitest";
import { type ReviewMetricId, reviewMetrics } from "../metrics/review-metrics.ts";
import { comparisons, readReviewKey, reviewKey } from "./review-question.ts";

const period = fc.constantFrom("q", "p", "y", "2026-09", "2026-09-12", "W2026-09-07");

test("a question is read again from its key, whatever its filter holds", () => {
  fc.assert(
    fc.property(
      fc.record({
        metric: fc.constantFrom(...(Object.keys(reviewMetrics) as ReviewMetricId[])),
        filter: fc.dictionary(
          fc.constantFrom("region", "carrier", "sdk", "name"),
          fc.string({ maxLength: 12 }).map((s) => s.replace(/[\uD800-\uDFFF]/g, "")),
        ),
        period,
        compare: fc.option(
          fc.record({ as: fc.constantFrom(...comparisons), to: fc.oneof(period, fc.constantFrom("all.region", "rest.carrier")) }),
        ),
      }),
      (question) => {
        expect(readReviewKey(reviewKey(question))).toEqual({ ...question, filter: { ...question.filter } });
      },
    ),
  );
});

test("what is no question has no reading", () => {
  expect(
    ["", "usage.peak", "usage.nothing#q", "usage.peak#z", "usage.peak?region#q", "usage.peak?region=%E0#q", "usage.peak#q~more:p"].map(
      readReviewKey,
    ),
  ).toEqual(Array.from({ length: 7 }, () => null));
});
