import { describe, expect, it } from "vitest";
import type { ArticleUse } from "./article-use.ts";
import { lastWords, tallyUses, factorOfUses } from "./article-uses.ts";
import { knowledgeShare } from "./knowledge-share.ts";

const day = (n: number): string => new Date(Date.UTC(2026, 8, n)).toISOString();
let made = 0;
function use(incidentId: string, articleKey: string, verdict: ArticleUse["verdict"], at: string, byId = "usr_a"): ArticleUse {
  made += 1;
  return { id: `use_${made}`, accountId: "acc_1", incidentId, articleKey, verdict, byId, at };
}
function ended(id: string, n: number) {
  return { id, state: "closed" as const, resolvedAt: day(n), closedAt: day(n + 1) };
}

describe("the share of incidents solved from knowledge", () => {
  const period = { fromMs: Date.parse(day(1)), toMs: Date.parse(day(11)) };

  it("is of those that ended in the period, with the rows it was counted from", () => {
    const incidents = [
      ended("i4", 10),
      ended("i1", 1),
      ended("i2", 5),
      ended("i3", 11),
      { id: "i5", state: "active" as const, resolvedAt: null, closedAt: null },
      // Reopened: an older end does not count.
      { id: "i6", state: "active" as const, resolvedAt: day(4), closedAt: null },
    ];
    const uses = [
      use("i1", "b", "solved", day(1)),
      use("i1", "a", "solved", day(1), "usr_b"),
      use("i2", "a", "helped", day(5)),
      use("i3", "a", "solved", day(11)),
      use("i6", "a", "solved", day(4)),
    ];
    expect(knowledgeShare(incidents, uses, period)).toEqual({
      n: 3,
      solved: 1,
      share: 1 / 3,
      rows: [
        { incidentId: "i1", endedMs: Date.parse(day(1)), solvedWith: ["a", "b"], helpedBy: [] },
        { incidentId: "i2", endedMs: Date.parse(day(5)), solvedWith: [], helpedBy: ["a"] },
        { incidentId: "i4", endedMs: Date.parse(day(10)), solvedWith: [], helpedBy: [] },
      ],
    });
  });

  it("is not known where none ended", () => {
    expect(knowledgeShare([], [], period)).toEqual({ n: 0, solved: 0, share: null, rows: [] });
  });

  it("hears the last word of each user, whatever order the uses come in", () => {
    const uses = [
      use("i1", "a", "solved", day(2)),
      use("i1", "a", "not_helpful", day(3)),
      use("i1", "a", "helped", day(2), "usr_b"),
      use("i2", "a", "solved", day(2)),
      use("i2", "a", "withdrawn", day(4)),
    ];
    const verdicts = (list: readonly ArticleUse[]) => lastWords(list).map(({ byId, verdict }) => `${byId} ${verdict}`);
    expect(verdicts(uses).toSorted()).toEqual(["usr_a not_helpful", "usr_b helped"]);
    expect(verdicts(uses.toReversed()).toSorted()).toEqual(["usr_a not_helpful", "usr_b helped"]);
    expect(tallyUses(lastWords(uses))).toEqual({ solved: 0, helped: 1, notHelpful: 1, helpedShare: 0.5, lastAt: day(2) });
  });
});

describe("past uses in the order", () => {
  const tally = (solved: number, helped: number, notHelpful: number) =>
    factorOfUses({ solved, helped, notHelpful, helpedShare: null, lastAt: null });

  it("leave an article that nobody used where its text puts it, and never outweigh the text", () => {
    expect(tally(0, 0, 0)).toBe(1);
    expect(tally(1000, 0, 0)).toBeCloseTo(1.15, 2);
    expect(tally(0, 0, 1000)).toBeCloseTo(0.85, 2);
  });

  it("count a solved incident more than one that was helped, and one more than none", () => {
    expect([tally(1, 0, 0) > tally(0, 1, 0), tally(0, 1, 0) > tally(0, 0, 0), tally(0, 0, 1) < tally(0, 0, 0)]).toEqual([true, true, true]);
  });
});
