import { describe, expect, test } from "vitest";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { filterRows, groupRows, medianScore, sortRows } from "./arrange-rows.ts";
import { builtInViews, defaultView, noFilter, parseListView, type ListFilter } from "./list-view.ts";
import { csvColumns, rowsCsv } from "./rows-csv.ts";

const nowMs = Date.parse("2026-10-29T10:30:00.000Z");
const dayMs = 86_400_000;
const reader = { userId: "user-1", nowMs };

function row(fields: Partial<AccountRow>): AccountRow {
  return {
    id: fields.name ?? "a",
    code: "A",
    name: "a",
    aliases: [],
    country: "CN",
    timeZone: "Asia/Shanghai",
    tier: "standard",
    scenario: "show_live",
    regions: ["cn-east"],
    ownerId: null,
    ownerName: null,
    lifecycle: "active",
    tags: [],
    region: "cn-east",
    peakPcu: null,
    peakDayMs: null,
    capacityPcu: null,
    share: null,
    state: "unknown",
    spark: [],
    change: null,
    incidents: { P0: 0, P1: 0, P2: 0, P3: 0 },
    openIncidents: 0,
    waitingOnUs: 0,
    waitingOnCustomer: 0,
    waitingOnVendor: 0,
    nextPeak: null,
    nextEvent: null,
    renewsOn: null,
    renewsInDays: null,
    committedMinutes: null,
    lastTouchMs: null,
    dataAsOfMs: null,
    reason: null,
    health: null,
    openTasks: 0,
    pending: false,
    ...fields,
  };
}
const names = (rows: readonly AccountRow[]): readonly string[] => rows.map((r) => r.name);

describe("filtering", () => {
  const rows = [
    row({ name: "mine", ownerId: "user-1", tier: "premium", renewsInDays: 60, lastTouchMs: nowMs - 2 * dayMs }),
    row({ name: "theirs", ownerId: "user-2", regions: ["cn-east", "ap-south"], renewsInDays: 91, lastTouchMs: nowMs - 30 * dayMs }),
    row({ name: "nobody's", tier: "basic", openIncidents: 1 }),
  ];
  test.each([
    [{ mine: true }, ["mine"]],
    [{ tiers: ["premium", "basic"] }, ["mine", "nobody's"]],
    [{ tiers: ["premium"], openIncidents: true }, []],
    [{ owners: ["", "user-2"] }, ["theirs", "nobody's"]],
    [{ overseas: true }, ["theirs"]],
    [{ renewsWithinDays: 90 }, ["mine"]],
    [{ untouchedDays: 30 }, ["theirs", "nobody's"]],
    [{}, ["mine", "theirs", "nobody's"]],
  ] as readonly (readonly [Partial<ListFilter>, readonly string[]])[])("%j leaves %j", (filter, expected) => {
    expect(names(filterRows(rows, { ...noFilter, ...filter }, reader))).toEqual(expected);
  });
});

describe("sorting", () => {
  test("by several columns in turn, then by name; missing values stand last in both directions", () => {
    const rows = [
      row({ name: "c", tier: "basic", share: 0.5 }),
      row({ name: "b", tier: "premium" }),
      row({ name: "a", tier: "premium", share: 0.1 }),
      row({ name: "d", tier: "premium", share: 0.3 }),
    ];
    expect(
      names(
        sortRows(rows, [
          { column: "tier", descending: true },
          { column: "share", descending: false },
        ]),
      ),
    ).toEqual(["a", "d", "b", "c"]);
    expect(names(sortRows(rows, [{ column: "share", descending: true }]))).toEqual(["c", "d", "a", "b"]);
  });

  test("names in Chinese stand by pinyin", () => {
    expect(
      names(
        sortRows(
          [row({ name: "星屿秀场" }), row({ name: "橙集优选" }), row({ name: "云雀一对一" }), row({ name: "鹿语语音" })],
          [{ column: "name", descending: false }],
        ),
      ),
    ).toEqual(["橙集优选", "鹿语语音", "星屿秀场", "云雀一对一"]);
  });

  test("one P0 weighs more than many P1", () => {
    const rows = [
      row({ name: "many", incidents: { P0: 0, P1: 9, P2: 50, P3: 9 } }),
      row({ name: "one", incidents: { P0: 1, P1: 0, P2: 0, P3: 0 } }),
    ];
    expect(names(sortRows(rows, [{ column: "incidents", descending: true }]))).toEqual(["one", "many"]);
  });
});

describe("grouping", () => {
  test("states come worst first with unknown before good, and keep the order of their rows", () => {
    const rows = [
      row({ name: "g", state: "good" }),
      row({ name: "u" }),
      row({ name: "c1", state: "critical" }),
      row({ name: "c0", state: "critical" }),
    ];
    expect(groupRows(rows, "state").map((group) => [group.key, names(group.rows)])).toEqual([
      ["critical", ["c1", "c0"]],
      ["unknown", ["u"]],
      ["good", ["g"]],
    ]);
  });

  test("what nobody owns comes last", () => {
    const rows = [
      row({ name: "x" }),
      row({ name: "y", ownerId: "u2", ownerName: "王" }),
      row({ name: "z", ownerId: "u1", ownerName: "陈" }),
    ];
    expect(groupRows(rows, "owner").map((group) => group.key)).toEqual(["u1", "u2", ""]);
  });
});

describe("health", () => {
  const judged = (scoreMilli: number | null, grade: HealthSummary["grade"], change7dMilli: number | null = null): HealthSummary => ({
    accountId: "a",
    atMs: nowMs,
    scoreMilli,
    grade,
    computedGrade: grade,
    overridden: false,
    confidence: 1,
    change7dMilli,
    spark: [],
    worst: null,
    components: [],
  });
  const rows = [
    row({ name: "fine", health: judged(80_000, "good", -4_000) }),
    row({ name: "unjudged" }),
    row({ name: "worse", health: judged(40_500, "critical", 1_000) }),
    row({ name: "bad", health: judged(61_000, "risk", null) }),
  ];

  test("groups stand from critical to good, with what nobody can judge before what is known to be good", () => {
    expect(groupRows(rows, "health").map((group) => [group.key, names(group.rows)])).toEqual([
      ["critical", ["worse"]],
      ["risk", ["bad"]],
      ["unknown", ["unjudged"]],
      ["good", ["fine"]],
    ]);
  });

  test("the lowest score is first, and an account without one is last either way", () => {
    expect(names(sortRows(rows, [{ column: "score", descending: false }]))).toEqual(["worse", "bad", "fine", "unjudged"]);
    expect(names(sortRows(rows, [{ column: "score", descending: true }]))).toEqual(["fine", "bad", "worse", "unjudged"]);
  });

  test("a grade filters", () => {
    expect(names(filterRows(rows, { ...noFilter, health: ["critical", "unknown"] }, reader))).toEqual(["unjudged", "worse"]);
  });

  test("the median tells how it was a week before, of those who had a score then", () => {
    expect(medianScore(rows)).toEqual({ nowMilli: 61_000, changeMilli: 61_000 - (84_000 + 39_500) / 2 });
    expect(medianScore([row({ name: "x" })])).toBeNull();
  });
});

test("a stored view that is not understood shows the default; a sound one comes back as it was", () => {
  expect(parseListView({ columns: ["nonsense"] })).toEqual(defaultView);
  expect(parseListView({ filter: { tiers: ["premium"] } })).toEqual({ ...defaultView, filter: { ...noFilter, tiers: ["premium"] } });
  expect(parseListView(structuredClone(builtInViews.renewing))).toEqual(builtInViews.renewing);
});

test("an export has a cell for every column and defuses formulas in names", () => {
  const word = (): string => "w";
  const csv = rowsCsv([row({ name: "=cmd()", share: -0.19 })], {
    headers: csvColumns,
    state: word,
    grade: word,
    tier: word,
    scenario: word,
    reason: word,
  });
  const [header, line] = csv.split("\r\n");
  expect([header?.split(",").length, line?.split(",").length, line?.split(",")[1], line?.split(",")[11]]).toEqual([
    csvColumns.length,
    csvColumns.length,
    "'=cmd()",
    "-0.19",
  ]);
});
