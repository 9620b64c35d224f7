import { expect, it } from "vitest";
import { daySpans, labelEvery, valueTicks } from "./scale.ts";

it.each([
  [90_000, [0, 25_000, 50_000, 75_000, 100_000]],
  [6, [0, 2, 4, 6]],
  [0.039, [0, 0.01, 0.02, 0.03, 0.04]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [0, [0, 0.25, 0.5, 0.75, 1]],
])("starts at zero and ends at or above %d", (max, ticks) => {
  expect(valueTicks(max)).toEqual(ticks);
});

it("cuts days in the customer's zone, with the length that the clock change gives them", () => {
  const spans = daySpans(Date.UTC(2026, 9, 31, 12), Date.UTC(2026, 10, 2, 12), "America/New_York", [0, 6]);
  expect(spans).toEqual([
    { fromMs: Date.UTC(2026, 9, 31, 4), toMs: Date.UTC(2026, 10, 1, 4), label: "10-31", weekend: true },
    { fromMs: Date.UTC(2026, 10, 1, 4), toMs: Date.UTC(2026, 10, 2, 5), label: "11-01", weekend: true },
    { fromMs: Date.UTC(2026, 10, 2, 5), toMs: Date.UTC(2026, 10, 3, 5), label: "11-02", weekend: false },
  ]);
});

it("labels as many days as there is room for", () => {
  expect([labelEvery(14, 15), labelEvery(28, 15), labelEvery(90, 15), labelEvery(395, 12)]).toEqual([1, 2, 7, 91]);
});
