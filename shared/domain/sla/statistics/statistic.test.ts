import { describe, expect, test } from "vitest";
import type { StatisticIncident, StatisticPromise } from "./statistic-incident.ts";
import type { StatisticMetric } from "./statistic-metrics.ts";
import { percentile } from "./statistic-metrics.ts";
import { latestPeriods, periodAt, periodBefore } from "./statistic-period.ts";
import { everything, narrowed, statistic, statisticBook, statisticBy, type StatisticQuestion } from "./statistic.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const at = (text: string): number => Date.parse(`2026-10-${text}:00.000Z`);
const october = { fromMs: Date.parse("2026-10-01T00:00:00.000Z"), toMs: Date.parse("2026-11-01T00:00:00.000Z") };

function promise(
  clock: StatisticPromise["clock"],
  outcome: StatisticPromise["outcome"],
  fields: Partial<StatisticPromise>,
): StatisticPromise {
  return {
    clock,
    outcome,
    severity: "P1",
    targetMs: hourMs,
    elapsedMs: 0,
    startedMs: at("05T08:00"),
    stoppedMs: null,
    breachedMs: null,
    ...fields,
  };
}

function incident(incidentId: string, fields: Partial<StatisticIncident> = {}): StatisticIncident {
  return {
    incidentId,
    accountId: "acc-1",
    tier: "premium",
    region: "cn-east",
    severity: "P1",
    kind: "incident",
    component: null,
    cause: null,
    linkedIds: [],
    openedMs: at("05T08:00"),
    endedMs: null,
    reopenCount: 0,
    policy: "premium v2",
    frozen: false,
    warningShare: 0.8,
    promises: [],
    credits: [],
    handOffs: 0,
    holdsOver: 0,
    kickedAbout: false,
    knowledge: null,
    ...fields,
  };
}

/**
 * a: answered after 30 min (kept), resolved after 50 of 60 min (kept, 83 %: near); ended 09:30.
 * b: answered after 90 of 60 min (broke 11:00), resolved at 13:00 after 2 h business of 3 h wall; handed about, reopened; a credit of 5 %.
 * c: next update broke on the 20th and nobody has told the customer; open.
 * d: of another customer, before October but for its resolution on the 1st (kept).
 */
const book = statisticBook([
  incident("a", {
    component: "publish",
    cause: "carrier",
    endedMs: at("05T09:30"),
    knowledge: "solved",
    handOffs: 1,
    promises: [
      promise("first_response", "met", { elapsedMs: 30 * minuteMs, stoppedMs: at("05T08:30") }),
      promise("resolution", "met", { elapsedMs: 50 * minuteMs, stoppedMs: at("05T09:30") }),
    ],
  }),
  incident("b", {
    component: "publish",
    cause: "carrier",
    openedMs: at("12T10:00"),
    endedMs: at("12T13:00"),
    reopenCount: 1,
    handOffs: 4,
    holdsOver: 2,
    kickedAbout: true,
    knowledge: "used",
    promises: [
      promise("first_response", "missed", {
        elapsedMs: 90 * minuteMs,
        startedMs: at("12T10:00"),
        stoppedMs: at("12T11:30"),
        breachedMs: at("12T11:00"),
      }),
      promise("resolution", "met", {
        severity: "P2",
        targetMs: 8 * hourMs,
        elapsedMs: 2 * hourMs,
        startedMs: at("12T10:00"),
        stoppedMs: at("12T13:00"),
      }),
    ],
    credits: [{ clause: "§4.2", percent: 5, clock: "first_response", severity: "P1", brokeMs: at("12T11:00") }],
  }),
  incident("c", {
    region: null,
    openedMs: at("20T08:00"),
    promises: [
      promise("next_update", "missed", { elapsedMs: 3 * hourMs, startedMs: at("20T08:00"), breachedMs: at("20T09:00") }),
      promise("resolution", "open", { startedMs: at("20T08:00") }),
    ],
  }),
  incident("d", {
    accountId: "acc-2",
    tier: "basic",
    severity: "P3",
    policy: "default v3",
    cause: "sdk",
    openedMs: Date.parse("2026-09-30T23:00:00.000Z"),
    endedMs: at("01T03:00"),
    promises: [
      promise("first_response", "met", { severity: "P3", elapsedMs: 0, stoppedMs: Date.parse("2026-09-30T23:10:00.000Z") }),
      promise("resolution", "met", {
        severity: "P3",
        targetMs: 4 * hourMs,
        elapsedMs: 4 * hourMs,
        startedMs: Date.parse("2026-09-30T23:00:00.000Z"),
        stoppedMs: at("01T03:00"),
      }),
    ],
  }),
]);

const ask = (metric: StatisticMetric, more: Partial<StatisticQuestion> = {}): StatisticQuestion => ({
  metric,
  filter: everything,
  period: october,
  objective: 0.9,
  ...more,
});

describe("statistics of October", () => {
  // Decided: a's two, b's two, c's update, d's resolution = 6, of which 4 were kept.
  test.each<[StatisticMetric, number | null, number, string]>([
    ["attainment", 4 / 6, 6, "a b c d"],
    ["promises", 6, 6, "a b c d"],
    // a at 50 of 60 minutes, d at 4 of 4 hours.
    ["nearMisses", 2, 2, "a d"],
    ["misses", 2, 2, "b c"],
    // 10 % of 6 promises may break = 0.6; 2 did.
    ["budgetUsed", 2 / 0.6, 6, "a b c d"],
    ["credits", 1, 1, "b"],
    ["creditPercent", 5, 1, "b"],
    ["opened", 3, 3, "a b c"],
    ["ended", 3, 3, "a b d"],
    // 30 and 90 minutes.
    ["acknowledgeMedian", 60 * minuteMs, 2, "a b"],
    ["acknowledgeP90", 84 * minuteMs, 2, "a b"],
    ["acknowledgeWallMedian", 60 * minuteMs, 2, "a b"],
    ["acknowledgeWallP90", 84 * minuteMs, 2, "a b"],
    // Calendar: 50, 120, 240 minutes; wall: 90, 180, 240.
    ["resolveMedian", 120 * minuteMs, 3, "a b d"],
    ["resolveP90", 216 * minuteMs, 3, "a b d"],
    ["resolveWallMedian", 180 * minuteMs, 3, "a b d"],
    ["resolveWallP90", 228 * minuteMs, 3, "a b d"],
    ["repeats", 1, 1, "b"],
    ["repeatShare", 1 / 3, 3, "a b c"],
    // 1, 4 and 0.
    ["handOffMean", 5 / 3, 3, "a b d"],
    ["heldTooLong", 2, 1, "b"],
    ["kickedAbout", 1, 1, "b"],
    ["reopenedShare", 1 / 3, 3, "a b d"],
    ["knowledgeShare", 1 / 3, 3, "a b d"],
  ])("%s is %d of %d", (metric, value, n, rows) => {
    const answer = statistic(book, ask(metric));
    if (value === null) expect(answer.value).toBeNull();
    else expect(answer.value).toBeCloseTo(value, 9);
    expect([answer.n, answer.rowIds.join(" ")]).toEqual([n, rows]);
  });

  test("an empty period has no shares and times, and counts of nothing", () => {
    const period = { fromMs: at("25T00:00"), toMs: at("26T00:00") };
    const value = (metric: StatisticMetric): number | null => statistic(book, ask(metric, { period })).value;
    expect(["attainment", "budgetUsed", "resolveMedian", "handOffMean", "knowledgeShare"].map((m) => value(m as StatisticMetric))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(["misses", "nearMisses", "credits", "creditPercent", "repeats"].map((m) => value(m as StatisticMetric))).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test("where nothing was said of any article, what articles do is not known", () => {
    const period = { fromMs: at("01T00:00"), toMs: at("02T00:00") };
    expect(statistic(book, ask("knowledgeShare", { period }))).toEqual({ value: null, unit: "share", n: 1, rowIds: ["d"] });
  });

  test("an objective of everything leaves no budget that a share could be told of", () => {
    expect(statistic(book, ask("budgetUsed", { objective: 1 })).value).toBeNull();
  });

  test("a promise counts when it was decided: at its break, whenever it was stopped", () => {
    const first = { fromMs: at("12T00:00"), toMs: at("12T11:15") };
    expect(statistic(book, ask("misses", { period: first }))).toMatchObject({ value: 1, rowIds: ["b"] });
    const later = { fromMs: at("12T11:15"), toMs: at("13T00:00") };
    expect(statistic(book, ask("misses", { period: later }))).toMatchObject({ value: 0, rowIds: [] });
  });
});

describe("by one dimension", () => {
  const lines = (metric: StatisticMetric, dimension: Parameters<typeof statisticBy>[2]): readonly unknown[] =>
    statisticBy(book, ask(metric), dimension).map(({ key, value, n }) => [key, value, n]);

  test("attainment by clock, severity, policy, account, tier and region", () => {
    expect(lines("attainment", "clock")).toEqual([
      ["resolution", 1, 3],
      ["first_response", 0.5, 2],
      ["next_update", 0, 1],
    ]);
    // b's resolution was promised at P2.
    expect(lines("attainment", "severity")).toEqual([
      ["P1", 0.5, 4],
      ["P2", 1, 1],
      ["P3", 1, 1],
    ]);
    expect(lines("attainment", "policy")).toEqual([
      ["premium v2", 0.6, 5],
      ["default v3", 1, 1],
    ]);
    expect(lines("attainment", "account")).toEqual([
      ["acc-1", 0.6, 5],
      ["acc-2", 1, 1],
    ]);
    expect(lines("attainment", "tier")).toEqual([
      ["premium", 0.6, 5],
      ["basic", 1, 1],
    ]);
    expect(lines("attainment", "region")).toEqual([
      ["cn-east", 0.8, 5],
      ["", 0, 1],
    ]);
  });

  test("root causes of what ended, by category", () => {
    expect(lines("ended", "cause")).toEqual([
      ["carrier", 2, 2],
      ["sdk", 1, 1],
    ]);
  });

  test("the filter of a line gives the line's number and its incidents", () => {
    for (const dimension of ["policy", "clock", "severity", "account", "tier", "region"] as const) {
      for (const line of statisticBy(book, ask("attainment"), dimension)) {
        const { value, n } = statistic(book, ask("attainment", { filter: narrowed(everything, dimension, line.key) }));
        expect([dimension, line.key, value, n]).toEqual([dimension, line.key, line.value, line.n]);
      }
    }
  });
});

describe("repeats", () => {
  const first = incident("first", { component: "join", openedMs: at("01T00:00"), endedMs: at("02T00:00") });
  const repeats = (...others: readonly StatisticIncident[]): readonly (readonly [string, string])[] => [
    ...statisticBook([first, ...others]).repeats,
  ];

  test("same account and component within 30 days of the end", () => {
    const next = (fields: Partial<StatisticIncident>): StatisticIncident =>
      incident("next", { component: "join", openedMs: at("02T00:00") + 30 * 24 * hourMs, ...fields });
    expect(repeats(next({}))).toEqual([["next", "first"]]);
    expect(repeats(next({ openedMs: at("02T00:00") + 30 * 24 * hourMs + 1 }))).toEqual([]);
    expect(repeats(next({ accountId: "acc-2" }))).toEqual([]);
    expect(repeats(next({ component: "publish" }))).toEqual([]);
    expect(repeats(next({ component: null }))).toEqual([]);
  });

  test("a link makes it one whatever the component; what was open at the same time is the same trouble", () => {
    const linked = { component: null, linkedIds: ["first", "gone"] };
    expect(repeats(incident("next", { ...linked, openedMs: at("03T00:00") }))).toEqual([["next", "first"]]);
    expect(repeats(incident("next", { ...linked, openedMs: at("01T12:00") }))).toEqual([]);
    expect(repeats(incident("next", { component: "join", openedMs: at("01T12:00") }))).toEqual([]);
  });

  test("of several the latest is repeated, never itself", () => {
    const second = incident("second", { component: "join", openedMs: at("03T00:00"), endedMs: at("03T00:00") });
    const third = incident("third", { component: "join", openedMs: at("04T00:00"), linkedIds: ["first"] });
    expect(repeats(third, second)).toEqual([
      ["third", "second"],
      ["second", "first"],
    ]);
  });
});

test("percentiles interpolate between ranks as a spreadsheet does", () => {
  expect([percentile([], 0.5), percentile([7], 0.9), percentile([4, 1, 3, 2], 0.5), percentile([10, 20, 30, 40, 50], 0.9)]).toEqual([
    null,
    7,
    2.5,
    46,
  ]);
});

describe("periods", () => {
  test("are months and quarters as the zone counts them", () => {
    // In Shanghai the new month has begun at 16:00 UTC.
    const ms = Date.parse("2026-12-31T16:00:00.000Z");
    expect(periodAt(ms, "month", "Asia/Shanghai")).toEqual({
      kind: "month",
      id: "2027-01",
      fromMs: ms,
      toMs: Date.parse("2027-01-31T16:00:00.000Z"),
    });
    expect(periodAt(ms, "quarter", "UTC")).toEqual({
      kind: "quarter",
      id: "2026-Q4",
      fromMs: Date.parse("2026-10-01T00:00:00.000Z"),
      toMs: Date.parse("2027-01-01T00:00:00.000Z"),
    });
  });

  test("follow each other without gaps, over years and changes of clocks", () => {
    const months = latestPeriods(Date.parse("2026-02-10T00:00:00.000Z"), "month", "Europe/Berlin", 14);
    expect(months.map(({ id }) => id).slice(0, 3)).toEqual(["2026-02", "2026-01", "2025-12"]);
    for (const [i, month] of months.entries()) {
      if (i > 0) expect(month.toMs).toBe(months[i - 1]?.fromMs);
      expect(periodBefore(month, "Europe/Berlin")).toEqual(months[i + 1] ?? periodBefore(month, "Europe/Berlin"));
    }
    const [quarter] = latestPeriods(Date.parse("2026-02-10T00:00:00.000Z"), "quarter", "UTC", 1);
    expect(quarter === undefined ? null : periodBefore(quarter, "UTC").id).toBe("2025-Q4");
  });
});
