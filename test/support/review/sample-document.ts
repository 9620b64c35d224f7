import type {
  ComposedSection,
  Paragraph,
  ReviewBlock,
  ReviewChart,
  ReviewDocument,
  ReviewLocale,
  ReviewTable,
  Run,
  TableCell,
  Verdict,
} from "../../../shared/domain/review/compose/review-document.ts";

/** A composed review made by hand, with a section of every layout and every kind of block. `{…}` in a text is a bound value. */
export function sampleDocument(locale: ReviewLocale, changes: Partial<ReviewDocument> = {}): ReviewDocument {
  const zh = locale === "zh-CN";
  const say = (chinese: string, english: string): string => (zh ? chinese : english);
  const sections: readonly Omit<ComposedSection, "number" | "notes" | "audience" | "edited" | "source">[] = [
    {
      id: "cover",
      name: say("封面", "Cover"),
      layout: "cover",
      title: runsOf(
        say(
          "服务回顾：华南晚高峰卡顿率升至 {3.9%}，需一起处理",
          "Service review: evening freezes in South China rose to {3.9%} and need us both",
        ),
      ),
      blocks: [
        text(say("数据截至 2026-09-30 24:00（上海时间），快照 S-7F2C01AB", "Data as of 30 Sep 2026 24:00 (Shanghai), snapshot S-7F2C01AB")),
      ],
    },
    {
      id: "summary",
      name: say("摘要", "Summary"),
      layout: "statement",
      title: runsOf(say("用量增长 {18.4%}，质量守住六个区域中的五个", "Usage grew {18.4%}; quality held in five of six regions")),
      blocks: [
        {
          type: "figures",
          figures: [
            figure(say("并发峰值", "Peak concurrency"), "48,210 PCU", say("上季 40,718", "Q2: 40,718"), "good"),
            figure(say("可用性", "Availability"), "99.982%", say("目标 99.95%", "target 99.95%"), "good"),
            figure(say("华南晚高峰卡顿率", "Evening freeze rate, South China"), "3.9%", say("目标 ≤ 2.0%", "target ≤ 2.0%"), "risk"),
            figure(say("未完成承诺", "Open commitments"), "1", say("共 {5} 项", "of {5}"), "watch"),
          ],
        },
        points(zh, 4),
      ],
    },
    {
      id: "scorecard",
      name: say("记分卡", "Scorecard"),
      layout: "table",
      title: runsOf(say("{9} 项指标中 {7} 项达标", "{7} of {9} measures met their target")),
      blocks: [{ type: "table", table: scorecard(zh, 9) }],
    },
    {
      id: "usage_growth",
      name: say("用量增长", "Usage growth"),
      layout: "chart_table",
      title: runsOf(say("增长的 {62%} 来自东南亚新区", "{62%} of the growth came from the new region in Southeast Asia")),
      blocks: [
        { type: "chart", chart: columns(zh) },
        { type: "table", table: split(zh) },
      ],
    },
    {
      id: "quality_region",
      name: say("质量：区域", "Quality by region"),
      layout: "chart_points",
      title: runsOf(
        say(
          "华南晚高峰卡顿升至 {3.9%}，是其余区域的 {3} 倍以上；{68%} 的受影响通话来自电信网络",
          "South China’s evening freeze rate rose to {3.9%}, over {3×} any other region; {68%} of affected calls were on Telecom",
        ),
      ),
      blocks: [{ type: "chart", chart: freezeLines(zh) }, points(zh, 3)],
    },
    {
      id: "quality_carrier_sdk",
      name: say("质量：运营商 × SDK", "Quality: carrier × SDK"),
      layout: "table",
      title: runsOf(say("电信上的 SDK 4.6.2 卡顿率为 {4.6%}", "SDK 4.6.2 on Telecom freezes {4.6%} of the time")),
      blocks: [{ type: "table", table: heat(zh) }],
    },
    {
      id: "peaks",
      name: say("峰值：预测与实际", "Peaks: forecast, actual"),
      layout: "two_charts",
      title: runsOf(say("国庆峰值比预测低 {4%}，离容量还有 {21%}", "The October peak came {4%} under forecast, {21%} below capacity")),
      blocks: [
        { type: "chart", chart: peaks(zh) },
        { type: "chart", chart: bars(zh) },
        text(say("容量在 10 月 1 日前提升到 {60,000} PCU。", "Capacity was raised to {60,000} PCU before 1 October.")),
      ],
    },
    {
      id: "recommendations",
      name: say("建议", "Recommendations"),
      layout: "text",
      title: runsOf(say("三件事，按效果排序", "Three things, by effect")),
      blocks: [
        {
          type: "text",
          paragraphs: [
            { type: "text", runs: runsOf(say("都来自本季的数据。", "All of them follow from this quarter’s data.")) },
            {
              type: "item",
              runs: runsOf(
                say("把 SDK 升级到 {4.9.0}：预计卡顿率降到 {1.8%}。", "Upgrade the SDK to {4.9.0}: the freeze rate should fall to {1.8%}."),
              ),
            },
            { type: "item", runs: runsOf(say("在佛山增加 {2} 个电信边缘节点。", "Add {2} Telecom edges in Foshan.")) },
            { type: "item", runs: runsOf(say("提前 {15} 天告知大型活动。", "Tell us of large events {15} days ahead.")) },
          ],
        },
      ],
    },
    {
      id: "outreach",
      name: say("触达与答复", "Outreach and answers"),
      layout: "nothing",
      title: runsOf(say("本季没有触达", "There was no outreach this quarter")),
      blocks: [{ type: "nothing", text: say("— 没有数据：本季没有发出过消息。", "— no data: no message was sent this quarter.") }],
    },
  ];
  return {
    kind: "quarterly",
    locale,
    audience: "customer",
    accountName: say("星屿秀场", "Starisle Live"),
    accountCode: "A-0147",
    periodName: say("2026 年三季度", "Q3 2026"),
    snapshotId: "S-7F2C01AB",
    digest: "7f2c01ab".repeat(8),
    takenMs: Date.UTC(2026, 9, 28, 10),
    title: say("星屿秀场 · 2026 年三季度服务回顾", "Starisle Live: service review Q3 2026"),
    author: say("陈立", "Chen Li"),
    footer: say("快照 S-7F2C01AB · 数据截至 2026-10-28 18:00（上海）", "Snapshot S-7F2C01AB · data as of 28 Oct 2026 18:00 (Shanghai)"),
    pageWords: say("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    contentsName: say("目录", "Contents"),
    notesName: say("讲者备注", "Speaker notes"),
    sections: sections.map((section, index) => ({
      ...section,
      number: index + 1,
      source:
        section.layout === "cover"
          ? []
          : runsOf(
              say(
                "来源：质量日志 2026-07-01 至 09-30，n = {1,986,240} 次通话",
                "Source: quality log 2026-07-01 to 09-30, n = {1,986,240} calls",
              ),
            ),
      notes: [{ type: "text", runs: runsOf(say("先承认：上季末为 {1.7%}，未超标。", "Own it first: Q2 ended at {1.7%}, within target.")) }],
      audience: "customer",
      edited: false,
    })),
    ...changes,
  };
}

export function runsOf(text: string): readonly Run[] {
  return text
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const bound = part.startsWith("{");
      const shown = bound ? part.slice(1, -1) : part;
      return { text: shown, key: bound ? `freeze.rate?said=${encodeURIComponent(shown)}#q` : null, bold: false, italic: false };
    });
}

export function cellOf(text: string, verdict: Verdict = null, shade: number | null = null): TableCell {
  return { runs: runsOf(text), verdict, shade };
}

function text(said: string): ReviewBlock {
  return { type: "text", paragraphs: [paragraph(said)] };
}

function paragraph(said: string): Paragraph {
  return { type: "text", runs: runsOf(said) };
}

function figure(
  label: string,
  value: string,
  note: string,
  verdict: Verdict,
): Extract<ReviewBlock, { readonly type: "figures" }>["figures"][number] {
  return {
    label,
    value: { text: value, key: `usage.peak?said=${encodeURIComponent(value)}#q`, bold: false, italic: false },
    note: runsOf(note),
    verdict,
  };
}

function points(zh: boolean, count: number): ReviewBlock {
  const all = zh
    ? [
        ["用户感受", "晚高峰 {11.2 万} 次通话至少卡顿一次，付费房占 {23%}。"],
        ["原因", "佛山出口在 {21:10–22:40} 拥塞；SDK {4.6.2} 无备路。"],
        ["我们请你", "11 月 15 日前升级到 {4.9.0}；我们加 {2} 个电信边缘。"],
        ["已做到", "上季 {5} 项承诺中完成了 {4} 项。"],
      ]
    : [
        ["What users saw", "{112 k} evening calls froze at least once; {23%} in paid rooms."],
        ["Why", "Foshan egress congested {21:10–22:40}; SDK {4.6.2} has no fallback."],
        ["Our ask", "Move to {4.9.0} by 15 Nov; we add {2} Telecom edges."],
        ["Done", "{4} of the {5} commitments of last quarter were kept."],
      ];
  return { type: "points", points: all.slice(0, count).map(([heading = "", said = ""]) => ({ heading, paragraphs: [paragraph(said)] })) };
}

function scorecard(zh: boolean, rows: number): ReviewTable {
  const names = zh
    ? ["并发峰值", "可用性", "首次响应", "卡顿率", "进房成功率"]
    : ["Peak concurrency", "Availability", "First response", "Freeze rate", "Join success"];
  const verdicts: readonly Verdict[] = ["good", "good", "watch", "risk", "critical"];
  return {
    caption: runsOf(zh ? "本季、目标、上季与去年同期" : "This quarter, target, last quarter, a year ago"),
    columns: [
      { label: zh ? "指标" : "Measure", unit: "", align: "start", weight: 3 },
      { label: zh ? "本季" : "Q3", unit: "", align: "end", weight: 1 },
      { label: zh ? "目标" : "Target", unit: "", align: "end", weight: 1 },
      { label: zh ? "上季" : "Q2", unit: "", align: "end", weight: 1 },
      { label: zh ? "去年同期" : "A year ago", unit: "", align: "end", weight: 1 },
      { label: zh ? "判断" : "Verdict", unit: "", align: "start", weight: 1 },
    ],
    rows: Array.from({ length: rows }, (_, i) => ({
      cells: [
        cellOf(names[i % names.length] ?? ""),
        cellOf(`{${99 - i}.9%}`),
        cellOf("99.0%"),
        cellOf("{98.7%}"),
        cellOf(i === 2 ? "—" : "{97.1%}"),
        cellOf(zh ? "达标" : "On target", verdicts[i % verdicts.length] ?? null),
      ],
      emphasis: i === 0,
    })),
    more: null,
  };
}

function split(zh: boolean): ReviewTable {
  const names = zh ? ["东南亚", "华东", "华北", "华南"] : ["Southeast Asia", "East China", "North China", "South China"];
  return {
    caption: runsOf(zh ? "增长来自哪里" : "Where the growth came from"),
    columns: [
      { label: zh ? "区域" : "Region", unit: "", align: "start", weight: 2 },
      { label: zh ? "增量" : "Added", unit: "PCU", align: "end", weight: 1 },
      { label: zh ? "占比" : "Share", unit: "%", align: "end", weight: 1 },
    ],
    rows: names.map((name, i) => ({ cells: [cellOf(name), cellOf(`{${4000 - i * 900}}`), cellOf(`{${62 - i * 14}}`)], emphasis: false })),
    more: zh ? "另有 3 个区域，见附录。" : "3 more regions, see the appendix.",
  };
}

function heat(zh: boolean): ReviewTable {
  const carriers = zh ? ["电信", "移动", "联通", "其他"] : ["Telecom", "Mobile", "Unicom", "Other"];
  return {
    caption: runsOf(zh ? "视频卡顿率（%，600 ms），20–23 点" : "Video freeze rate (%, 600 ms), 20–23 h"),
    columns: [{ label: zh ? "运营商" : "Carrier", unit: "", align: "start" as const, weight: 2 }].concat(
      ["4.6.2", "4.7.6", "4.8.1", "4.9.0"].map((label) => ({ label, unit: "", align: "end" as never, weight: 1 })),
    ),
    rows: carriers.map((name, r) => ({
      cells: [
        cellOf(name),
        ...[4.6, 3.7, 3.4, 1.2].map((value, c) =>
          r === 3 && c === 1 ? cellOf("—") : cellOf(`{${(value / (r + 1)).toFixed(1)}}`, null, value / (r + 1) / 4.6),
        ),
      ],
      emphasis: false,
    })),
    more: null,
  };
}

const weeks = Array.from({ length: 13 }, (_, i) => `W${27 + i}`);

function freezeLines(zh: boolean): ReviewChart {
  const series = (
    name: string,
    values: readonly (number | null)[],
    role: ReviewChart["series"][number]["role"],
  ): ReviewChart["series"][number] => ({
    name,
    values,
    keys: values.map((value, i) => (value === null ? null : `freeze.rate?name=${encodeURIComponent(name)}#W${i}`)),
    role,
  });
  return {
    type: "line",
    title: runsOf(zh ? "视频卡顿率（%，600 ms），20–23 点，按周" : "Video freeze rate (%, 600 ms), 20–23 h, by week"),
    unit: "share",
    unitLabel: "%",
    categories: weeks,
    series: [
      series(
        zh ? "华南" : "South China",
        [1.6, 1.7, 1.9, 1.8, 2, 2.2, 2.4, 2.6, 2.9, 3.1, 3.4, 3.8, 3.9].map((v) => v / 100),
        "main",
      ),
      series(
        zh ? "华东" : "East China",
        [1.5, 1.4, 1.5, 1.4, 1.4, 1.3, 1.4, 1.3, 1.3, 1.2, 1.3, 1.2, 1.2].map((v) => v / 100),
        "other",
      ),
      series(
        zh ? "华北" : "North China",
        [1.1, 1, 1.1, 1.1, null, null, 1, 1.1, 1, 1, 0.9, 1, 1].map((v) => (v === null ? null : v / 100)),
        "other",
      ),
      series(
        zh ? "目标 ≤ 2.0" : "target ≤ 2.0",
        weeks.map(() => 0.02),
        "target",
      ),
    ],
    marks: [
      { category: 4, label: zh ? "华北 W31–32 无数据" : "N. China W31–32: no data", kind: "gap" },
      { category: 9, label: "INC-2207", kind: "incident" },
    ],
    alt: zh ? "折线：华南从 1.6% 升到 3.9%，其余低于 1.6%。" : "Lines: South China rises from 1.6% to 3.9%, the others stay under 1.6%.",
  };
}

function columns(zh: boolean): ReviewChart {
  return {
    type: "stacked",
    title: runsOf(zh ? "并发峰值（PCU），按月" : "Peak concurrency (PCU), by month"),
    unit: "pcu",
    unitLabel: "PCU",
    categories: zh ? ["4 月", "5 月", "6 月", "7 月", "8 月", "9 月"] : ["Apr", "May", "Jun", "Jul", "Aug", "Sep"],
    series: [
      {
        name: zh ? "中国大陆" : "Mainland China",
        values: [30_100, 31_800, 32_718, 33_000, 34_200, 35_100],
        keys: [null, null, null, null, null, null],
        role: "main",
      },
      {
        name: zh ? "东南亚" : "Southeast Asia",
        values: [6000, 7000, 8000, 9800, 11_900, 13_110],
        keys: [null, null, null, null, null, null],
        role: "other",
      },
    ],
    marks: [],
    alt: zh ? "堆叠柱：从 36,100 升到 48,210。" : "Stacked columns: from 36,100 to 48,210.",
  };
}

function peaks(zh: boolean): ReviewChart {
  return {
    type: "line",
    title: runsOf(zh ? "国庆周的日峰值（PCU）" : "Daily peaks in the first week of October (PCU)"),
    unit: "pcu",
    unitLabel: "PCU",
    categories: zh
      ? ["9 月 28 日", "29 日", "30 日", "10 月 1 日", "2 日", "3 日", "4 日"]
      : ["28 Sep", "29", "30", "1 Oct", "2", "3", "4"],
    series: [
      {
        name: zh ? "实际" : "actual",
        values: [38_000, 39_500, 43_000, 47_400, 46_900, 45_000, 41_000],
        keys: Array.from({ length: 7 }, () => null),
        role: "main",
      },
      {
        name: zh ? "预测 p50" : "forecast p50",
        values: [37_500, 40_000, 45_000, 49_300, 48_000, 45_800, 42_000],
        keys: Array.from({ length: 7 }, () => null),
        role: "expected",
      },
      {
        name: zh ? "容量" : "capacity",
        values: [50_000, 50_000, 50_000, 60_000, 60_000, 60_000, 60_000],
        keys: Array.from({ length: 7 }, () => null),
        role: "capacity",
      },
    ],
    marks: [{ category: 3, label: zh ? "国庆" : "National Day", kind: "holiday" }],
    alt: zh
      ? "折线：实际最高 47,400，低于预测 49,300 与容量 60,000。"
      : "Lines: the actual peak of 47,400 stays under the forecast of 49,300 and the capacity of 60,000.",
  };
}

function bars(zh: boolean): ReviewChart {
  return {
    type: "bar",
    title: runsOf(zh ? "预测误差（%），按活动" : "Forecast error (%), by event"),
    unit: "share",
    unitLabel: "%",
    categories: zh
      ? ["国庆晚会", "中秋直播", "开学季", "普通周"]
      : ["National Day gala", "Mid-Autumn live", "Back to school", "Plain weeks"],
    series: [{ name: zh ? "误差" : "error", values: [0.04, 0.07, 0.11, 0.03], keys: [null, null, null, null], role: "main" }],
    marks: [],
    alt: zh ? "横条：开学季误差最大，11%。" : "Bars: the error was greatest back to school, 11%.",
  };
}
