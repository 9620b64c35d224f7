export type PlaybookId = "onboarding" | "renewal-90" | "postmortem" | "peak";

/** Steps of the playbooks. Slot: {name}, the event, account or region it is about. */
export const playbookSteps: Readonly<Record<"zh" | "en", Readonly<Record<PlaybookId, readonly string[]>>>> = {
  zh: {
    onboarding: [
      "开通测试环境并交付接入清单",
      "核对 SDK 版本与关键参数",
      "陪同第一次压测并记录结果",
      "确认质量上报与告警接收人",
      "首月用量与质量回顾",
    ],
    "renewal-90": ["用量与账单对账，整理一年变化", "与决策人约续约沟通", "提交续约报价与容量方案", "跟进合同盖章与容量交接"],
    postmortem: ["向客户交付故障说明（{name}）", "召开复盘会，确认改进项负责人", "检查改进项完成情况并回访"],
    peak: [
      "确认{name}的时间与预计峰值",
      "核对{name}的容量缺口并提交申请",
      "{name}压测与预热确认",
      "{name}变更冻结与值守名单",
      "{name}前一日巡检",
      "{name}复盘：预测、告知与实际",
    ],
  },
  en: {
    onboarding: [
      "Open the test environment and hand over the integration list",
      "Check SDK version and key parameters",
      "Accompany the first load test",
      "Agree on quality reporting and who gets alarms",
      "Review usage and quality of the first month",
    ],
    "renewal-90": [
      "Reconcile usage and bills of the year",
      "Arrange the renewal talk with the decision maker",
      "Send quote and capacity plan",
      "Follow up signature and capacity hand-over",
    ],
    postmortem: [
      "Deliver the incident statement ({name})",
      "Hold the review and name owners of the improvements",
      "Check the improvements and call the customer",
    ],
    peak: [
      "Confirm date and expected peak of {name}",
      "Compute the capacity gap for {name} and ask for it",
      "Load test and warm-up for {name}",
      "Change freeze and duty roster for {name}",
      "Check the day before {name}",
      "{name}: forecast, told and actual",
    ],
  },
};

/** Tasks somebody wrote down by hand. Slot: {region}. */
export const freeTasks: Readonly<Record<"zh" | "en", readonly string[]>> = {
  zh: [
    "约技术负责人对齐{region}质量指标口径",
    "把弱网优化建议整理成一页发给客户",
    "催客户升级到最新 SDK，旧版本年底停止维护",
    "整理{region}近三个月卡顿明细",
    "确认新任运营负责人的联系方式",
    "补签容量变更的邮件确认",
    "给客户讲一次质量看板怎么看",
    "核对告警群成员，去掉离职人员",
    "准备季度复盘的数据口径说明",
    "跟进客户提出的美颜性能需求",
    "确认{region}压测窗口",
    "回访上次故障的改进项",
  ],
  en: [
    "Agree with the technical lead on quality definitions for {region}",
    "Send a one-page summary of the weak-network advice",
    "Push the SDK upgrade: support for the old version ends this year",
    "Collect three months of freeze details for {region}",
    "Get the contact details of the new operations lead",
    "Have the capacity change confirmed by e-mail",
    "Walk the customer through the quality dashboard",
    "Clean up the alarm channel: two people have left",
    "Prepare the definitions for the quarterly review",
    "Follow up the request on beauty filter performance",
    "Confirm the load test window in {region}",
    "Call back about the improvements after the last incident",
  ],
};
