/** What customers write beside their answer, by how content they are. */
export const surveyComments = {
  zh: {
    high: [
      "响应很快，活动前的扩容确认让我们心里有底。",
      "卡顿比年初明显好转，值守也靠谱。",
      "问题能一次说清楚，不用反复催。",
      "升级后进房更快了，用户投诉少了。",
      "客户成功经理熟悉我们的业务，沟通成本低。",
    ],
    middle: [
      "整体可以，晚高峰偶尔还会卡。",
      "处理得及时，希望复盘能再早一点给。",
      "质量稳定，控制台的数据导出还不够方便。",
      "工单流转有点多，结果是好的。",
      "接入文档有些地方和新版本对不上。",
    ],
    low: [
      "晚高峰卡顿一直没有根治，用户在流失。",
      "同一个问题报了三次，每次都要重新描述。",
      "故障的原因等了一周才有说法。",
      "值班的人很多，负责的人不清楚。",
      "续约前希望看到具体的改进时间表。",
    ],
  },
  en: {
    high: [
      "Fast answers, and capacity is confirmed well before our events.",
      "Far fewer freezes than in spring; the people on duty know us.",
      "We explain a problem once and it gets solved.",
      "Joining is quicker since the upgrade and complaints are down.",
      "Our manager understands the business. Easy to work with.",
    ],
    middle: [
      "Good overall. Evenings still freeze now and then.",
      "Handled in time; we would like the postmortem sooner.",
      "Stable, but getting figures out of the console takes too long.",
      "A few hand-offs too many, the result was fine.",
      "Parts of the integration guide are behind the current SDK.",
    ],
    low: [
      "Evening freezes were never fixed for good and we lose users over it.",
      "We reported the same problem three times and explained it anew each time.",
      "It took a week to hear the cause.",
      "Many people on the call, nobody in charge.",
      "Before we renew we need dates for the improvements.",
    ],
  },
} as const;
