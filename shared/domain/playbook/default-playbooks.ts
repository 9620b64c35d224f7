import type { PlaybookInForce, PlaybookStep, StepRole } from "./playbook.ts";

/** `d` = calendar days, `w` = working days from the anchor. */
type Offset = `${"" | "-"}${number}${"d" | "w"}`;

function step(key: string, offset: Offset, zh: string, en: string, role: StepRole = "csm"): PlaybookStep {
  return {
    key,
    title: { zh, en },
    offset: { unit: offset.endsWith("w") ? "workingDays" : "days", count: Number(offset.slice(0, -1)) },
    role,
  };
}

/**
 * What the product ships with, from the service-management practice that Headroom is made for; a company's leads write their own versions. The peak's
 * is the checklist of docs/peaks.md, in its order, so that the radar and the tasks tell of the same work.
 */
export const defaultPlaybooks: readonly PlaybookInForce[] = [
  {
    key: "renewal-90",
    version: 0,
    name: { zh: "续约（到期前 90 天）", en: "Renewal (90 days before)" },
    on: true,
    rule: { when: "renewal", daysBefore: 90 },
    steps: [
      step(
        "reconcile",
        "-88d",
        "对账：一年用量、承诺量、账单与赔付，整理成一页",
        "Reconcile a year of usage, commitment, bills and credits on one page",
      ),
      step(
        "value",
        "-75d",
        "整理价值总结：质量改善、扛住的峰值、处理的故障、已兑现的承诺",
        "Write down the value delivered: quality gained, peaks carried, incidents solved, promises kept",
      ),
      step(
        "sponsor",
        "-60d",
        "与决策人约续约沟通，确认预算周期、决策链与竞品情况",
        "Agree a renewal talk with the decision maker; learn budget cycle, who decides and who competes",
      ),
      step(
        "risk",
        "-45d",
        "评审续约风险：健康度、未关闭问题、用量趋势，定出挽回动作",
        "Review the risk: health, open problems, usage trend; decide what to turn",
        "lead",
      ),
      step("offer", "-30d", "提交续约报价与下一年容量方案", "Send the offer with next year's capacity plan"),
      step("terms", "-15w", "确认条款：服务等级协议、服务分级、承诺分钟数", "Settle terms: SLA, service tier, committed minutes"),
      step("sign", "-5w", "跟进盖章与合同归档，更新合同到期日", "Follow up the signature, file the contract and enter its new end"),
      step("thank", "3w", "回访：确认新年度目标，写入计划", "Call back: agree next year's goals and enter them in the plan"),
    ],
  },
  {
    key: "health-drop",
    version: 0,
    name: { zh: "健康度下降", en: "Health drop" },
    on: true,
    rule: { when: "health_drop", grade: "risk", afterDays: 7 },
    steps: [
      step(
        "cause",
        "1w",
        "查清是哪一项、哪个区域和运营商拉低了评分，写下证据",
        "Find which component, region and carrier pulled the score down; note the evidence",
      ),
      step(
        "call",
        "2w",
        "联系客户核实影响：用户投诉、业务数据、是否有变更",
        "Call the customer: complaints, business figures, changes on their side",
      ),
      step("plan", "3w", "与支持和研发定出改善方案、负责人和日期", "Agree measures, owners and dates with support and R&D", "support"),
      step("tell", "4w", "把改善方案发给客户并约定检查点", "Send the plan to the customer and agree a check point"),
      step("lead", "5w", "向负责人汇报风险与所需资源", "Report risk and resources needed to the lead", "lead"),
      step(
        "check",
        "14d",
        "复核两周后的评分与指标，未回升则升级",
        "Look at score and metrics two weeks on; escalate if they have not turned",
      ),
    ],
  },
  {
    key: "peak",
    version: 0,
    name: { zh: "峰值保障", en: "Peak readiness" },
    on: true,
    rule: { when: "peak", probability: 0.5, aheadDays: 30 },
    steps: [
      step("quota-gap", "-30d", "核对容量缺口并提交容量申请", "Work out the capacity gap and ask operations for it"),
      step("sdk-compatibility", "-14d", "核对活动机型与 SDK 版本兼容性", "Check SDK versions against the devices of the event"),
      step("load-test", "-7d", "陪同压测，记录上限与瓶颈", "Accompany the load test; note limits and bottlenecks"),
      step("pre-warm", "-3w", "确认预热完成、容量已到位", "Confirm that capacity is warm and in place", "support"),
      step("change-freeze", "-3w", "与客户确认变更冻结窗口", "Agree the change freeze with the customer"),
      step("bridge-and-roster", "-1d", "建好值守群，发出值守名单与升级电话", "Open the bridge; send the roster and escalation numbers"),
      step("watch", "0d", "现场值守：盯大盘，每小时同步一次", "Watch it live; report every hour"),
      step("scale-down", "1d", "回收临时容量", "Give temporary capacity back"),
      step("forecast-error", "5d", "复盘：预测、告知与实际的差异", "Look back: forecast, told and actual"),
    ],
  },
  {
    key: "onboarding",
    version: 0,
    name: { zh: "新客户接入", en: "New account" },
    on: true,
    rule: { when: "new_account" },
    steps: [
      step("kick-off", "2w", "启动会：确认目标、里程碑、双方联系人和沟通群", "Kick-off: goals, milestones, people on both sides, channel"),
      step("access", "3w", "开通测试环境并交付接入清单", "Open the test environment and hand over the integration list"),
      step("contacts", "5w", "录入联系人、值班人和偏好时间", "Enter contacts, who is on call and their hours"),
      step("sdk", "8w", "核对 SDK 版本与关键参数", "Check SDK version and key parameters", "support"),
      step(
        "events",
        "10w",
        "收集未来三个月活动日历，确认首个容量方案",
        "Collect three months of events and settle the first capacity plan",
      ),
      step("load-test", "15w", "陪同第一次压测并记录结果", "Accompany the first load test and note the results"),
      step("alarms", "18w", "确认质量上报与告警接收人", "Agree on quality reporting and who gets alarms"),
      step("goals", "20w", "写下首年成功目标与衡量方式", "Write down the first year's goals and how they are measured"),
      step("first-month", "30d", "首月用量与质量回顾", "Review usage and quality of the first month"),
    ],
  },
  {
    key: "after-p0",
    version: 0,
    name: { zh: "P0 故障收尾", en: "After a P0" },
    on: true,
    rule: { when: "incident_closed", severity: "P0" },
    steps: [
      step(
        "call",
        "0d",
        "当日电话客户负责人：致歉、说明恢复情况与后续安排",
        "Call the customer's lead the same day: apologise, say what is back and what comes",
      ),
      step("statement", "1w", "交付书面故障说明", "Deliver the written incident statement"),
      step(
        "postmortem",
        "5w",
        "召开复盘会，确认根因、长期修复与改进项负责人",
        "Hold the postmortem: root cause, long-term fix, owners of the improvements",
      ),
      step("credit", "7w", "核算服务等级赔付并告知客户", "Work out SLA credits and tell the customer", "lead"),
      step("verify", "14d", "复核两周指标，确认没有复发", "Check two weeks of metrics: it has not come back", "support"),
      step("call-back", "30d", "回访：改进项完成情况与客户满意度", "Call back: improvements done, customer satisfied"),
    ],
  },
  {
    key: "executive-visit",
    version: 0,
    name: { zh: "高层拜访", en: "Executive visit" },
    on: true,
    rule: { when: "manual" },
    steps: [
      step("agenda", "-10w", "与客户确认议程、参会人和期望", "Agree agenda, people and expectations with the customer"),
      step(
        "facts",
        "-5w",
        "准备一页数据：健康度、用量、质量、未关闭问题、承诺",
        "One page of facts: health, usage, quality, open problems, promises",
      ),
      step("brief", "-2w", "给我方高层做会前简报", "Brief our executive", "lead"),
      step("visit", "0d", "拜访并记录双方承诺", "Visit; write down what both sides promised"),
      step("minutes", "2w", "发出会议纪要，承诺录入任务", "Send the minutes; enter the promises as tasks"),
      step("follow-up", "14d", "检查承诺进展并告知客户", "Check the promises and tell the customer"),
    ],
  },
];
