import { languageOf, type Language } from "../../i18n/catalogue.ts";
import { catalogues } from "../../i18n/catalogues.ts";
import { formatDay, formatTime } from "../../i18n/format-time.ts";
import { formatPercent } from "../../i18n/format-number.ts";
import type { Account } from "../account/account.ts";
import type { Incident } from "../incident/incident.ts";
import type { BoundValue } from "../outreach/bound-value.ts";
import type { PrintBlock, PrintDocument } from "../print/print-document.ts";
import type { Task } from "../task/task.ts";
import type { Postmortem } from "./postmortem.ts";
import { type PreventionState, preventionState } from "./prevention-items.ts";
import { withValues } from "./publish-texts.ts";

interface DocumentWords {
  readonly kicker: string;
  readonly title: (number: string) => string;
  readonly customer: string;
  readonly number: string;
  readonly opened: string;
  readonly resolved: string;
  readonly cause: string;
  readonly severity: string;
  readonly sections: Readonly<
    Record<"summary" | "impactText" | "timeline" | "rootCause" | "workaround" | "longTermFix" | "regressionCheck" | "prevention", string>
  >;
  readonly figures: Readonly<Record<"users" | "minutes" | "worst" | "usersNote" | "minutesNote" | "none", string>>;
  readonly normal: (value: string) => string;
  readonly prevention: readonly [string, string, string];
  readonly states: Readonly<Record<PreventionState, string>>;
  readonly zone: (zone: string) => string;
  readonly pages: string;
  readonly draft: string;
}

const documentWords: Readonly<Record<Language, DocumentWords>> = {
  "zh-CN": {
    kicker: "故障复盘报告",
    title: (number) => `故障复盘：${number}`,
    customer: "客户",
    number: "编号",
    opened: "开始",
    resolved: "恢复",
    cause: "原因类别",
    severity: "等级",
    sections: {
      summary: "概述",
      impactText: "影响",
      timeline: "时间线",
      rootCause: "根因",
      workaround: "临时方案",
      longTermFix: "长期修复",
      regressionCheck: "回归验证",
      prevention: "改进措施",
    },
    figures: {
      users: "受影响人次",
      minutes: "超出常态时长（分钟）",
      worst: "最差一小时",
      usersNote: "各小时同时在线 × 超出常态的会话占比",
      minutesNote: "质量超出同时段常态区间的时间",
      none: "— 无数据",
    },
    normal: (value) => `同时段常态 ${value}`,
    prevention: ["措施", "计划完成", "状态"],
    states: { open: "进行中", overdue: "逾期", done: "已完成", dropped: "已取消" },
    zone: (zone) => `时间均为 ${zone} 当地时间`,
    pages: "第 {page} 页，共 {pages} 页",
    draft: "草稿，未发布",
  },
  en: {
    kicker: "Incident report",
    title: (number) => `Postmortem of ${number}`,
    customer: "Customer",
    number: "Number",
    opened: "Began",
    resolved: "Restored",
    cause: "Kind of cause",
    severity: "Severity",
    sections: {
      summary: "Summary",
      impactText: "Impact",
      timeline: "Timeline",
      rootCause: "Root cause",
      workaround: "Workaround",
      longTermFix: "Long-term fix",
      regressionCheck: "How we check that it holds",
      prevention: "What we do to prevent it",
    },
    figures: {
      users: "User visits affected",
      minutes: "Minutes outside the usual band",
      worst: "Worst hour",
      usersNote: "concurrent users of each hour × share of sessions beyond normal",
      minutesNote: "time in which quality was outside its band for that hour of the week",
      none: "— no data",
    },
    normal: (value) => `normal for that hour: ${value}`,
    prevention: ["Measure", "Planned for", "State"],
    states: { open: "In progress", overdue: "Overdue", done: "Done", dropped: "Dropped" },
    zone: (zone) => `All times are local to ${zone}`,
    pages: "Page {page} of {pages}",
    draft: "Draft, not published",
  },
};

/** Headings of the sections in the customer's language, as the document has them. */
export function sectionTitle(section: keyof DocumentWords["sections"], locale: string): string {
  return documentWords[languageOf(locale)].sections[section];
}

/** How far a measure is, in the customer's language. */
export function preventionWords(state: PreventionState, locale: string): string {
  return documentWords[languageOf(locale)].states[state];
}

/** Name of its file in the customer's language, without an ending. */
export function documentName(number: string, locale: string): string {
  return `${documentWords[languageOf(locale)].kicker} ${number}`;
}

export interface DocumentInput {
  readonly postmortem: Postmortem;
  readonly incident: Pick<Incident, "number" | "title" | "severity" | "openedAt" | "resolvedAt">;
  readonly account: Pick<Account, "name" | "timeZone">;
  /** Values for the places in its texts; of a published one none are left. */
  readonly bound: readonly BoundValue[];
  readonly tasks: readonly Pick<Task, "title" | "dueOn" | "state">[];
  readonly companyName: string | null;
  readonly nowMs: number;
}

/** The postmortem as it is printed for the customer: in his language, on his clock. */
export function postmortemDocument(input: DocumentInput): PrintDocument {
  const { postmortem: pm, incident, account, bound, tasks, companyName, nowMs } = input;
  const language = languageOf(pm.locale);
  const t = documentWords[language];
  const domain = catalogues[language].domain;
  const zone = account.timeZone;
  const stamp = (instant: string): string => `${formatDay(Date.parse(instant), zone)} ${formatTime(Date.parse(instant), zone)}`;
  const section = (name: keyof DocumentWords["sections"], ...rest: readonly PrintBlock[]): readonly PrintBlock[] => {
    const text = name === "timeline" || name === "prevention" ? "" : withValues(pm[name], bound).trim();
    const body: readonly PrintBlock[] = [...(text === "" ? [] : [{ type: "text", text } as const]), ...rest];
    return body.length === 0 ? [] : [{ type: "heading", text: t.sections[name] }, ...body];
  };
  const shown = tasks.filter((task) => task.state !== "dropped");
  return {
    language: pm.locale,
    kicker: [companyName, t.kicker, ...(pm.publishedAt === null ? [t.draft] : [])].filter(Boolean).join(" · "),
    title: incident.title,
    facts: [
      { label: t.customer, value: account.name },
      { label: t.number, value: `${incident.number} · ${incident.severity}` },
      { label: t.opened, value: stamp(incident.openedAt) },
      { label: t.resolved, value: incident.resolvedAt === null ? "—" : stamp(incident.resolvedAt) },
      { label: t.cause, value: domain[`cause.${pm.cause}`] ?? pm.cause },
    ],
    blocks: [
      ...section("summary"),
      ...section("impactText", ...figuresOf(pm, language)),
      ...(pm.timeline.length === 0
        ? []
        : section("timeline", { type: "timeline", rows: pm.timeline.map((one) => ({ time: stamp(one.at), text: one.text })) })),
      ...section("rootCause"),
      ...section("workaround"),
      ...section("longTermFix"),
      ...section("regressionCheck"),
      ...(shown.length === 0
        ? []
        : section("prevention", {
            type: "table",
            columns: [...t.prevention],
            rows: shown.map((task) => [task.title, task.dueOn ?? "—", t.states[preventionState(task, nowMs, zone)]]),
          })),
    ],
    footer: `${t.title(incident.number)} · ${account.name} · ${t.zone(zone)}`,
    pageWords: t.pages,
  };
}

function figuresOf({ impact }: Postmortem, language: Language): readonly PrintBlock[] {
  if (impact === null || impact.minutes === null) return [];
  const t = documentWords[language];
  const count = (value: number | null): string => (value === null ? t.figures.none : value.toLocaleString(language));
  const rate =
    impact.worst === null || impact.metric === null
      ? []
      : [
          {
            value: formatPercent(impact.worst, language, 2),
            label: `${t.figures.worst} · ${catalogues[language].domain[`metric.${impact.metric}`] ?? impact.metric}`,
            note: t.normal(formatPercent(impact.normal, language, 2)),
          },
        ];
  return [
    {
      type: "figures",
      figures: [
        { value: count(impact.users), label: t.figures.users, note: t.figures.usersNote },
        { value: count(impact.minutes), label: t.figures.minutes, note: t.figures.minutesNote },
        ...rate,
      ],
    },
  ];
}
