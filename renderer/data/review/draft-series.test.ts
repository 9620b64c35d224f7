import { expect, test } from "vitest";
import { type DraftOutcome, type DraftSeries, runSeries, seriesCounts } from "./draft-series.ts";

const accounts = ["a", "b", "c"].map((accountId) => ({ accountId, name: accountId.toUpperCase() }));
const wish = { kind: "quarterly", period: "2026-Q3", accounts } as const;

function ports(outcomes: Readonly<Record<string, DraftOutcome>>) {
  const seen: DraftSeries[] = [];
  const drafted: string[] = [];
  return {
    seen,
    drafted,
    draft: async (accountId: string): Promise<DraftOutcome> => {
      drafted.push(accountId);
      return outcomes[accountId] ?? { state: "done" };
    },
    idle: async () => undefined,
    report: (series: DraftSeries) => seen.push(series),
  };
}

test("accounts are drafted one after the other; what exists is passed over, what fails is named and the rest goes on", async () => {
  const given = ports({ a: { state: "exists" }, b: { state: "failed", reason: "disk-full" } });
  const series = await runSeries(wish, given, new AbortController().signal);
  expect(series.entries.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ["A", "exists", null],
    ["B", "failed", "disk-full"],
    ["C", "done", null],
  ]);
  expect(series.state).toBe("ended");
  expect(seriesCounts(series)).toEqual({ done: 1, exists: 1, failed: 1, left: 1, total: 3 });
  expect(given.seen.every(({ entries }) => entries.filter(({ state }) => state === "working").length <= 1)).toBe(true);
});

test("a series that is cancelled keeps what it drafted and begins no other", async () => {
  const cancel = new AbortController();
  const given = ports({});
  const series = await runSeries(
    wish,
    {
      ...given,
      report: (now) => {
        if (now.entries[0]?.state === "done") cancel.abort();
      },
    },
    cancel.signal,
  );
  expect(given.drafted).toEqual(["a"]);
  expect(series.state).toBe("cancelled");
  expect(series.entries.map(({ state }) => state)).toEqual(["done", "waiting", "waiting"]);
});
