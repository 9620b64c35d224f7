import type { Language } from "../../i18n/catalogue.ts";

/** What a brief says beside what the catalogues know of records: it is read by a colleague in the language that he chooses. */
export interface BriefWords {
  readonly kicker: string;
  readonly title: (name: string) => string;
  /** Title of the task of who takes the account over. */
  readonly task: (name: string) => string;
  readonly asOf: (time: string) => string;
  readonly internal: string;
  readonly pages: string;
  readonly sections: Readonly<
    Record<"note" | "state" | "promises" | "peaks" | "people" | "problems" | "running" | "goals" | "summary", string>
  >;
  readonly facts: Readonly<Record<"code" | "tier" | "scenario" | "zone" | "language" | "renewal" | "health" | "from" | "to", string>>;
  readonly noHealth: string;
  readonly health: (score: string, grade: string, confidence: string, time: string) => string;
  readonly change: (points: string) => string;
  readonly lost: (rule: string, points: string) => string;
  readonly noRenewal: string;
  readonly renewal: (day: string, days: number) => string;
  readonly minutes: (used: string, committed: string) => string;
  readonly committed: (committed: string) => string;
  readonly incident: (number: string, severity: string, title: string, state: string) => string;
  readonly due: (clock: string, time: string) => string;
  readonly stands: string;
  readonly promised: (title: string, due: string, owner: string | null) => string;
  readonly unanswered: (subject: string, day: string, to: string | null) => string;
  readonly noDay: string;
  readonly noPromises: string;
  readonly peak: (time: string, region: string, chance: string, p90: string, capacity: string) => string;
  readonly chance: (percent: string) => string;
  readonly noChance: string;
  readonly askBy: (day: string, passed: boolean) => string;
  readonly contact: Readonly<Record<"none" | "sent" | "answered", string>>;
  readonly request: Readonly<Record<"none" | "asked" | "confirmed" | "provisioned" | "refused", string>>;
  readonly noPeaks: string;
  readonly main: string;
  readonly onCall: string;
  readonly hours: (from: string, to: string, zone: string) => string;
  readonly noPeople: string;
  readonly parts: Readonly<Record<"symptom" | "investigation" | "solution" | "cautions", string>>;
  readonly source: Readonly<Record<"postmortem" | "article" | "incident", string>>;
  readonly open: string;
  readonly noProblems: string;
  readonly run: (name: string, anchor: string, done: number, total: number) => string;
  readonly next: (title: string, due: string) => string;
  readonly noRunning: string;
  readonly goal: (title: string, measure: string, target: string, due: string) => string;
  readonly none: string;
  readonly colon: string;
}

export const briefWords: Readonly<Record<Language, BriefWords>> = {
  "zh-CN": {
    kicker: "交接简报 · 内部资料，勿发客户",
    title: (name) => `${name}：交接简报`,
    task: (name) => `阅读${name}的交接简报`,
    asOf: (time) => `数据截至 ${time}`,
    internal: "内部资料",
    pages: "第 {page} 页，共 {pages} 页",
    sections: {
      note: "前任的话",
      state: "现状",
      promises: "未兑现的承诺",
      peaks: "前方的峰值",
      people: "联系人",
      problems: "已知问题",
      running: "在做的事",
      goals: "共同目标",
      summary: "必须知道的",
    },
    facts: {
      code: "代码",
      tier: "服务分级",
      scenario: "场景",
      zone: "时区",
      language: "客户语言",
      renewal: "续约日",
      health: "健康度",
      from: "交出",
      to: "接手",
    },
    noHealth: "健康度：— 无数据",
    health: (score, grade, confidence, time) => `健康度 ${score}（${grade}），把握 ${confidence}，截至 ${time}`,
    change: (points) => `比一周前 ${points} 分`,
    lost: (rule, points) => `扣分最多：${rule}，−${points} 分`,
    noRenewal: "合同：— 无数据",
    renewal: (day, days) => (days < 0 ? `合同已于 ${day} 到期，过去 ${-days} 天` : `合同 ${day} 到期，还有 ${days} 天`),
    minutes: (used, committed) => `近四周折月用量 ${used}分钟（估算），承诺 ${committed}分钟`,
    committed: (committed) => `每月承诺 ${committed}分钟，用量 — 无数据`,
    incident: (number, severity, title, state) => `${number} ${severity} ${title}（${state}）`,
    due: (clock, time) => `${clock}须在 ${time} 前`,
    stands: "计时已暂停",
    promised: (title, due, owner) => `承诺：${title}，${due}${owner === null ? "" : `，负责人 ${owner}`}`,
    unanswered: (subject, day, to) => `未答复：${subject}，${day} ${to === null ? "发出" : `发给${to}`}`,
    noDay: "未定日期",
    noPromises: "没有未兑现的承诺。",
    peak: (time, region, chance, p90, capacity) => `${time} ${region}：${chance}，p90 ${p90}，容量 ${capacity}`,
    chance: (percent) => `超过容量的概率 ${percent}`,
    noChance: "没有容量数据，无法判断",
    askBy: (day, passed) => (passed ? `申请截止日 ${day} 已过` : `最晚 ${day} 申请容量`),
    contact: { none: "尚未联系客户", sent: "已联系，等答复", answered: "客户已答复" },
    request: { none: "未申请容量", asked: "容量已申请", confirmed: "容量已确认", provisioned: "容量已到位", refused: "容量申请被拒" },
    noPeaks: "预测范围内没有峰值。",
    main: "主要联系人",
    onCall: "值班",
    hours: (from, to, zone) => `方便时间 ${from}–${to}（${zone}）`,
    noPeople: "没有联系人记录。",
    parts: { symptom: "现象", investigation: "排查", solution: "处理", cautions: "注意" },
    source: { postmortem: "出自复盘", article: "出自知识文章", incident: "出自故障记录" },
    open: "未关闭",
    noProblems: "没有记录在案的问题。",
    run: (name, anchor, done, total) => `${name}（锚定 ${anchor}）：${done}/${total}`,
    next: (title, due) => `下一步：${title}，${due}`,
    noRunning: "没有进行中的剧本和任务。",
    goal: (title, measure, target, due) => `${title}：${measure}，目标 ${target}，${due}`,
    none: "— 无数据",
    colon: "：",
  },
  en: {
    kicker: "Hand-over brief · internal, not for the customer",
    title: (name) => `${name}: hand-over brief`,
    task: (name) => `Read the hand-over brief of ${name}`,
    asOf: (time) => `Figures as of ${time}`,
    internal: "Internal",
    pages: "Page {page} of {pages}",
    sections: {
      note: "From who had it before",
      state: "Where it stands",
      promises: "Open promises",
      peaks: "Peaks ahead",
      people: "People",
      problems: "Known problems",
      running: "Under way",
      goals: "Common goals",
      summary: "What a colleague must know",
    },
    facts: {
      code: "Code",
      tier: "Tier",
      scenario: "Scenario",
      zone: "Time zone",
      language: "Customer's language",
      renewal: "Renews on",
      health: "Health",
      from: "From",
      to: "To",
    },
    noHealth: "Health: — no data",
    health: (score, grade, confidence, time) => `Health ${score} (${grade}), confidence ${confidence}, as of ${time}`,
    change: (points) => `${points} points on a week ago`,
    lost: (rule, points) => `Takes most: ${rule}, −${points} points`,
    noRenewal: "Contract: — no data",
    renewal: (day, days) => (days < 0 ? `The contract ended on ${day}, ${-days} days ago` : `The contract ends on ${day}, in ${days} days`),
    minutes: (used, committed) => `Last four weeks as a month: ${used} minutes (estimated) of ${committed} committed`,
    committed: (committed) => `${committed} minutes committed per month; use — no data`,
    incident: (number, severity, title, state) => `${number} ${severity} ${title} (${state})`,
    due: (clock, time) => `${clock} due by ${time}`,
    stands: "the clock stands",
    promised: (title, due, owner) => `Promised: ${title}, ${due}${owner === null ? "" : `, ${owner}`}`,
    unanswered: (subject, day, to) => `Unanswered: ${subject}, sent ${day}${to === null ? "" : ` to ${to}`}`,
    noDay: "no date",
    noPromises: "No promise is open.",
    peak: (time, region, chance, p90, capacity) => `${time} ${region}: ${chance}, p90 ${p90}, capacity ${capacity}`,
    chance: (percent) => `${percent} likely to exceed capacity`,
    noChance: "no capacity is known, so nobody can say",
    askBy: (day, passed) => (passed ? `the last day to ask, ${day}, has passed` : `ask for capacity by ${day}`),
    contact: { none: "nobody has written to the customer", sent: "written to, no answer yet", answered: "the customer has answered" },
    request: {
      none: "no capacity asked for",
      asked: "capacity asked for",
      confirmed: "capacity confirmed",
      provisioned: "capacity in place",
      refused: "capacity refused",
    },
    noPeaks: "No peak within the forecast.",
    main: "main contact",
    onCall: "on call",
    hours: (from, to, zone) => `best ${from}–${to} (${zone})`,
    noPeople: "No contacts on record.",
    parts: { symptom: "Symptom", investigation: "Investigation", solution: "Solution", cautions: "Cautions" },
    source: { postmortem: "from the postmortem", article: "from the knowledge article", incident: "from the incident" },
    open: "open",
    noProblems: "No problem is on record.",
    run: (name, anchor, done, total) => `${name} (for ${anchor}): ${done} of ${total}`,
    next: (title, due) => `Next: ${title}, ${due}`,
    noRunning: "No playbook or task is under way.",
    goal: (title, measure, target, due) => `${title}: ${measure}, target ${target}, ${due}`,
    none: "— no data",
    colon: ": ",
  },
};
