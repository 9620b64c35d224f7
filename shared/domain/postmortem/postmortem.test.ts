import { describe, expect, test } from "vitest";
import { incidentHistory } from "../incident/incident-history.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import type { Incident } from "../incident/incident.ts";
import type { HourlySeries } from "../metrics/series.ts";
import { draftPostmortem } from "./draft-postmortem.ts";
import { measureImpact } from "./measure-impact.ts";
import { internalNames } from "./people-roles.ts";
import { postmortemArticle } from "./postmortem-article.ts";
import { postmortemFacts } from "./postmortem-facts.ts";
import { faultKey, mayBeAcknowledged, postmortemFaults } from "./postmortem-faults.ts";
import type { Impact, Postmortem } from "./postmortem.ts";
import { preventionState, preventionTally } from "./prevention-items.ts";
import { switchLanguage } from "./switch-language.ts";
import { publishedTexts } from "./publish-texts.ts";

const hourMs = 3_600_000;
const openedMs = Date.parse("2026-10-28T12:20:00.000Z");
const at = (minutes: number): string => new Date(openedMs + minutes * 60_000).toISOString();

const incident: Incident = {
  id: "inc_1",
  accountId: "acc_1",
  number: "INC0000045",
  kind: "incident",
  severity: "P0",
  title: "华东推流失败率升高",
  state: "closed",
  openedAt: at(0),
  resolvedAt: at(100),
  closedAt: at(1440),
  region: "cn-east",
  holderGroup: "研发媒体组",
  holderName: "周屿",
  sourceMadeSla: true,
};

function event(minutes: number, ordinal: number, fields: Partial<IncidentEvent>): IncidentEvent {
  return {
    id: `iev_${ordinal}`,
    accountId: "acc_1",
    incidentId: "inc_1",
    at: at(minutes),
    ordinal,
    type: "updated",
    state: "active",
    severity: "P0",
    holderGroup: "一线支持",
    holderName: "何静",
    actor: "何静",
    text: "",
    source: null,
    ...fields,
  };
}

const log: readonly IncidentEvent[] = [
  event(0, 0, {
    type: "opened",
    state: "new",
    severity: "P1",
    holderGroup: null,
    holderName: null,
    actor: "监测",
    text: "推流失败率 12.4%。",
  }),
  event(3, 1, { type: "assigned", severity: "P1", text: "一线支持受理，先复现。" }),
  event(6, 2, { type: "customer_update", severity: "P1", text: "何静已电话联系客户：问题确认。" }),
  event(10, 3, { type: "severity_changed", text: "客户要求升级。" }),
  event(12, 4, { type: "note", text: "又是媒体组的锅，先别告诉客户。" }),
  event(20, 5, { type: "assigned", holderGroup: "专家组", holderName: "唐越", text: "移交专家组。疑似发布引起。" }),
  event(40, 6, { type: "workaround_given", holderGroup: "专家组", holderName: "唐越", text: "已告知客户临时方案：切到备用接入域名。" }),
  event(60, 7, {
    type: "assigned",
    holderGroup: "研发媒体组",
    holderName: "周屿",
    text: "移交研发媒体组：周屿确认昨晚发布的版本少了一处判断。",
  }),
  event(70, 8, { type: "response_marked", holderGroup: "研发媒体组", holderName: "周屿", marksId: "iev_2", effective: true }),
  event(100, 9, {
    type: "state_changed",
    state: "resolved",
    holderGroup: "研发媒体组",
    holderName: "周屿",
    text: "恢复：已回滚，失败率回到常态。",
  }),
  event(1440, 10, { type: "state_changed", state: "closed", holderGroup: "研发媒体组", holderName: "周屿", text: "客户确认恢复，关闭。" }),
];
const history = incidentHistory(log);
const account = { id: "acc_1", name: "星河直播", timeZone: "Asia/Shanghai", locale: "zh-CN", aliases: ["Xinghe"], code: "XH" };
const impact: Impact = {
  users: 2340,
  minutes: 38,
  metric: "join_success_rate",
  worst: 0.871,
  normal: 0.994,
  asOf: at(120),
  rows: 2,
};
const base = { incident, account, history, impact, colleagues: ["林澈"], authorId: "usr_1", nowMs: openedMs + 86_400_000 };

describe("the draft", () => {
  test("says in the customer's language what the log and the metrics say, with every figure bound", () => {
    const { postmortem, cause } = draftPostmortem(base);
    const { bound } = postmortemFacts({ language: "zh-CN", account, incident, history, impact });
    expect(cause).toEqual({ cause: "release", why: { type: "word", eventId: "iev_7", word: "发布" } });
    expect(postmortem.summary).toContain("{{ impact_users }}");
    expect(publishedTexts(postmortem, bound)).toEqual({
      summary:
        "10 月 28 日（周三）20:20（北京时间）起，星河直播的业务出现异常：华东推流失败率升高（P0）。服务于 10 月 28 日（周三）22:00（北京时间）恢复，历时 1 小时 40 分。期间约 2,340 人次的使用受到影响，共 38 分钟。\n\n对由此给贵司及用户带来的影响，我们深表歉意。",
      rootCause: "研发团队确认昨晚发布的版本少了一处判断。",
      impactText: "涉及地区：华东。\n进房成功率最差一小时为 87.10%，同一时段的常态为 99.40%；超出常态区间共 38 分钟，约 2,340 人次受影响。",
      workaround: "切到备用接入域名。",
      longTermFix: "已回滚，失败率回到常态。",
      regressionCheck:
        "修复后连续两周，每日在业务高峰核对华东的进房成功率，须保持在同时段常态（99.40%）附近；如再次超出常态区间，视为未修复并重新打开本事件。\n本次场景已列入发布前的回归用例。",
    });
  });

  test("the timeline leaves notes, judgements and gossip inside, and names roles instead of people", () => {
    const { timeline } = draftPostmortem(base).postmortem;
    expect(timeline).toEqual([
      { at: at(0), text: "推流失败率 12.4%。", eventId: "iev_0" },
      { at: at(3), text: "技术支持接手处理。", eventId: "iev_1" },
      { at: at(6), text: "技术支持已电话联系客户：问题确认。", eventId: "iev_2" },
      { at: at(10), text: "影响等级由 P1 调整为 P0。", eventId: "iev_3" },
      { at: at(20), text: "技术专家接手处理。", eventId: "iev_5" },
      { at: at(40), text: "提供临时方案：切到备用接入域名。", eventId: "iev_6" },
      { at: at(60), text: "研发团队接手处理。", eventId: "iev_7" },
      { at: at(100), text: "恢复：已回滚，失败率回到常态。", eventId: "iev_9" },
      { at: at(1440), text: "确认恢复，事件关闭。", eventId: "iev_10" },
    ]);
  });

  test("without metrics it says so, and asks for no figure", () => {
    const { postmortem } = draftPostmortem({ ...base, impact: null });
    expect(postmortem.impact).toBeNull();
    expect(postmortem.impactText).toBe("涉及地区：{{ regions }}。\n事件期间没有可用的质量数据，影响范围以贵司反馈为准。");
    expect(postmortem.summary).not.toContain("impact_users");
  });

  test("without a log it is empty where the log would speak", () => {
    const { postmortem, cause } = draftPostmortem({ ...base, history: null });
    expect([postmortem.rootCause, postmortem.workaround, postmortem.longTermFix, postmortem.timeline]).toEqual(["", "", "", []]);
    expect(cause).toEqual({ cause: "unknown", why: null });
  });
});

describe("what keeps it from the customer", () => {
  const { postmortem } = draftPostmortem(base);
  const { bound } = postmortemFacts({ language: "zh-CN", account, incident, history, impact });
  const context = {
    tasks: [{ title: "增加发布灰度", ownerId: "usr_1", dueOn: "2026-11-10", state: "open" as const }],
    bound,
    original: postmortem,
    otherCustomers: ["Bến Live", "云帆教育"],
    internal: internalNames(log, ["林澈"]),
  };
  const codes = (pm: Postmortem, more: Partial<typeof context> = {}): readonly string[] =>
    postmortemFaults(pm, { ...context, ...more }).map(faultKey);

  test("nothing does when it is whole", () => {
    expect(codes(postmortem)).toEqual([]);
  });

  test("empty sections, and prevention without owner and date", () => {
    expect(
      codes(
        { ...postmortem, rootCause: " ", timeline: [] },
        { tasks: [{ title: "再看", ownerId: "usr_1", dueOn: null as never, state: "open" }] },
      ),
    ).toEqual(["empty rootCause", "empty timeline", "no-prevention prevention"]);
  });

  test("names of other customers and of our people", () => {
    const pm = { ...postmortem, rootCause: "与云帆教育同源，唐越已确认。", longTermFix: "same as BẾN LIVE" };
    expect(codes(pm)).toEqual(["other-customer rootCause 云帆教育", "internal-name rootCause 唐越", "other-customer longTermFix Bến Live"]);
  });

  test("a typed number that says otherwise is to be acknowledged", () => {
    const faults = postmortemFaults({ ...postmortem, impactText: "约 9,000 名用户受影响，共 38 分钟；另有 4102 错误。" }, context);
    expect(faults).toEqual([
      { code: "contradicts", place: "impactText", text: "9,000 名用户", token: "impact_users" },
      { code: "number", place: "impactText", text: "38", token: null },
      { code: "number", place: "impactText", text: "4102", token: null },
    ]);
    expect(faults.every(mayBeAcknowledged)).toBe(true);
  });

  test("an update of the log that said another number of users", () => {
    const timeline = [{ at: at(30), text: "第 2 次进展：影响用户约 240 人，30 分钟后再报。", eventId: "iev_2" }];
    expect(postmortemFaults({ ...postmortem, timeline }, context)).toEqual([
      { code: "contradicts", place: "timeline", text: "240 人", token: "impact_users" },
    ]);
  });

  test("a value that is not known", () => {
    expect(codes({ ...postmortem, workaround: "见 {{ no_such }}" })).toEqual(["missing-token workaround no_such"]);
  });
});

test("the article of it names no customer, and says which names are left", () => {
  const { postmortem } = draftPostmortem(base);
  const made = postmortemArticle({
    postmortem: { ...postmortem, rootCause: "星河直播的发布版本少了判断，同云帆教育。" },
    incident,
    account,
    customers: ["星河直播", "云帆教育"],
    authorId: "usr_1",
    nowMs: openedMs,
    note: "",
  });
  expect(made.named).toEqual(["云帆教育"]);
  expect(made.fields.key).toBe("incident-inc0000045");
  expect(made.fields.zh?.investigation).toBe("客户的发布版本少了判断，同云帆教育。");
  expect(made.fields.incidentIds).toEqual(["inc_1"]);
});

test("prevention is overdue from the day after its day on, in the reader's zone", () => {
  const task = { state: "open" as const, dueOn: "2026-11-20" };
  const states = [
    preventionState(task, Date.parse("2026-11-20T15:59:00.000Z"), "Asia/Shanghai"),
    preventionState(task, Date.parse("2026-11-20T16:01:00.000Z"), "Asia/Shanghai"),
    preventionState({ ...task, state: "done" }, Date.parse("2026-12-20T00:00:00.000Z"), "Asia/Shanghai"),
  ];
  expect(states).toEqual(["open", "overdue", "done"]);
  expect(preventionTally(states)).toEqual({ open: 1, overdue: 1, done: 1, dropped: 0 });
});

describe("impact", () => {
  const weeks = 9;
  const startMs = Math.floor(openedMs / hourMs) * hourMs - weeks * 168 * hourMs + 100 * hourMs;
  const hours = weeks * 168;
  const bad = (i: number): boolean => {
    const ms = startMs + i * hourMs;
    return ms >= Math.floor(openedMs / hourMs) * hourMs && ms < openedMs + 100 * 60_000;
  };
  const line = (metric: HourlySeries["metric"], value: (i: number) => number): HourlySeries => ({
    accountId: "acc_1",
    metric,
    region: "cn-east",
    carrier: null,
    sdk: null,
    platform: null,
    startMs,
    values: Float64Array.from({ length: hours }, (_, i) => value(i)),
  });
  const wobble = (i: number): number => ((i * 7919) % 13) / 13 / 1000;
  const series = [
    line("sessions", () => 1000),
    line("pcu", () => 5000),
    line("join_success_rate", (i) => (bad(i) ? 0.874 : 0.994) + wobble(i)),
    line("video_freeze_600_rate", (i) => 0.02 + wobble(i)),
    line("first_frame_ms", (i) => 600 + 10_000 * wobble(i)),
  ];
  const context = { timeZone: "Asia/Shanghai", incidents: [incident] };

  test("is users and minutes of the hours beyond their band", () => {
    const measured = measureImpact({ incident, series, context, nowMs: openedMs + 86_400_000 });
    expect(measured.metric).toBe("join_success_rate");
    expect(measured.hours.map((hour) => [new Date(hour.atMs).toISOString(), hour.minutes])).toEqual([
      ["2026-10-28T12:00:00.000Z", 40],
      ["2026-10-28T13:00:00.000Z", 60],
    ]);
    const users = measured.hours.reduce((sum, hour) => sum + (hour.hourUsers ?? 0) * (hour.normal - hour.value), 0);
    expect(measured.impact).toMatchObject({ users: Math.round(users), minutes: 100, metric: "join_success_rate", rows: 2 });
    expect(users).toBeGreaterThan(1000);
    expect(users).toBeLessThan(1400);
  });

  test("is nothing but known where all stayed within the band", () => {
    const calm = series.map((one) => (one.metric === "join_success_rate" ? line("join_success_rate", (i) => 0.994 + wobble(i)) : one));
    expect(measureImpact({ incident, series: calm, context, nowMs: openedMs + 86_400_000 })).toMatchObject({
      impact: { users: 0, minutes: 0, metric: null, worst: null, normal: null, rows: 2 },
      hours: [],
    });
  });

  test("minutes are known without usage, users are not", () => {
    const measured = measureImpact({
      incident,
      series: series.filter((one) => one.metric !== "pcu"),
      context,
      nowMs: openedMs + 86_400_000,
    });
    expect([measured.impact?.users, measured.impact?.minutes]).toEqual([null, 100]);
  });

  test("is not known without metrics", () => {
    expect(measureImpact({ incident, series: [], context, nowMs: openedMs })).toEqual({ impact: null, metric: null, hours: [] });
  });
});

test("another language writes anew what nobody has touched, and says what stays", () => {
  const zh = draftPostmortem(base).postmortem;
  const en = draftPostmortem({ ...base, locale: "en" }).postmortem;
  const [first, second] = zh.timeline;
  const edited: Postmortem = { ...zh, rootCause: "改过。", timeline: [{ ...first!, text: "改过。" }, second!] };
  const { fields, kept, keptEntries } = switchLanguage(edited, zh, en);
  expect({ kept, keptEntries, locale: fields.locale, rootCause: fields.rootCause }).toEqual({
    kept: ["rootCause"],
    keptEntries: 1,
    locale: "en",
    rootCause: undefined,
  });
  expect(fields.summary).toBe(en.summary);
  expect(fields.timeline).toEqual([
    { ...first!, text: "改过。" },
    { ...second!, text: "Our support team took over." },
  ]);
});
