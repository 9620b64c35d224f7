export const weekdays = { zh: ["一", "二", "三", "四", "五"], en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] } as const;
export const operatingSystems = { zh: ["Android", "iOS", "鸿蒙"], en: ["Android", "iOS", "Web"] } as const;

/** Entries that follow from a record. */
export const linkedText = {
  zh: {
    incidentOpened: "{severity} {title}",
    requestDone: ["{title}：已完成。{fix}", "{severity} 完成。{fix}"],
    incidentResolved: ["{title}：已恢复。{fix}", "{severity} 恢复，用时 {minutes} 分钟。{fix}"],
    capacityLent: ["活动期间{region}临时扩容到 {after}（平时 {before}）。", "按{region}活动预估临时提额：{before} → {after}。"],
    capacityBack: ["活动结束，{region}容量恢复为 {after}。"],
    capacity: [
      "{region}容量 {before} → {after}，已开通。",
      "{region}扩容到 {after}（原 {before}），运维确认可用。",
      "{region}容量由 {before} 调整为 {after}，合同附件已更新。",
    ],
    capacityDown: ["{region}容量由 {before} 回收到 {after}，客户同意。"],
    capacityFirst: ["{region}开通容量 {after}。"],
    outreachSent: ["已发送：{subject}", "向{contact}发出《{subject}》。"],
    outreachAnswered: ["{contact}回复：预计 {pcu}，按建议扩容。", "{contact}回复预计峰值 {pcu}，资源需求已确认。"],
    outreachNoted: ["{contact}回复：按常规准备即可。"],
    outreachDeclined: ["{contact}回复：暂不扩容，接受风险。", "{contact}认为现有容量足够，未采纳扩容建议。"],
    outreachExpired: ["到活动前未收到答复：{subject}"],
    eventTold: ["客户告知：{event}，预计为平日 {uplift} 倍。", "{contact}同步活动：{event}，倍数按 {uplift} 准备。"],
    eventPlain: ["活动登记：{event}，倍数未知。"],
    eventDone: ["{event}结束：峰值约 {pcu}，为平日 {real} 倍。", "{event}复盘：实际 {real} 倍，峰值约 {pcu}，容量 {capacity}。"],
    sdk: ["客户端由 {old} 升级到 {sdk}，{os} 先行。", "{sdk} 灰度 {n}0%，未见异常。", "{sdk} 全量，{old} 剩余 {n}%。"],
    contractSigned: ["合同签署，服务等级 {tier}。"],
    contractRenewed: ["续约完成，服务等级 {tier}。", "新一年合同生效，服务等级 {tier}，SLA 按 {policy}。"],
  },
  en: {
    incidentOpened: "{severity} {title}",
    requestDone: ["{title}: done. {fix}", "{severity} done. {fix}"],
    incidentResolved: ["{title}: resolved. {fix}", "{severity} resolved after {minutes} minutes. {fix}"],
    capacityLent: [
      "{region} raised to {after} for the event, {before} otherwise.",
      "Temporary capacity in {region} for the event: {before} → {after}.",
    ],
    capacityBack: ["The event is over, capacity in {region} is back to {after}."],
    capacity: [
      "Capacity in {region} {before} → {after}, provisioned.",
      "{region} raised to {after} from {before}, confirmed by operations.",
      "Capacity in {region} changed from {before} to {after}, contract annex updated.",
    ],
    capacityDown: ["Capacity in {region} lowered from {before} to {after} with the customer's consent."],
    capacityFirst: ["Capacity {after} provisioned in {region}."],
    outreachSent: ["Sent: {subject}", "Sent to {contact}: {subject}"],
    outreachAnswered: [
      "{contact} answered: {pcu} expected, capacity as proposed.",
      "{contact} expects a peak of {pcu}; resources confirmed.",
    ],
    outreachNoted: ["{contact} answered: the usual preparation is enough."],
    outreachDeclined: [
      "{contact} answered: no extra capacity, they accept the risk.",
      "{contact} considers present capacity enough and declined.",
    ],
    outreachExpired: ["No answer before the event: {subject}"],
    eventTold: [
      "The customer announced {event}, {uplift} times the usual.",
      "{contact} announced {event}; preparing for {uplift} times the usual.",
    ],
    eventPlain: ["Event entered: {event}, strength not known."],
    eventDone: [
      "{event} is over: peak about {pcu}, {real} times the usual.",
      "{event} in review: {real} times the usual, peak about {pcu}, capacity {capacity}.",
    ],
    sdk: [
      "Clients move from {old} to {sdk}, {os} first.",
      "{sdk} at {n}0% of users, nothing unusual.",
      "{sdk} is everywhere, {old} at {n}%.",
    ],
    contractSigned: ["Contract signed, service tier {tier}."],
    contractRenewed: ["Renewed for a year, service tier {tier}.", "The new contract is in force: {tier}, SLA policy {policy}."],
  },
} as const;

export const tierNames = {
  zh: { basic: "基础", standard: "标准", premium: "尊享" },
  en: { basic: "basic", standard: "standard", premium: "premium" },
} as const;
