import { expect, test } from "vitest";
import { handSnapshot } from "../../evidence/hand-snapshot.ts";
import { starisle, type SyntheticShape, syntheticSnapshot } from "../../evidence/synthetic-snapshot.ts";
import type { StandardSection } from "../../model/review-sections.ts";
import type { ReviewSnapshot } from "../../model/review-snapshot.ts";
import { layoutReview } from "../../layout/layout-review.ts";
import { composeDraft } from "../compose-draft.ts";
import { composeReview } from "../compose-review.ts";
import { createPen, textOf } from "../pen.ts";
import type { ReviewBlock } from "../review-document.ts";

const at = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

function both(snapshot: ReviewSnapshot, section: StandardSection): readonly [en: string, zh: string] {
  return [titleIn(snapshot, section, "en"), titleIn(snapshot, section, "zh-CN")];
}

function titleIn(snapshot: ReviewSnapshot, section: StandardSection, locale: "en" | "zh-CN"): string {
  return textOf(composeDraft(createPen(snapshot, locale), section)?.title ?? []);
}

/** Lines of a section's tables, cells apart by `|`; verdicts behind their cell. */
function tables(snapshot: ReviewSnapshot, section: StandardSection, locale: "en" | "zh-CN" = "en"): readonly string[] {
  const blocks: readonly ReviewBlock[] = composeDraft(createPen(snapshot, locale), section)?.blocks ?? [];
  return blocks.flatMap((block) =>
    block.type === "table"
      ? block.table.rows.map(({ cells }) =>
          cells.map(({ runs, verdict }) => `${textOf(runs)}${verdict === null ? "" : ` <${verdict}>`}`).join(" | "),
        )
      : [],
  );
}

const shaped = (changed: Partial<SyntheticShape>): ReviewSnapshot => syntheticSnapshot({ ...starisle, ...changed });

test.each<[StandardSection, Partial<SyntheticShape>, string, string]>([
  [
    "incident_timeline",
    {},
    "Incidents rose to 9 from 7 in Q2 2026; resolving one took 24% longer, 3 h on average",
    "故障由 2026 年二季度的 7 起增至 9 起，平均恢复用时 3 小时，延长 24%",
  ],
  [
    "incident_timeline",
    { history: false, incidents: 1 },
    "Incidents rose to 1 from 0 in Q2 2026; resolving one took 40 min on average",
    "故障由 2026 年二季度的 0 起增至 1 起，平均恢复用时 40 分",
  ],
  ["incident_timeline", { incidents: 0 }, "No incident was opened in Q3 2026", "2026 年三季度没有发生故障"],
  [
    "root_causes",
    {},
    "Carrier was behind 4 of 9 incidents; across all causes, 4 repeated an earlier one, and 8 of 12 prevention items are done",
    "9 起故障中，4 起的根因是运营商；全部故障中 4 起为重复发生，12 项预防措施已完成 8 项",
  ],
  ["root_causes", { incidents: 0 }, "There is no root cause to discuss for Q3 2026", "2026 年三季度没有需要讨论的根因"],
  [
    "peaks",
    {},
    "South China used 93% of its capacity, more than the 85% that we plan for; weekly forecasts were 5.0% off on average",
    "华南最高用到容量的 93%，超过规划的 85%，周预测平均误差 5.0%",
  ],
  [
    "peaks",
    { use: 0.5 },
    "Capacity held every week: the most that was used is 50%, in South China; weekly forecasts were 5.0% off on average",
    "各周均在容量以内，最高的华南用到 50%，周预测平均误差 5.0%",
  ],
  [
    "peaks",
    { use: 1.1 },
    "6 weeks went above capacity; South China reached 110% of it; weekly forecasts were 5.0% off on average",
    "6 周超出容量，华南最高用到 110%，周预测平均误差 5.0%",
  ],
  ["peaks", { users: 0 }, "No peak of Q3 2026 can be shown", "2026 年三季度没有可展示的峰值"],
  [
    "outreach",
    {},
    "4 of 6 messages were answered; 2 still wait for an answer, and 1 of 1 capacity requests are in place",
    "6 条消息中 4 条已答复，2 条仍待答复；1 份扩容申请中 1 份已就绪",
  ],
  [
    "outreach",
    { answered: 6 },
    "All 6 messages were answered, and 1 of 1 capacity requests are in place",
    "6 条消息全部得到答复；1 份扩容申请中 1 份已就绪",
  ],
  ["outreach", { messages: 0 }, "No message was sent ahead of a peak in Q3 2026", "2026 年三季度没有峰值前触达"],
  ["actions", {}, "2 items are open; the next is due on 15 Nov 2026", "2 项未完成，最近一项 2026 年 11 月 15 日到期"],
  ["actions", { commitments: 0 }, "No action item is open after Q3 2026", "2026 年三季度之后没有未完成的行动项"],
])("%s of %j concludes: %s", (section, changed, en, zh) => {
  expect(both(shaped(changed), section)).toEqual([en, zh]);
});

test("a peak without a forecast stands with what came and what there was room for", () => {
  const snapshot = handSnapshot({
    peaks: [
      { id: "w1", kind: "week", region: "cn-south", at: at("2026-07-06"), actualPcu: 70, capacityPcu: 100 },
      {
        id: "p1",
        kind: "peak",
        region: "cn-south",
        name: "Anniversary",
        at: at("2026-07-08"),
        p50: 65,
        p90: 80,
        toldPcu: 90,
        actualPcu: 70,
        capacityPcu: 100,
      },
      {
        id: "d1",
        kind: "outstanding",
        region: "cn-south",
        name: "Mid-Autumn",
        nameZh: "中秋节",
        at: at("2026-09-25"),
        actualPcu: 104,
        capacityPcu: 100,
      },
      { id: "d2", kind: "outstanding", region: "cn-east", at: at("2026-08-02"), actualPcu: 30 },
    ],
    targets: [{ measure: "capacity_use", value: 0.85 }],
  });
  expect(tables(snapshot, "peaks")).toEqual([
    "Anniversary | South China | 8 Jul 12:00 | 65 | 90 | 70 | 100 | 70% <good>",
    "Unnamed peak | East China | 2 Aug 12:00 | — | — | 30 | — | —",
    "Mid-Autumn | South China | 25 Sep 12:00 | — | — | 104 | 100 | 104% <critical>",
  ]);
  expect(tables(snapshot, "peaks", "zh-CN")[2]).toBe("中秋节 | 华南 | 9 月 25 日 12:00 | — | — | 104 | 100 | 104% <critical>");
  expect(titleIn(snapshot, "peaks", "en")).toBe("Capacity held every week: the most that was used is 70%, in South China");
});

test("where no capacity is on record, the highest hour is said instead of a use", () => {
  const snapshot = handSnapshot({ peaks: [{ id: "w1", kind: "week", region: "cn-east", at: at("2026-07-06"), actualPcu: 70 }] });
  expect(both(snapshot, "peaks")).toEqual([
    "The highest hour reached 70 concurrent users in East China; its capacity is not on record",
    "华东最高达 70 并发，容量未登记",
  ]);
});

test("a week at the edge of the quarter counts only what falls into the quarter", () => {
  const opened = ["2026-06-30", "2026-07-01"].map((day, i) => ({ number: `INC-${i}`, severity: "P1", at: at(day) }));
  const draft = composeDraft(createPen(handSnapshot({ incidents: opened }), "en"), "incident_timeline");
  const chart = draft?.blocks.find((block) => block.type === "chart");
  expect(chart?.type === "chart" ? chart.chart.series.map(({ name, values }) => [name, values[0]]) : null).toEqual([["P1", 1]]);
});

test("what is overdue comes first, what nobody agreed on with the customer is left out, and gaps are said", () => {
  const snapshot = handSnapshot({
    actions: [
      { id: "a", title: "Later", owner: "Chen Li", dueOn: "2026-12-01", from: "review", state: "open" },
      { id: "b", title: "Overdue", owner: null, dueOn: "2026-10-01", from: "prevention", state: "open" },
      { id: "c", title: "Done", owner: "Chen Li", dueOn: null, from: "review", state: "done" },
      { id: "d", title: "Our own note", owner: "Lin Ruoxi", dueOn: "2026-09-01", from: "task", state: "open" },
    ],
  });
  expect(tables(snapshot, "actions")).toEqual([
    "Overdue | no owner yet | 1 Oct 2026 | prevention after an incident | overdue <risk>",
    "Later | Chen Li | 1 Dec 2026 | agreed at a review | open",
    "Done | Chen Li | no date yet | agreed at a review | done <good>",
  ]);
  expect(both(snapshot, "actions")).toEqual([
    "2 items are open; the oldest was due on 1 Oct 2026",
    "2 项未完成，最早一项已于 2026 年 10 月 1 日到期",
  ]);
});

test("messages that wait stand before those that were answered", () => {
  expect(tables(shaped({ messages: 2, answered: 1 }), "outreach", "zh-CN")).toEqual([
    "Capacity for the evening of 2026-07-19 | 华东 | 7 月 12 日 10:00 | 未答复 <watch> | — | —",
    "Capacity for the evening of 2026-07-10 | 华南 | 7 月 3 日 10:00 | 需要扩容 | 7 月 4 日 15:00 | 11.8 万",
    "华南 | 11.8 万 | 8 月 1 日 12:00 | 已就绪 <good> | —",
  ]);
});

test("the appendix defines what the other pages use, counts the rows and says what is missing", () => {
  const snapshot = handSnapshot({
    promises: [{ number: "INC-1", clock: "resolution", severity: "P1", at: at("2026-07-04"), kept: 1, nearMiss: 0 }],
    exclusions: [{ subject: "promises", reason: "promise_open", rows: 3 }],
  });
  expect(both(snapshot, "appendix")).toEqual([
    "How the numbers are made: definitions, rows, and what was left out",
    "数字的由来：定义、行数与未计入的数据",
  ]);
  expect(tables(snapshot, "appendix")).toEqual([
    "SLA attainment | Kept promises ÷ promises that were decided in the period | v1 | SLA promises",
    "Peak | Greatest number of concurrent users in any hour | v1 | Usage by day",
    "User-hours | Concurrent users of every hour, added up | v1 | Usage by day",
    "Freeze rate | Share of viewing time in video pauses of 600 ms or longer, weighted by sessions | v1 | Quality by week",
    "Join within 5 s | Share of join attempts that succeeded within 5 s | v1 | Quality by week",
    "Incidents opened | Incidents that began in the period | v1 | Incidents",
    "MTTR | Mean time from opening to the end, of incidents that ended in the period | v1 | Incidents",
    "Capacity used | Greatest hour of a week ÷ the capacity in force in that hour; the highest week | v1 | Peaks",
    "Health score | Score of the day from 0 to 100, as it was kept then | v1 | Health",
    "SLA promises | Promises that were decided in the period | v1 | SLA promises",
    "Promises missed | Promises decided in the period that were not kept | v1 | SLA promises",
    "Near misses | Promises that were kept late, past the warning share of the agreement | v1 | SLA promises",
    "Error budget used | Missed promises ÷ the misses that the target allows | v1 | SLA promises",
    "SLA promises | 1 | 1 | 28 Oct 2026 18:00",
    "SLA promises | 3 | promises that were still running",
  ]);
  expect(tables(snapshot, "appendix", "zh-CN").at(-1)).toBe("SLA 承诺 | 3 | 仍在计时的承诺");
});

test("numbers that the last review said and the record gives differently today are told, others are not", () => {
  const said = (key: string, value: number) => ({ key, version: 1, value });
  const previous = (values: readonly { readonly key: string; readonly version: number; readonly value: number }[]) => ({
    reviewId: "rev_0147_2026-q2",
    snapshotId: "S-00000000",
    period: "2026-Q2",
    said: values,
  });
  const of = (values: Parameters<typeof previous>[0]): ReviewSnapshot => syntheticSnapshot(starisle, { previous: previous(values) });
  const changed = of([
    said("incidents.opened#q", 6),
    said("incidents.opened?cause=carrier#q", 3),
    said("incidents.opened#q~change:p", 0.5),
  ]);
  expect(both(changed, "appendix")).toEqual([
    "How the numbers are made, and which ones of the last review have changed",
    "数字的由来，以及上次报告中有变动的数字",
  ]);
  expect(tables(changed, "appendix")[0]).toBe("Incidents opened · Q2 2026 | 6 | 7");
  expect(titleIn(of([said("incidents.opened#q", 7)]), "appendix", "en")).toBe(
    "How the numbers are made; none that the last review said has changed",
  );
});

test("an empty snapshot has an appendix that says so, in both languages", () => {
  expect(tables(handSnapshot({}), "appendix")).toEqual([]);
  expect(composeDraft(createPen(handSnapshot({}), "zh-CN"), "appendix")?.blocks.some(({ type }) => type === "text")).toBe(true);
});

test.each(["en", "zh-CN"] as const)("in %s each page of a busy quarter is one slide", (locale) => {
  const busy = shaped({ incidents: 30, messages: 8, answered: 5, use: 1.1 });
  const document = composeReview(busy, {
    locale,
    audience: "customer",
    review: { kind: "quarterly", order: [], hidden: [] },
    sections: [],
  });
  const slides = layoutReview(document);
  const counted = (["incident_timeline", "root_causes", "peaks", "outreach", "actions"] as const).map((section) => [
    section,
    slides.filter(({ sectionId }) => sectionId === section).length,
  ]);
  expect(counted).toEqual([
    ["incident_timeline", 1],
    ["root_causes", 1],
    ["peaks", 1],
    ["outreach", 1],
    ["actions", 1],
  ]);
});
