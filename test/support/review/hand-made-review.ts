import type { ComposedSection, ReviewDocument, ReviewLocale, Run } from "../../../shared/domain/review/compose/review-document.ts";
import { handSnapshot } from "../../../shared/domain/review/evidence/hand-snapshot.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";

const plain = (text: string): Run => ({ text, key: null, bold: false, italic: false });
const bound = (text: string, key: string): Run => ({ text, key, bold: false, italic: false });

/** A review as the composer would make it, by hand: every kind of block, in both languages, with texts that a file could trip over. */
export function handMadeReview(locale: ReviewLocale): ReviewDocument {
  const zh = locale === "zh-CN";
  const say = (chinese: string, english: string): string => (zh ? chinese : english);
  const months = zh ? ["7 月", "8 月", "9 月"] : ["Jul", "Aug", "Sep"];
  const sections: Omit<ComposedSection, "number" | "notes" | "audience" | "edited">[] = [
    {
      id: "cover",
      name: say("封面", "Cover"),
      layout: "cover",
      title: [plain(say("2026 年三季度服务回顾", "Quarterly service review, Q3 2026"))],
      blocks: [
        {
          type: "text",
          paragraphs: [{ type: "text", runs: [plain(say("客户成功经理：林若溪", "Customer success: Lin Ruoxi"))] }],
        },
      ],
      source: [plain(say("数据截至 2026-10-01 08:00（上海）", "Data as of 2026-10-01 08:00 (Shanghai)"))],
    },
    {
      id: "summary",
      name: say("摘要", "Summary"),
      layout: "statement",
      title: [
        plain(say("用量涨了 ", "Usage grew ")),
        bound("18.4%", "usage.hours#q~change:p"),
        plain(say("，达成率 ", ", attainment ")),
        bound("97.8%", "sla.attainment#q"),
      ],
      blocks: [
        {
          type: "figures",
          figures: [
            {
              label: say("峰值并发", "Peak concurrent users"),
              value: bound(say("12.4 万", "124,000"), "usage.peak#q"),
              note: [plain(say("上季 ", "last quarter ")), bound(say("10.5 万", "105,000"), "usage.peak#p")],
              verdict: "good",
            },
            {
              label: say("卡顿率", "Freeze rate"),
              value: bound("3.9%", "quality.video_freeze_600_rate#q"),
              note: [plain(say("目标 ≤ 2.0%", "target ≤ 2.0%"))],
              verdict: "risk",
            },
            { label: "SLA", value: bound("97.8%", "sla.attainment#q"), note: [], verdict: "watch" },
            { label: "NPS", value: bound(say("无数据", "— no data"), "surveys.nps#q"), note: [], verdict: null },
          ],
        },
        {
          type: "text",
          paragraphs: [
            {
              type: "item",
              runs: [
                plain(say("华南晚高峰卡顿升至 ", "Evening freezes in South China rose to ")),
                bound("3.9%", "quality.video_freeze_600_rate#q"),
              ],
            },
            {
              type: "item",
              runs: [{ ...plain(say("容量余量不足", "Little room is left")), bold: true }, plain(' & <tag> "quoted" \u0007')],
            },
            {
              type: "text",
              runs: [{ ...plain(say("请在 11 月 15 日前升级 SDK。", "Please upgrade the SDK by 15 November.")), italic: true }],
            },
          ],
        },
      ],
      source: [plain(say("来源：用量、质量与 SLA，2026-07-01 至 09-30", "Source: usage, quality and SLA, 1 Jul to 30 Sep 2026"))],
    },
    {
      id: "quality_region",
      name: say("质量：区域", "Quality by region"),
      layout: "chart_points",
      title: [
        plain(say("华南晚高峰卡顿升至 ", "Evening freezes in South China rose to ")),
        bound("3.9%", "quality.video_freeze_600_rate#q"),
      ],
      blocks: [
        {
          type: "chart",
          chart: {
            type: "line",
            title: [plain(say("视频卡顿率（%，600 ms），按月", "Video freeze rate (%, 600 ms), by month"))],
            unit: "share",
            unitLabel: "%",
            categories: months,
            series: [
              {
                name: say("华南", "South China"),
                values: [0.017, null, 0.039],
                keys: [
                  "quality.video_freeze_600_rate?region=cn-south#2026-07",
                  "quality.video_freeze_600_rate?region=cn-south#2026-08",
                  "quality.video_freeze_600_rate?region=cn-south#2026-09",
                ],
                role: "main",
              },
              {
                name: say("华东", "East China"),
                values: [0.013, 0.0125, 0.012],
                keys: [
                  "quality.video_freeze_600_rate?region=cn-east#2026-07",
                  "quality.video_freeze_600_rate?region=cn-east#2026-08",
                  "quality.video_freeze_600_rate?region=cn-east#2026-09",
                ],
                role: "other",
              },
              { name: say("目标", "Target"), values: [0.02, 0.02, 0.02], keys: [null, null, null], role: "target" },
            ],
            marks: [{ category: 1, label: say("佛山出口拥塞", "Foshan egress congested"), kind: "incident" }],
            alt: say("折线图：华南从 1.7% 升至 3.9%。", "Line chart: South China rises from 1.7% to 3.9%."),
          },
        },
        {
          type: "points",
          points: [
            {
              heading: say("用户感受", "What users saw"),
              paragraphs: [{ type: "text", runs: [plain(say("晚间画面停顿。", "Pictures froze in the evening."))] }],
            },
            {
              heading: say("原因", "Why"),
              paragraphs: [{ type: "text", runs: [plain(say("佛山出口拥塞。", "The Foshan egress was congested."))] }],
            },
          ],
        },
      ],
      source: [
        plain(say("来源：质量日志", "Source: quality log")),
        plain(", n = "),
        bound("1,986,240", "sessions.video_freeze_600_rate#q"),
      ],
    },
    {
      id: "usage_split",
      name: say("用量：区域", "Usage by region"),
      layout: "two_charts",
      title: [plain(say("华东占了一半", "East China carries half"))],
      blocks: [
        {
          type: "chart",
          chart: {
            type: "stacked",
            title: [plain(say("用户小时，按月", "User hours, by month"))],
            unit: "user_hours",
            unitLabel: say("用户小时", "user hours"),
            categories: months,
            series: [
              { name: say("华东", "East China"), values: [120_000, 131_000, 150_500], keys: [null, null, null], role: "main" },
              { name: say("华南", "South China"), values: [80_000, 81_000, 82_500], keys: [null, null, null], role: "other" },
              { name: say("容量", "Capacity"), values: [260_000, 260_000, 260_000], keys: [null, null, null], role: "capacity" },
            ],
            marks: [],
            alt: say("堆叠柱图。", "Stacked columns."),
          },
        },
        {
          type: "chart",
          chart: {
            type: "bar",
            title: [plain(say("峰值并发，按区域", "Peak concurrent users, by region"))],
            unit: "pcu",
            unitLabel: "PCU",
            categories: [say("华东", "East China"), say("华南", "South China"), say("新加坡", "Singapore")],
            series: [{ name: say("本季", "This quarter"), values: [62_000, 41_000, 9_800], keys: [null, null, null], role: "main" }],
            marks: [],
            alt: say("条形图。", "Bars."),
          },
        },
      ],
      source: [],
    },
    {
      id: "incident_timeline",
      name: say("故障时间线", "Incidents"),
      layout: "table",
      title: [bound("2", "incidents.opened#q"), plain(say(" 起故障", " incidents"))],
      blocks: [
        {
          type: "table",
          table: {
            caption: [plain(say("本季故障", "Incidents of the quarter"))],
            columns: [
              { label: say("编号", "Number"), unit: "", align: "start", weight: 2 },
              { label: say("标题", "Title"), unit: "", align: "start", weight: 5 },
              { label: say("恢复用时", "Time to recover"), unit: say("分钟", "min"), align: "end", weight: 2 },
              { label: say("结论", "Verdict"), unit: "", align: "start", weight: 2 },
            ],
            rows: Array.from({ length: 60 }, (_, i) => ({
              emphasis: i === 0,
              cells: [
                { runs: [plain(`INC-${2200 + i}`)], verdict: null, shade: null },
                {
                  runs: [plain(say('=HYPERLINK("http://x") 华南推流失败', '=HYPERLINK("http://x") publishing failed in South China'))],
                  verdict: null,
                  shade: null,
                },
                { runs: [bound(String(40 + i), `incidents.lasted?number=INC-${2200 + i}#q`)], verdict: null, shade: (i % 6) / 5 },
                { runs: [plain(say("兑现", "Kept"))], verdict: i % 3 === 0 ? "critical" : "good", shade: null },
              ],
            })),
            more: say("另有 3 起，见附录。", "3 more are in the appendix."),
          },
        },
      ],
      source: [plain(say("来源：故障记录", "Source: incident records"))],
    },
    {
      id: "outreach",
      name: say("触达", "Outreach"),
      layout: "nothing",
      title: [plain(say("本季没有触达记录", "No outreach was recorded"))],
      blocks: [{ type: "nothing", text: say("无数据：这一季没有发出消息。", "No data: no messages were sent in this quarter.") }],
      source: [],
    },
  ];
  return {
    kind: "quarterly",
    locale,
    audience: "customer",
    accountName: say("星屿秀场", "Xingyu Live"),
    accountCode: "A-0147",
    periodName: say("2026 年三季度", "Q3 2026"),
    snapshotId: "S-7F2C0A11",
    digest: "7f2c0a11".repeat(8),
    takenMs: Date.UTC(2026, 9, 2, 23, 30),
    title: say("星屿秀场 · 2026 年三季度服务回顾", "Xingyu Live · Quarterly service review Q3 2026"),
    author: say("林若溪", "Lin Ruoxi"),
    footer: say("快照 S-7F2C0A11 · 数据截至 2026-10-01 08:00 · 上海", "Snapshot S-7F2C0A11 · data as of 2026-10-01 08:00 · Shanghai"),
    pageWords: say("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    contentsName: say("目录", "Contents"),
    notesName: say("讲者备注", "Speaker notes"),
    sections: sections.map((section, i) => ({
      ...section,
      number: i + 1,
      notes: [{ type: "text", runs: [plain(say("只说给讲的人听", "Only for the speaker"))] }],
      audience: "customer",
      edited: false,
    })),
  };
}

const day = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** Rows that answer the questions of that review; Shanghai. */
export function handMadeSnapshot(): ReviewSnapshot {
  return handSnapshot(
    {
      usageDays: [
        {
          region: "*",
          day: "2026-05-10",
          at: day("2026-05-10"),
          peakPcu: 105_000,
          peakAt: day("2026-05-10") + 79_200_000,
          userHours: 9,
          hours: 2208,
        },
        {
          region: "*",
          day: "2026-08-10",
          at: day("2026-08-10"),
          peakPcu: 124_320,
          peakAt: day("2026-08-10") + 79_200_000,
          userHours: 10.656,
          hours: 2208,
        },
        { region: "cn-south", day: "2026-08-10", at: day("2026-08-10"), peakPcu: 41_000, hours: 2208 },
      ],
      quality: ["2026-07-06", "2026-08-03", "2026-09-07"].flatMap((week, i) => [
        {
          metric: "video_freeze_600_rate",
          region: "cn-south",
          carrier: "=telecom",
          week,
          hours: "evening",
          at: day(week),
          value: [0.017, null, 0.039][i] ?? null,
          sessions: 100,
        },
        {
          metric: "video_freeze_600_rate",
          region: "cn-east",
          carrier: "@unicom",
          week,
          hours: "other",
          at: day(week),
          value: [0.013, 0.0125, 0.012][i] ?? null,
          sessions: 300,
        },
      ]),
      incidents: [
        {
          id: "inc_1",
          number: "INC-2200",
          title: '=HYPERLINK("http://x")',
          at: day("2026-08-11"),
          endedAt: day("2026-08-12"),
          resolveMs: 2_400_000,
        },
        { id: "inc_2", number: "INC-2201", title: "\t-1+1 \u0007", at: day("2026-09-11"), resolveMs: null },
      ],
      promises: [
        { incidentId: "inc_1", number: "INC-2200", clock: "resolve", at: day("2026-08-12"), kept: 1, nearMiss: 0 },
        { incidentId: "inc_2", number: "INC-2201", clock: "resolve", at: day("2026-09-12"), kept: 0, nearMiss: 0 },
      ],
      surveys: [],
      exclusions: [{ subject: "usageDays", reason: "+gaps of more than a day", rows: 3, at: day("2026-09-30") }],
    },
    { id: "S-7F2C0A11" },
  );
}
