import { expect, test } from "vitest";
import { handSnapshot } from "../../evidence/hand-snapshot.ts";
import { starisle, type SyntheticShape, syntheticSnapshot } from "../../evidence/synthetic-snapshot.ts";
import type { StandardSection } from "../../model/review-sections.ts";
import type { ReviewSnapshot } from "../../model/review-snapshot.ts";
import { composeDraft } from "../compose-draft.ts";
import { findingsOf } from "../findings.ts";
import { createPen, textOf } from "../pen.ts";

function titles(snapshot: ReviewSnapshot, section: StandardSection): readonly string[] {
  return (["en", "zh-CN"] as const).map((locale) => textOf(composeDraft(createPen(snapshot, locale), section)?.title ?? []));
}

const shaped = (changed: Partial<SyntheticShape>): ReviewSnapshot => syntheticSnapshot({ ...starisle, ...changed });

test.each<[StandardSection, Partial<SyntheticShape>, string, string]>([
  ["summary", {}, "34% of users run an SDK version with a known open vulnerability", "34% 的用户仍在使用存在已知漏洞的 SDK 版本"],
  [
    "scorecard",
    {},
    "SLA attainment misses its target: 88.9% against 95%; so do the evening freeze rate and the highest use of capacity",
    "SLA 达成率未达标：88.9%，目标 95%；晚高峰卡顿率和容量最高使用率也未达标",
  ],
  [
    "commitments",
    {},
    "2 of 4 commitments of the last review were kept on time; 1 came late; 1 is not due yet",
    "上次报告的 4 项承诺中，2 项按期兑现，1 项延期完成，1 项未到期",
  ],
  ["commitments", { commitments: 0 }, "No commitments were made for Q3 2026", "2026 年三季度没有待兑现的承诺"],
  ["usage_split", {}, "South China carried 55% of all user-hours", "华南贡献了 55% 的用户小时"],
  ["usage_split", { history: false }, "South China carried 55% of all user-hours", "华南贡献了 55% 的用户小时"],
  ["usage_split", { regions: 1 }, "All usage of Q3 2026 was in South China", "2026 年三季度的用量全部来自华南"],
  [
    "quality_carrier_sdk",
    {},
    "China Telecom on SDK 4.6.2 is worst: a freeze rate of 2.3%, 1.7× that of China Telecom’s other versions",
    "电信 × SDK 4.6.2 最差，卡顿率为 2.3%，是电信其他版本的 1.7 倍",
  ],
  [
    "quality_carrier_sdk",
    { sessions: 0 },
    "No quality by carrier and SDK was measured in Q3 2026",
    "2026 年三季度没有分运营商与 SDK 的质量数据",
  ],
  ["recommendations", {}, "Upgrade the app to SDK 4.9.0: what the data calls for first", "首要建议：将应用升级到 SDK 4.9.0"],
])("%s of %o says its conclusion", (section, changed, en, zh) => {
  expect(titles(shaped(changed), section)).toEqual([en, zh]);
});

test("without any data every page says that there is none", () => {
  const none = handSnapshot({});
  expect(
    (["summary", "scorecard", "commitments", "usage_split", "quality_carrier_sdk", "recommendations"] as const).map(
      (section) => titles(none, section)[0],
    ),
  ).toEqual([
    "Q3 2026: there is too little data to draw a conclusion",
    "Q3 2026 cannot be scored: nothing was measured",
    "No commitments were made for Q3 2026",
    "No usage by region was recorded in Q3 2026",
    "No quality by carrier and SDK was measured in Q3 2026",
    "The data of Q3 2026 calls for no change",
  ]);
});

test("findings come by size and certainty, one of a subject", () => {
  const subjects = (changed: Partial<SyntheticShape>): readonly string[] =>
    findingsOf(createPen(shaped(changed), "en")).map(({ subject }) => subject);
  expect(subjects({})).toEqual(["sdk", "quality", "capacity", "sla", "repeats", "outreach", "growth", "incidents"]);
  // Few sessions say less: quality falls behind.
  expect(subjects({ sessions: 4 }).indexOf("quality")).toBeGreaterThan(subjects({ sessions: 4 }).indexOf("capacity"));
  expect(subjects({ vulnerable: false, behind: 0 })).not.toContain("sdk");
});

test("a region is the mover only where it moved more than the others, and where no share is known its hours are said", () => {
  const day = (region: string, on: string, userHours: number) => ({
    region,
    day: on,
    at: Date.parse(`${on}T12:00:00+08:00`),
    userHours,
    peakPcu: 10,
    hours: 2208,
    dayType: "workday",
  });
  const snapshot = (southThen: number, all: number | null): ReviewSnapshot =>
    handSnapshot({
      usageDays: [
        day("cn-south", "2026-08-03", 6000),
        day("cn-east", "2026-08-03", 4000),
        ...(all === null ? [] : [day("*", "2026-08-03", all)]),
        day("cn-south", "2026-05-04", southThen),
        day("cn-east", "2026-05-04", 4000),
      ],
    });
  expect(titles(snapshot(5000, 10_000), "usage_split")).toEqual([
    "South China carried 60% of all user-hours; it also grew fastest, +20% on Q2 2026",
    "华南贡献了 60% 的用户小时，增速也最快，较 2026 年二季度 +20%",
  ]);
  expect(titles(snapshot(6020, null), "usage_split")).toEqual([
    "South China carried the most: 6 k user-hours",
    "华南用量最大，为 6,000 用户小时",
  ]);
});

test("without a target nothing is within it", () => {
  const { evidence, ...rest } = shaped({});
  const targets = { ...evidence.targets, rows: [] };
  const snapshot: ReviewSnapshot = { ...rest, evidence: { ...evidence, targets } };
  expect(titles(snapshot, "quality_carrier_sdk")).toEqual([
    "China Telecom on SDK 4.6.2 had the highest freeze rate: 2.3%, 1.7× that of China Telecom’s other versions",
    "电信 × SDK 4.6.2 的卡顿率最高，为 2.3%，是电信其他版本的 1.7 倍",
  ]);
});

test("the summary asks for what the customer can do, and says why where nothing is asked", () => {
  const asks = (snapshot: ReviewSnapshot): string => {
    const draft = composeDraft(createPen(snapshot, "en"), "summary");
    const block = (draft?.blocks ?? []).find(({ type }) => type === "points");
    const point = block?.type === "points" ? block.points.at(-1) : undefined;
    return `${point?.heading ?? ""}: ${(point?.paragraphs ?? []).map(({ runs }) => textOf(runs)).join(" ")}`;
  };
  const calm = { vulnerable: false, behind: 0, use: 0.5, messages: 0, answered: 0 };
  expect(asks(shaped({}))).toBe("Our ask: Upgrade the app to SDK 4.9.0.");
  expect(asks(shaped(calm))).toBe("Our ask: We ask for nothing from you this time: what the data calls for is ours to do.");
  expect(asks(shaped({ ...calm, freeze: 0.004, incidents: 0 }))).toBe(
    "Our ask: We ask for nothing this time: no limit that calls for a change was reached.",
  );
  expect(asks(handSnapshot({}))).toBe("Our ask: Help us to have the missing data delivered; without it nothing can be concluded.");
});
